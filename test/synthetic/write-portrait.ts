import { parseArgs } from 'node:util';
import { inventPortraitFrames } from './portraits.ts';
import { writeY4m } from './y4m.ts';

/** Two seconds at ten frames: 9.2 MB, and long enough for the loop not to be felt. */
const FRAMES_PER_SECOND = 10;
const FRAME_COUNT = 20;

const { values } = parseArgs({
  options: { out: { type: 'string' }, seed: { type: 'string', default: '1' }, background: { type: 'string' } },
});
const seed = Number(values.seed);
const background = values.background ?? (seed % 2 === 0 ? 'blue' : 'red');
if (!values.out || !Number.isSafeInteger(seed) || (background !== 'red' && background !== 'blue')) {
  console.error('usage: node test/synthetic/write-portrait.ts --out FILE.y4m [--seed N] [--background red|blue]');
  process.exit(2);
}
writeY4m(values.out, inventPortraitFrames({ seed, background, frameCount: FRAME_COUNT }), FRAMES_PER_SECOND);
