import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { InstalledBrowser } from './browser-search.ts';
import { hostError } from './host-errors.ts';

export interface BrowserOptions {
  readonly browser: InstalledBrowser;
  /** Address with the one-time token. */
  readonly url: string;
  readonly profileDir: string;
  /** Training only: a video (Y4M, MJPEG) that stands in for the camera. */
  readonly fakeCamera: string | null;
}

/** Chromium on Linux needs a display server; the other systems always have one. */
export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

/** The browser's user data lies inside the profile, so that the officer's own browser is never touched. */
export const browserProfileDir = (profileDir: string): string => join(profileDir, 'browser');

/**
 * Command line of the kiosk's browser, without program, profile and address. It resolves no name but 127.0.0.1, and
 * the browser has no background traffic of its own.
 *
 * @param fakeCamera see {@link BrowserOptions}
 */
export function browserArguments(fakeCamera: string | null): string[] {
  const isRoot = process.getuid?.() === 0;
  return [
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--disable-sync',
    '--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication',
    // Chromium's own sandbox refuses to run as root; whoever starts us as root is told so (main.ts).
    ...(isRoot ? ['--no-sandbox'] : []),
    ...(fakeCamera === null
      ? []
      : [
          '--use-fake-ui-for-media-stream',
          '--use-fake-device-for-media-stream',
          `--use-file-for-fake-video-capture=${fakeCamera}`,
        ]),
  ];
}

/** As large as the screen, or as the smallest the screens are made for; no bar of the browser's about our flags. */
const WINDOW = ['--start-maximized', '--window-size=1366,768', '--test-type'];

/**
 * Opens the kiosk's window. What the browser prints, which is much and mostly nothing, goes to `browser.log`.
 *
 * @returns the browser's process; its exit is the window closed
 * @throws CodedError `BROWSER_FAILED`
 */
export function openBrowser(options: BrowserOptions): Promise<ChildProcess> {
  const { browser, url, profileDir, fakeCamera } = options;
  const args = [
    `--user-data-dir=${browserProfileDir(profileDir)}`,
    ...browserArguments(fakeCamera),
    ...WINDOW,
    `--app=${url}`,
  ];
  const log = openSync(join(profileDir, 'browser.log'), 'w', 0o600);
  const child = spawn(browser.path, args, { stdio: ['ignore', log, log] });
  closeSync(log);
  return new Promise((resolve, reject) => {
    child.once('spawn', () => resolve(child));
    child.once('error', (error) => reject(hostError('BROWSER_FAILED', browser.path, error)));
  });
}
