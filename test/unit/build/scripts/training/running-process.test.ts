import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startProcess } from '../../../../../build/scripts/training/running-process.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';

const MODULE = join(import.meta.dirname, '../../../../../build/scripts/training/running-process.ts');

/** Starts a Node process from its source text. */
function start(source: string, logFile = join(temporaryFolder(), 'log')) {
  return startProcess({
    name: 'part',
    program: process.execPath,
    args: ['-e', source],
    logFile,
    readReady: (line) => (line.startsWith('ready ') ? line.slice(6) : null),
  });
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('is started when it says so, takes commands, keeps a log, and stops when asked', async () => {
  const logFile = join(temporaryFolder(), 'log');
  const part = await start(
    `console.log('not yet'); console.log('ready at 4000'); console.error('a warning');
     process.stdin.on('data', (text) => console.log('told', String(text).trim()));`,
    logFile,
  );
  expect(part.ready).toBe('at 4000');
  part.process.stdin!.write('hello\n');
  await vi.waitFor(() => expect(readFileSync(logFile, 'utf8')).toContain('told hello'));
  expect(readFileSync(logFile, 'utf8')).toContain('a warning');
  await part.stop();
  expect(part.process.signalCode).toBe('SIGTERM');
});

test('killed, it has no time for anything', async () => {
  const part = await start(`process.on('SIGTERM', () => {}); console.log('ready '); setInterval(() => {}, 1000);`);
  await part.kill();
  expect(part.process.signalCode).toBe('SIGKILL');
});

test('one that ends before it is ready is an error with its last words', async () => {
  await expect(start(`console.error('the disk is full'); process.exitCode = 1;`)).rejects.toThrow(
    /the part did not start\nthe disk is full/,
  );
});

test('a program that is not there is an error too', async () => {
  const options = { name: 'part', args: [], logFile: null, readReady: () => null };
  await expect(startProcess({ ...options, program: '/absent' })).rejects.toThrow('the part did not start');
});

test('does not outlive the process that started it', async () => {
  const parent = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { startProcess } = await import(${JSON.stringify(MODULE)});
       const part = await startProcess({ name: 'part', program: process.execPath, logFile: null, readReady: (line) => line,
         args: ['-e', "console.log('ready'); setInterval(() => {}, 1000)"] });
       console.log(part.process.pid);
       process.stdin.once('data', () => process.exit(3));`,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void parent.kill('SIGKILL'));
  const pid = Number(await new Promise((resolve) => parent.stdout.once('data', resolve)));
  expect(isAlive(pid)).toBe(true);
  parent.stdin.write('end\n');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000 });
});
