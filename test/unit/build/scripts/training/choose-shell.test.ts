import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { downloadElectron, findElectron } from '../../../../../build/scripts/electron-binary.ts';
import { chooseShell } from '../../../../../build/scripts/training/choose-shell.ts';
import { startLoopbackListener } from '../../../../support/loopback-listener.ts';
import { makeStubElectron } from '../../../../support/stub-electron.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';

/** What was said on the terminal, in this test. */
let said = '';
beforeEach(() => {
  said = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});

/** A PATH with only these programs on it, and a place from which Electron cannot be had. */
function machineWith(programs: Readonly<Record<string, string>>): string {
  const bin = temporaryFolder();
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  vi.stubEnv('PATH', bin);
  vi.stubEnv('ELECTRON_MIRROR', 'http://127.0.0.1:9/');
  vi.stubEnv('electron_config_cache', temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  return bin;
}

const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version');

describe.skipIf(findElectron() !== null)('without an Electron binary', () => {
  test('the installed browser is chosen, and why is said', async () => {
    const bin = machineWith({ chromium: '' });
    expect(await chooseShell({ hasDisplay: true, dev: false })).toEqual({
      kind: 'browser',
      browser: { name: 'Chromium', path: join(bin, 'chromium') },
    });
    expect(said).toContain('paling lama 10 detik');
    expect(said).toContain('since there is no Electron binary');
  });

  test('a mirror that never answers is given up in time', async () => {
    machineWith({});
    const silent = await startLoopbackListener({ silent: true });
    onTestFinished(() => silent.close());
    vi.stubEnv('ELECTRON_MIRROR', `http://127.0.0.1:${silent.tcpPort}/`);
    const started = performance.now();
    expect(await downloadElectron(1500)).toBeNull();
    expect(performance.now() - started).toBeLessThan(8000);
    expect(silent.heard.connections).toBeGreaterThan(0);
  });

  test.runIf(mayInstall)('as root on Debian, Chromium is installed with apt-get', async () => {
    const bin = temporaryFolder();
    const calls = join(bin, 'calls');
    machineWith({
      'apt-get': `echo "$@" >> ${calls}; case "$1" in install) echo '#!/bin/sh' > ${bin}/chromium; /bin/chmod +x ${bin}/chromium;; esac`,
    });
    vi.stubEnv('PATH', `${process.env.PATH}:${bin}`);
    expect(await chooseShell({ hasDisplay: true, dev: true })).toEqual({
      kind: 'browser',
      browser: { name: 'Chromium', path: join(bin, 'chromium') },
    });
    expect(said).toContain('apt-get');
    expect(said).toContain('for hot reload');
  });

  test.runIf(mayInstall)('where that fails too, the kiosk is served', async () => {
    machineWith({ 'apt-get': 'exit 100' });
    expect(await chooseShell({ hasDisplay: true, dev: true })).toEqual({ kind: 'served' });
    expect(said).toContain('chromium could not be installed');
  });
});

test('without a display it is served, whatever there is, and Electron is not asked for', async () => {
  machineWith({ chromium: '' });
  expect(await chooseShell({ hasDisplay: false, dev: false })).toEqual({ kind: 'served' });
  expect(said).toContain('there is no display');
  expect(said).not.toContain('Electron');
});

test.runIf(process.platform === 'linux')('an Electron binary is found in its folder', () => {
  const folder = temporaryFolder();
  expect(findElectron(folder)).toBeNull();
  expect(findElectron(makeStubElectron(folder))).toBe(join(folder, 'electron'));
});
