import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../electron/chromium-host/browser-search.ts';
import { inventPortraitFrames } from '../synthetic/portraits.ts';
import { writeY4m } from '../synthetic/y4m.ts';
import type { Screen } from './screens.ts';

/** How a screen is looked at. */
export interface Variant {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly language: 'id' | 'en';
  readonly theme: 'light' | 'dark';
}

/** The smallest screen of a kit. */
export const SMALL = { width: 1366, height: 768 } as const;

/** The clock of the preview, so that pictures can be compared: 09.40 on the second day of the drive. */
const NOW = new Date('2026-11-18T02:40:00.000Z');

/** The smallest a control may be in either direction, CSS pixels (WCAG 2.2, 2.5.8). */
const SMALLEST_TARGET = 24;

/** Which screens a browser serves: a camera that films a drawn person, or none. */
export type CameraOf = 'film' | 'absent';

/** The camera that a screen needs its browser to have. */
export function cameraOf(screen: Screen): CameraOf {
  return screen.camera === 'absent' ? 'absent' : 'film';
}

/** A headless browser with such a camera; the film is written into `folder`. Null where no browser is installed. */
export async function launchPreviewBrowser(camera: CameraOf, folder: string): Promise<Browser | null> {
  const browser = findBrowser();
  if (!browser) return null;
  mkdirSync(folder, { recursive: true });
  const film = join(folder, 'person.y4m');
  writeY4m(film, inventPortraitFrames({ seed: 4, background: 'blue', frameCount: 30 }), 10);
  const fakeCamera = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
  return chromium.launch({
    executablePath: browser.path,
    args: ['--no-sandbox', '--font-render-hinting=none', ...(camera === 'film' ? fakeCamera : [])],
  });
}

/**
 * Reaches a screen as an officer does and says what is wrong with it: the page scrolls, the focus is lost, a control is
 * too small to hit, or the console reports an error.
 *
 * @param look called with the page as it is then
 */
export async function visitScreen(
  browser: Browser,
  address: string,
  screen: Screen,
  { width, height, language, theme }: Variant,
  look: (page: Page) => Promise<unknown>,
): Promise<string[]> {
  const problems: string[] = [];
  const context = await browser.newContext({
    viewport: { width, height },
    timezoneId: 'Asia/Jakarta',
    reducedMotion: 'reduce',
  });
  if (screen.camera !== 'refused') await context.grantPermissions(['camera']);
  const page = await context.newPage();
  if (!screen.throws) {
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
  }
  try {
    await page.clock.setFixedTime(NOW);
    await page.goto(`${address}?language=${language}&theme=${theme}&${screen.scenario}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await screen.reach(page);
    await page.waitForTimeout(250);
    problems.push(...(await page.evaluate(faultsOfPage, SMALLEST_TARGET)));
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  }
  await look(page);
  await context.close();
  return problems;
}

/** Runs in the page. */
function faultsOfPage(smallest: number): string[] {
  const faults: string[] = [];
  const { scrollHeight, scrollWidth } = document.documentElement;
  if (scrollHeight > innerHeight || scrollWidth > innerWidth) faults.push('the page scrolls');
  if (document.activeElement === document.body) faults.push('the focus is lost');
  if (document.querySelectorAll('h1').length !== 1) faults.push('not exactly one main heading');
  for (const control of document.querySelectorAll<HTMLElement>('button, input, select')) {
    const { width, height } = control.getBoundingClientRect();
    const name = control.ariaLabel ?? control.textContent;
    if (control.matches('[type="radio"]')) continue;
    if (width < smallest || height < smallest) faults.push(`too small to hit: ${name}`);
    if (control.scrollWidth > control.clientWidth + 1 && control.tagName === 'BUTTON') faults.push(`cut off: ${name}`);
  }
  return faults;
}
