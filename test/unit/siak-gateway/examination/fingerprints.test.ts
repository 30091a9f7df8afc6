import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePgm, isEmptyPrint, isSameImage, type Print } from '../../../siak-gateway/examination/fingerprints.ts';
import { inventPrint } from '../../../synthetic/prints.ts';
import { seededRandom } from '../../../synthetic/seeded-random.ts';

const [WIDTH, HEIGHT] = [256, 288];
const print = (seed: number): Print => inventPrint({ seed, width: WIDTH, height: HEIGHT });
const drawn = (grey: (x: number, y: number) => number): Print => ({
  width: WIDTH,
  height: HEIGHT,
  pixels: Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => grey(at % WIDTH, Math.floor(at / WIDTH))),
});
const pgm = (header: string, pixels: Uint8Array = new Uint8Array(6)): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat([Buffer.from(header), pixels]));

describe('PGM', () => {
  it('is read with or without comments, and to the byte', () => {
    const pixels = new Uint8Array([1, 2, 3, 4, 5, 6]);
    for (const header of ['P5\n3 2\n255\n', 'P5 3 2 255\n', 'P5\n# 500 ppi\n3 2\n# more\n255\n']) {
      expect(decodePgm(pgm(header, pixels))).toEqual({ width: 3, height: 2, pixels });
    }
  });

  it.each([
    ['P6\n3 2\n255\n'],
    ['P2\n3 2\n255\n'],
    ['P5\n3 2\n65535\n'],
    ['P5\n3 3\n255\n'],
    ['P5\n0 2\n255\n'],
    ['P5\n3 2\n255'],
    ['P5\n-3 2\n255\n'],
    ['P5\n99999 2\n255\n'],
    [''],
  ])('is refused as %j', (header) => {
    expect(decodePgm(pgm(header))).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        decodePgm(pgm('P5\n', bytes));
      }),
    );
  });
});

describe('an empty print', () => {
  it('is a bare platen, noise, a shadow, an edge; not a print, not even a pale or a small one', () => {
    const random = seededRandom(1);
    const empty: Record<string, Print> = {
      bare: drawn(() => 238),
      noise: drawn(() => 200 + random.normal() * 20),
      shadow: drawn((x, y) => 60 + (x + y) * 0.3),
      edge: drawn((x) => (x < 100 ? 20 : 235)),
      stripes: drawn((x) => (x < 90 || x > 170 ? 240 : 235)),
    };
    for (const [name, image] of Object.entries(empty)) expect(isEmptyPrint(image), name).toBe(true);
    for (let seed = 1; seed <= 6; seed++) {
      const { pixels } = print(seed);
      expect(isEmptyPrint(print(seed))).toBe(false);
      expect(isEmptyPrint(drawn((x, y) => 180 + pixels[y * WIDTH + x]! * 0.25))).toBe(false);
      const small = drawn((x, y) => (Math.hypot(x - 128, y - 150) < 60 ? pixels[y * WIDTH + x]! : 238));
      expect(isEmptyPrint(small)).toBe(false);
    }
  });
});

describe('a repeated image', () => {
  it('is found through noise, and never between two fingers', () => {
    const random = seededRandom(2);
    const one = print(7);
    expect(isSameImage(one, one)).toBe(true);
    expect(
      isSameImage(
        one,
        drawn((x, y) => one.pixels[y * WIDTH + x]! * 0.9 + random.normal() * 8 + 12),
      ),
    ).toBe(true);
    for (let seed = 8; seed < 16; seed++) expect(isSameImage(one, print(seed))).toBe(false);
    expect(isSameImage(one, { ...one, width: HEIGHT, height: WIDTH })).toBe(false);
    expect(
      isSameImage(
        drawn(() => 5),
        drawn(() => 5),
      ),
    ).toBe(false);
  });
});
