import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { measureFingerQuality, requirePrint } from '../../../../../native-bridges/biometrics/quality/finger-quality.ts';
import type { GreyImage } from '../../../../../native-bridges/contract/capture.ts';
import { decodeGreyMap } from '../../../../../native-bridges/simulators/grey-map.ts';
import { inventPrint } from '../../../../synthetic/prints.ts';
import { seededRandom } from '../../../../synthetic/seeded-random.ts';

const WIDTH = 256;
const HEIGHT = 288;
const { next: random } = seededRandom(7);

function image(grey: (x: number, y: number) => number): GreyImage {
  const pixels = new Uint8Array(WIDTH * HEIGHT);
  for (let at = 0; at < pixels.length; at += 1) {
    pixels[at] = Math.min(255, Math.max(0, grey(at % WIDTH, Math.floor(at / WIDTH))));
  }
  return { width: WIDTH, height: HEIGHT, ppi: 500, pixels };
}

const print = (seed: number): GreyImage => ({ ...inventPrint({ seed, width: WIDTH, height: HEIGHT }), ppi: 500 });

const change = (from: GreyImage, grey: (value: number, at: number) => number): GreyImage =>
  image((x, y) => grey(from.pixels[y * WIDTH + x]!, y * WIDTH + x));

const rows = Array.from({ length: HEIGHT }, () => random() * 255);

describe('no print', () => {
  test.each([
    ['white', image(() => 255)],
    ['black', image(() => 0)],
    ['uniform with a little noise', image(() => 128 + random() * 8)],
    ['pixel noise', image(() => random() * 256)],
    ['a shadow', image((x, y) => x * 0.5 + y * 0.4)],
    ['a bright spot with noise', image((x, y) => 255 - Math.hypot(x - 128, y - 144) * 1.2 + random() * 30)],
    ['one edge', image((x) => (x < 120 ? 20 : 230))],
    ['rows of a faulty driver', image((_, y) => rows[y]!)],
    ['stripes', image((_, y) => (y % 9 < 5 ? 0 : 255))],
  ])('%s scores about nothing and is refused', (_, picture) => {
    const quality = measureFingerQuality(picture);
    expect(quality.score).toBeLessThanOrEqual(2);
    expect(() => requirePrint(picture)).toThrow(expect.objectContaining({ code: 'CAPTURE_EMPTY' }));
  });
});

describe('a print', () => {
  test.each([1, 2, 3, 4, 5, 6])('invented with seed %i is good', (seed) => {
    const quality = requirePrint(print(seed));
    expect(quality.coverage).toBeGreaterThan(0.6);
    expect(quality.score).toBeGreaterThan(65);
    expect(quality.score).toBeLessThanOrEqual(100);
  });

  test('scores less the fainter it is, and is still taken', () => {
    const good = print(1);
    const faint = change(good, (value) => 190 + value * 0.25);
    expect(requirePrint(faint).score).toBeLessThan(measureFingerQuality(good).score / 2);
  });

  test('scores less the noisier it is, and is still taken', () => {
    const good = print(1);
    const noisy = change(good, (value) => value + (random() - 0.5) * 220);
    expect(requirePrint(noisy).score).toBeLessThan(measureFingerQuality(good).score);
  });

  test('scores less the smaller its part of the image, and is still taken when it is small', () => {
    const good = print(1);
    const rim = change(good, (value, at) => (at % WIDTH < 110 ? value : 238));
    const quality = requirePrint(rim);
    expect(quality.coverage).toBeLessThan(measureFingerQuality(good).coverage / 1.5);
    expect(quality.score).toBeLessThan(measureFingerQuality(good).score);
  });

  const fixtures = new URL('../../../../../../shared/fixtures/fingerprint/', import.meta.url).pathname;
  test.skipIf(!existsSync(fixtures))(
    'of the NIST examples (SFinGe) is good; skipped without ../shared/fixtures',
    () => {
      for (const name of ['sfinge-01', 'sfinge-02', 'sfinge-03']) {
        const picture = decodeGreyMap(readFileSync(`${fixtures}${name}.pgm`));
        const quality = requirePrint({ ...picture, ppi: 500 });
        expect(quality.coverage).toBeGreaterThan(0.7);
        expect(quality.score).toBeGreaterThan(65);
      }
    },
  );
});
