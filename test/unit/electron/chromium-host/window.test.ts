import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type ChromiumHostOptions, startChromiumHost } from '../../../../build/scripts/training/training-kit.ts';
import { findBrowser } from '../../../../electron/chromium-host/browser-search.ts';
import { kioskConfigWithoutCentre } from '../../../support/kiosk-config.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** A page that opens both channels, as the kiosk's does. */
const PAGE = {
  'index.html': '<!doctype html><title>kiosk</title><script type="module" src="/page.js"></script>',
  'page.js': `for (const kind of ['shell', 'devices']) new WebSocket('ws://' + location.host + '/channel/' + kind);`,
};

/** Runs the host on a machine with a display whose only browser is this script. */
async function openKiosk(browserScript: string) {
  const folder = temporaryFolder();
  const bin = join(folder, 'bin');
  const rendererDir = join(folder, 'renderer');
  for (const made of [bin, rendererDir]) mkdirSync(made);
  for (const [name, text] of Object.entries(PAGE)) writeFileSync(join(rendererDir, name), text);
  writeFileSync(join(bin, 'chromium'), `#!/bin/sh\n${browserScript}\n`);
  chmodSync(join(bin, 'chromium'), 0o755);
  writeFileSync(join(folder, 'kiosk.json'), JSON.stringify(await kioskConfigWithoutCentre(true)));
  vi.stubEnv('PATH', bin);
  vi.stubEnv('DISPLAY', ':99');
  onTestFinished(() => void vi.unstubAllEnvs());
  const options: ChromiumHostOptions = {
    profileDir: join(folder, 'profile'),
    configFile: join(folder, 'kiosk.json'),
    rendererDir,
    serve: false,
    fakeCamera: '/training/portrait.y4m',
  };
  const host = await startChromiumHost(options);
  onTestFinished(() => host.kill());
  return { ...host, folder };
}

describe.runIf(process.platform === 'linux')('the kiosk in a window', () => {
  test('is a browser of its own on our address, and ends with it', async () => {
    const { ready, ended, folder, process: host } = await openKiosk('echo "$@" > "$0.args"');
    expect(ready).toEqual({ window: 'Chromium' });
    await ended;
    expect(host.exitCode).toBe(0);
    const args = readFileSync(join(folder, 'bin/chromium.args'), 'utf8');
    expect(args).toMatch(/--app=http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}/);
    expect(args).toContain(`--user-data-dir=${join(folder, 'profile/browser')}`);
    expect(args).toContain('--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1');
    expect(args).toContain('--use-file-for-fake-video-capture=/training/portrait.y4m');
  });

  test('that cannot be opened is a failure, and what the browser says is kept', async () => {
    const { ended, folder, process: host } = await openKiosk('echo "Missing X server or $DISPLAY"; exit 1');
    await ended;
    expect(host.exitCode).toBe(1);
    expect(readFileSync(join(folder, 'profile/browser.log'), 'utf8')).toContain('Missing X server');
  });

  const browser = findBrowser();
  test.runIf(browser)('stays while a window is open whose browser was running before', async () => {
    // The process that was started ends at once, as Chromium's does where another already runs on the profile.
    const {
      ended,
      folder,
      process: host,
    } = await openKiosk(`PATH=/usr/bin:/bin; ${browser?.path} --headless=new "$@" 2>/dev/null & echo $! > "$0.pid"`);
    const first = await Promise.race([
      ended.then(() => 'ended'),
      new Promise((resolve) => setTimeout(resolve, 8000, 'open')),
    ]);
    expect(first).toBe('open');
    process.kill(Number(readFileSync(join(folder, 'bin/chromium.pid'), 'utf8')));
    await ended;
    expect(host.exitCode).toBe(0);
  });
});
