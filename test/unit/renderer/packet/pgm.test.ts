import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GreyImage } from '../../../../native-bridges/contract/capture.ts';
import { decodePgm, encodePgm, sameImage, showsPrint } from '../../../../renderer/packet/pgm.ts';
import { inventPrint } from '../../../synthetic/prints.ts';

const anyImage: fc.Arbitrary<GreyImage> = fc
  .record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 40 }),
    ppi: fc.constantFrom(500, 1000),
  })
  .chain(({ width, height, ppi }) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((pixels) => ({ width, height, ppi, pixels: new Uint8Array(pixels) })),
  );

describe('PGM', () => {
  test('what is written is read back, pixel by pixel and with its resolution', () => {
    fc.assert(fc.property(anyImage, (image) => sameImage(decodePgm(encodePgm(image)), image)));
  });

  test('netpbm’s own layout: magic, a comment, size, depth, one byte each', () => {
    const file = encodePgm({ width: 2, height: 1, ppi: 500, pixels: Uint8Array.of(0, 255) });
    expect(Buffer.from(file).toString('latin1')).toBe('P5\n# 500 ppi\n2 1\n255\n\x00\xff');
  });

  test('cut, lengthened or altered files are refused, and never anything else', () => {
    const file = encodePgm({ width: 3, height: 2, ppi: 500, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6) });
    expect(() => decodePgm(file.slice(0, -1))).toThrow('VAULT_DAMAGED');
    expect(() => decodePgm(Uint8Array.of(...file, 0))).toThrow('VAULT_DAMAGED');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(() => decodePgm(new Uint8Array(bytes))).toThrow('VAULT_DAMAGED');
      }),
    );
  });

  test('different pixels, sizes or resolutions are not the same image', () => {
    const image = { width: 2, height: 2, ppi: 500, pixels: Uint8Array.of(1, 2, 3, 4) };
    expect(sameImage(image, { ...image, pixels: Uint8Array.of(1, 2, 3, 5) })).toBe(false);
    expect(sameImage(image, { ...image, width: 4, height: 1 })).toBe(false);
    expect(sameImage(image, { ...image, ppi: 1000 })).toBe(false);
  });
});

describe('whether anything is to be seen', () => {
  const size = { width: 256, height: 288 };
  const pixelsOf = (grey: (index: number) => number) =>
    Uint8Array.from({ length: 256 * 288 }, (_, index) => grey(index));

  test.each([
    ['black', pixelsOf(() => 0)],
    ['white', pixelsOf(() => 255)],
    ['a bare platen with noise', pixelsOf((index) => 230 + ((index * 7919) % 17) - 8)],
  ])('nothing: %s', (_name, pixels) => expect(showsPrint({ pixels })).toBe(false));

  test('invented prints', () => {
    for (const seed of [1, 2, 3, 4]) expect(showsPrint(inventPrint({ seed, ...size }))).toBe(true);
  });

  const example = new URL('../../../../../shared/fixtures/fingerprint/sfinge-01.pgm', import.meta.url);
  const absent = (() => {
    try {
      readFileSync(example);
      return false;
    } catch {
      return true;
    }
  })();
  test.skipIf(absent)('a print of the NIST NFIQ 2 examples (skipped where the fixtures are absent)', () => {
    const file = readFileSync(example);
    expect(showsPrint({ pixels: new Uint8Array(file.subarray(file.byteLength - 416 * 560)) })).toBe(true);
  });
});
