import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeJpeg } from '../../../../renderer/packet/jpeg.ts';
import { isPng } from '../../../../renderer/packet/png.ts';
import { smallJpeg, smallPng } from '../../../support/invented-record.ts';

describe('JPEG', () => {
  test('size and standard are read from the segments', () => {
    expect(describeJpeg(smallJpeg)).toEqual({ width: 1, height: 1, standard: 'JFIF 1.01' });
  });

  test('a file cut anywhere is no JPEG', () => {
    for (let length = 0; length < smallJpeg.byteLength; length++) {
      expect(describeJpeg(smallJpeg.slice(0, length)), `${length} bytes`).toBeNull();
    }
  });

  test('no bytes make it fail', () => {
    const wrapped = fc.uint8Array({ maxLength: 200 }).map((middle) => Uint8Array.of(0xff, 0xd8, ...middle, 0xff, 0xd9));
    fc.assert(fc.property(wrapped, (bytes) => void describeJpeg(bytes)));
  });

  test('a PNG is known by its first eight bytes', () => {
    expect(isPng(smallPng)).toBe(true);
    expect(isPng(smallJpeg)).toBe(false);
    expect(isPng(new Uint8Array())).toBe(false);
  });
});
