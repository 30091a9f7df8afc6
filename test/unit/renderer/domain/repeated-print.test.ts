import { describe, expect, test } from 'vitest';
import type { GreyImage } from '../../../../native-bridges/contract/capture.ts';
import { isRepeatedPrint } from '../../../../renderer/domain/repeated-print.ts';
import { isSameImage } from '../../../siak-gateway/examination/fingerprints.ts';
import { inventedCapture } from '../../../support/invented-record.ts';
import { seededRandom } from '../../../synthetic/seeded-random.ts';

const print = (seed: number): GreyImage => inventedCapture('right-index', seed).image;

/** The print moved by whole pixels, on a bare platen, paler and with noise. */
function again(image: GreyImage, right: number, down: number): GreyImage {
  const random = seededRandom(1);
  const { width, height, pixels } = image;
  const moved = pixels.map((_pixel, at) => {
    const x = (at % width) - right;
    const y = Math.floor(at / width) - down;
    const grey = x < 0 || y < 0 || x >= width || y >= height ? 240 : pixels[y * width + x]!;
    return Math.max(0, Math.min(255, grey * 0.85 + 20 + random.normal() * 6));
  });
  return { ...image, pixels: moved };
}

describe('a repeated print', () => {
  const one = print(31);

  test('is the same image, to the pixel or through noise and another brightness', () => {
    expect(isRepeatedPrint(one, one)).toBe(true);
    expect(isRepeatedPrint(one, again(one, 0, 0))).toBe(true);
  });

  test.each([
    [1, 0],
    [0, -2],
    [-3, 4],
    [4, -4],
  ])('also where it sits %i pixels right and %i down', (right, down) => {
    expect(isRepeatedPrint(one, again(one, right, down))).toBe(true);
    expect(isRepeatedPrint(again(one, right, down), one)).toBe(true);
  });

  test('is never another finger’s', () => {
    for (let seed = 32; seed < 38; seed++) expect(isRepeatedPrint(one, print(seed)), `print ${seed}`).toBe(false);
  });

  test('is not one of another size, nor a bare platen', () => {
    expect(isRepeatedPrint(one, { ...one, width: one.height, height: one.width })).toBe(false);
    const bare = { ...one, pixels: new Uint8Array(one.pixels.length).fill(240) };
    expect(isRepeatedPrint(bare, bare)).toBe(false);
  });

  test('is whatever the centre would send back as repeated', () => {
    for (const other of [one, again(one, 0, 0), again(one, 1, 0), print(32)]) {
      if (isSameImage(one, other)) expect(isRepeatedPrint(one, other)).toBe(true);
    }
    expect(isSameImage(one, again(one, 0, 0))).toBe(true);
  });
});
