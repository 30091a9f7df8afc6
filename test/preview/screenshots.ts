import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SCREENS } from './screens.ts';
import { serveBuiltPreview } from './serve.ts';
import { cameraOf, launchPreviewBrowser, SMALL, type Variant, visitScreen } from './visit.ts';

/**
 * Takes a picture of every screen into build/out/screens: `node test/preview/screenshots.ts [--only TEXT] [--quick]`.
 * `--quick` takes the small screen in Indonesian only. Ends with 1 where a screen has a fault, see visit.ts.
 */
const { values: flags } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean' } } });

const OUT = join(import.meta.dirname, '../../build/out/screens');
const LARGE = { width: 1920, height: 1080 };
const VARIANTS: readonly Variant[] = [
  { name: 'id', ...SMALL, language: 'id', theme: 'light' },
  { name: 'en', ...SMALL, language: 'en', theme: 'light' },
  { name: 'id-large', ...LARGE, language: 'id', theme: 'light' },
  { name: 'en-large', ...LARGE, language: 'en', theme: 'light' },
  { name: 'id-dark', ...SMALL, language: 'id', theme: 'dark' },
];

const screens = SCREENS.filter(({ name }) => name.includes(flags.only ?? ''));
const variants = flags.quick ? VARIANTS.slice(0, 1) : VARIANTS;
const server = await serveBuiltPreview(join(OUT, 'page'));

for (const camera of ['film', 'absent'] as const) {
  const browser = await launchPreviewBrowser(camera, OUT);
  if (!browser) throw new Error('no Chromium, Chrome or Edge is installed');
  for (const variant of variants) {
    mkdirSync(join(OUT, variant.name), { recursive: true });
    for (const screen of screens.filter((candidate) => cameraOf(candidate) === camera)) {
      const path = join(OUT, variant.name, `${screen.name}.png`);
      const problems = await visitScreen(browser, server.address, screen, variant, (page) => page.screenshot({ path }));
      if (problems.length > 0) process.exitCode = 1;
      for (const problem of problems) console.error(`${variant.name}/${screen.name}: ${problem}`);
    }
  }
  await browser.close();
}
await server.close();
console.log(`${screens.length * variants.length} pictures in ${OUT}`);
