import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { isCoded } from '../../native-bridges/contract/errors.ts';
import { readKioskConfig } from '../services/kiosk-config.ts';
import { START_ERROR_SENTENCES, startError } from '../services/start-errors.ts';
import { hasDisplay, openBrowser } from './browser.ts';
import { findBrowser } from './browser-search.ts';
import { startChromiumHost } from './chromium-host.ts';
import { HOST_ERRORS, hostError } from './host-errors.ts';
import type { HostServer } from './host-server.ts';

/**
 * The Chromium host: `main.ts --profile DIR --config FILE [--serve] [--dev] [--renderer DIR] [--port N] [--fake-camera FILE]`.
 *
 * Opens the kiosk in an installed browser, prints `{"window": name}` and ends when its window is closed. With `--serve`,
 * or without a display, it opens nothing and prints `{"url": address}`. For people it writes to standard error.
 */
function readCommand() {
  try {
    const { values } = parseArgs({
      options: {
        profile: { type: 'string' },
        config: { type: 'string' },
        serve: { type: 'boolean', default: false },
        dev: { type: 'boolean', default: false },
        renderer: { type: 'string', default: join(import.meta.dirname, '../../build/out/renderer') },
        port: { type: 'string' },
        'fake-camera': { type: 'string' },
      },
    });
    const { profile, config, serve, dev, renderer, port, 'fake-camera': fakeCamera } = values;
    const portIsNumber = port === undefined || /^\d{4,5}$/.test(port);
    if (profile === undefined || config === undefined || !portIsNumber) throw hostError('USAGE');
    return {
      profileDir: resolve(profile),
      configFile: resolve(config),
      serve,
      rendererDir: dev ? null : resolve(renderer),
      wishedPort: port === undefined ? null : Number(port),
      fakeCamera: fakeCamera === undefined ? null : resolve(fakeCamera),
    };
  } catch (error) {
    throw isCoded(error) ? error : hostError('USAGE', '', error);
  }
}

/** Time for the window of a browser that was still running from before to connect. */
const WINDOW_GRACE_MS = 3000;

/**
 * Resolves when nobody sees the kiosk any more. The browser's process alone does not tell: where one is still running
 * on the profile (after the host was killed), a new one hands its window over and ends at once.
 */
async function untilWindowClosed<Exit>(browserExit: Promise<Exit>, host: HostServer): Promise<Exit> {
  const exit = await browserExit;
  do await sleep(WINDOW_GRACE_MS);
  while (host.isConnected());
  return exit;
}

async function run(): Promise<void> {
  const { serve, configFile, fakeCamera, ...options } = readCommand();
  const config = await readKioskConfig(configFile);
  if (fakeCamera !== null && config.training === null) throw startError('CAMERA_SIMULATED');
  const host = await startChromiumHost({ ...options, config });
  const stop = () => void host.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);

  process.stderr.write(
    'Bukan untuk produksi: kios ini berjalan di peramban. (Not for production: kiosk in a browser.)\n',
  );
  if (serve || !hasDisplay()) {
    process.stdout.write(`${JSON.stringify({ url: host.url })}\n`);
    return;
  }
  const browser = findBrowser();
  if (!browser) {
    await host.close();
    throw hostError('BROWSER_ABSENT');
  }
  if (process.getuid?.() === 0) process.stderr.write(`${browser.name} as root runs without its own sandbox.\n`);
  const child = await openBrowser({ browser, url: host.url, profileDir: options.profileDir, fakeCamera });
  process.once('exit', () => child.kill());
  process.stdout.write(`${JSON.stringify({ window: browser.name })}\n`);
  const [exitCode] = (await untilWindowClosed(once(child, 'exit'), host)) as [number | null];
  await host.close();
  if (exitCode) throw hostError('BROWSER_FAILED', `ended with ${exitCode}`);
  process.exit(0);
}

run().catch((error: unknown) => {
  const sentences = { ...HOST_ERRORS, ...START_ERROR_SENTENCES };
  const code = isCoded(error) ? error.code : '';
  const sentence = Object.hasOwn(sentences, code) ? sentences[code as keyof typeof sentences] : null;
  process.stderr.write(sentence ? `${code}: ${sentence.id}\n${sentence.en}\n` : '');
  process.stderr.write(isCoded(error) ? `(${error.code} ${error.detail})\n` : `${String(error)}\n`);
  process.exit(1);
});
