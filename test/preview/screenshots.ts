import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { inventPortraitFrames } from '../synthetic/portraits.ts';
import { writeY4m } from '../synthetic/y4m.ts';
import { SCREENS, type Screen } from './screens.ts';
import { servePreview } from './serve.ts';

/**
 * Takes a picture of every screen into build/out/screens: `node test/preview/screenshots.ts [--only TEXT] [--quick]`.
 * `--quick` takes the small screen in Indonesian only. Fails if a page scrolls, a text is wider than its place on the
 * top bar, or the console reports an error.
 */
const { values: flags } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean' } } });

const CHROMIUM = '/usr/bin/chromium';
const OUT = join(import.meta.dirname, '../../build/out/screens');
/** The clock of the preview, so that pictures can be compared. */
const NOW = new Date('2026-11-18T02:40:00.000Z');

interface Variant {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly language: 'id' | 'en';
  readonly theme: 'light' | 'dark';
}

const SMALL = { width: 1366, height: 768 };
const LARGE = { width: 1920, height: 1080 };
const ALL_VARIANTS: readonly Variant[] = [
  { name: 'id', ...SMALL, language: 'id', theme: 'light' },
  { name: 'en', ...SMALL, language: 'en', theme: 'light' },
  { name: 'id-large', ...LARGE, language: 'id', theme: 'light' },
  { name: 'id-dark', ...SMALL, language: 'id', theme: 'dark' },
];

const problems: string[] = [];
const screens = SCREENS.filter(({ name }) => name.includes(flags.only ?? ''));
const variants = flags.quick ? ALL_VARIANTS.slice(0, 1) : ALL_VARIANTS;
const server = await servePreview();
const address = server.resolvedUrls?.local[0] ?? '';
mkdirSync(OUT, { recursive: true });
const film = join(OUT, 'person.y4m');
writeY4m(film, inventPortraitFrames({ seed: 4, background: 'blue', frameCount: 30 }), 10);

for (const camera of ['there', 'absent'] as const) {
  const browser = await launch(camera);
  for (const variant of variants) {
    mkdirSync(join(OUT, variant.name), { recursive: true });
    for (const screen of screens) {
      if ((screen.camera === 'absent') === (camera === 'absent')) await takePicture(browser, screen, variant);
    }
  }
  await browser.close();
}
rmSync(film);
await server.close();
console.log(`${screens.length * variants.length} pictures in ${OUT}`);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

async function launch(camera: 'there' | 'absent'): Promise<Browser> {
  const fakeCamera = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--font-render-hinting=none', ...(camera === 'there' ? fakeCamera : [])],
  });
}

async function takePicture(browser: Browser, screen: Screen, variant: Variant): Promise<void> {
  const { width, height, language, theme } = variant;
  const page = await browser.newPage({
    viewport: { width, height },
    timezoneId: 'Asia/Jakarta',
    reducedMotion: 'reduce',
  });
  const at = `${variant.name}/${screen.name}`;
  if (screen.camera !== 'refused') await page.context().grantPermissions(['camera']);
  page.on('console', (message) => {
    if (message.type() === 'error' && !screen.name.includes('failed')) problems.push(`${at}: ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    if (!screen.name.includes('failed')) problems.push(`${at}: ${error.message}`);
  });
  page.setDefaultTimeout(20_000);
  try {
    await page.clock.setFixedTime(NOW);
    await page.goto(`${address}?language=${language}&theme=${theme}&${screen.scenario}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await screen.reach(page);
    await page.waitForTimeout(250);
    const scrolls = await page.evaluate(() => {
      const root = document.documentElement;
      return root.scrollHeight > innerHeight || root.scrollWidth > innerWidth;
    });
    if (scrolls) problems.push(`${at}: the page scrolls`);
    if (await page.evaluate(() => document.activeElement === document.body)) problems.push(`${at}: the focus is lost`);
  } catch (error) {
    problems.push(`${at}: ${error instanceof Error ? error.message : String(error)}`);
  }
  await page.screenshot({ path: join(OUT, variant.name, `${screen.name}.png`) });
  await page.context().close();
}
