import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { takeProfileLock } from '../../../../electron/chromium-host/profile-lock.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const MODULE = join(import.meta.dirname, '../../../../electron/chromium-host/profile-lock.ts');

/** Another process that holds the profile's lock until it is killed. */
async function otherHolder(profileDir: string) {
  const script = `
    const { takeProfileLock } = await import(${JSON.stringify(MODULE)});
    takeProfileLock(${JSON.stringify(profileDir)});
    console.log('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

test('a profile that another process holds is refused', async () => {
  const profileDir = temporaryFolder();
  await otherHolder(profileDir);
  expect(() => takeProfileLock(profileDir)).toThrow('PROFILE_IN_USE');
});

test('the lock of a process that was killed is taken over', async () => {
  const profileDir = temporaryFolder();
  const child = await otherHolder(profileDir);
  child.kill('SIGKILL');
  await once(child, 'exit');
  takeProfileLock(profileDir);
  expect(readFileSync(join(profileDir, 'host.lock'), 'utf8')).toContain(String(process.pid));
});

test('a process that merely got the same number later does not hold the lock', () => {
  const profileDir = temporaryFolder();
  // This test's own process is alive, and did not start at the boot's first tick.
  writeFileSync(join(profileDir, 'host.lock'), JSON.stringify({ pid: process.pid, started: '1' }));
  takeProfileLock(profileDir);
});

test.each(['', '{"pid":', 'null', '{"pid":"7"}'])('a lock file torn to %j is taken over', (torn) => {
  const profileDir = temporaryFolder();
  writeFileSync(join(profileDir, 'host.lock'), torn);
  takeProfileLock(profileDir);
});

test('a released profile is free, and releasing leaves another holder alone', async () => {
  const profileDir = temporaryFolder();
  const lock = takeProfileLock(profileDir);
  lock.release();
  await otherHolder(profileDir);
  lock.release();
  expect(() => takeProfileLock(profileDir)).toThrow('PROFILE_IN_USE');
});
