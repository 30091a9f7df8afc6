import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inventPortraitFrames, PORTRAIT_BACKGROUNDS } from '../../synthetic/portraits.ts';
import { type RgbFrame, writeY4m } from '../../synthetic/y4m.ts';

const folder = mkdtempSync(join(tmpdir(), 'jemput-portrait-'));
afterAll(() => rmSync(folder, { recursive: true }));

const colourAt = ({ width, pixels }: RgbFrame, x: number, y: number): number[] => [
  ...pixels.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
];
const difference = (one: RgbFrame, other: RgbFrame): number =>
  one.pixels.reduce((sum, value, at) => sum + Math.abs(value - other.pixels[at]!), 0) / one.pixels.length;

describe('invented portraits', () => {
  it('stand before a wall of the asked colour', () => {
    for (const background of ['red', 'blue'] as const) {
      const [frame] = inventPortraitFrames({ seed: 3, background, frameCount: 1 });
      const strongest = background === 'red' ? 0 : 2;
      for (const [x, y] of [
        [15, 15],
        [625, 15],
        [60, 300],
      ] as const) {
        const colour = colourAt(frame!, x, y);
        expect(colour.indexOf(Math.max(...colour))).toBe(strongest);
        expect(Math.abs(colour[strongest]! - PORTRAIT_BACKGROUNDS[background][strongest])).toBeLessThan(40);
      }
      // Skin in the middle: red over green over blue, whatever the wall.
      const [red, green, blue] = colourAt(frame!, 320, 230);
      expect(red!).toBeGreaterThan(green!);
      expect(green!).toBeGreaterThan(blue!);
    }
  });

  it('move a little from frame to frame, and repeat exactly for one seed', () => {
    const film = inventPortraitFrames({ seed: 5, background: 'red', frameCount: 4 });
    expect(film).toHaveLength(4);
    expect(difference(film[0]!, film[1]!)).toBeGreaterThan(0.5);
    expect(difference(film[0]!, film[1]!)).toBeLessThan(12);
    expect(inventPortraitFrames({ seed: 5, background: 'red', frameCount: 4 })).toEqual(film);
  });

  it('differ between seeds by more than noise', () => {
    const [one] = inventPortraitFrames({ seed: 1, background: 'blue', frameCount: 1 });
    const [other] = inventPortraitFrames({ seed: 2, background: 'blue', frameCount: 1 });
    expect(difference(one!, other!)).toBeGreaterThan(8);
  });
});

describe('Y4M film', () => {
  it('has one header, and a frame of 1.5 bytes a pixel for each picture', () => {
    const path = join(folder, 'film.y4m');
    const grey = { width: 4, height: 2, pixels: new Uint8Array(24).fill(128) };
    writeY4m(path, [grey, grey], 10);
    const film = readFileSync(path);
    const header = 'YUV4MPEG2 W4 H2 F10:1 Ip A1:1 C420jpeg\n';
    expect(film.subarray(0, header.length).toString()).toBe(header);
    expect(film).toHaveLength(header.length + 2 * (6 + 12));
    // Mid grey in studio range, no colour.
    expect([...film.subarray(header.length + 6, header.length + 18)]).toEqual([
      ...Array(8).fill(126),
      128,
      128,
      128,
      128,
    ]);
  });

  it('is refused without frames, of odd size, or of mixed sizes', () => {
    const path = join(folder, 'bad.y4m');
    const frame = (width: number, height: number) => ({ width, height, pixels: new Uint8Array(width * height * 3) });
    expect(() => writeY4m(path, [], 10)).toThrow(RangeError);
    expect(() => writeY4m(path, [frame(3, 2)], 10)).toThrow(RangeError);
    expect(() => writeY4m(path, [frame(4, 2), frame(2, 2)], 10)).toThrow(RangeError);
  });

  it('is written by the command, below 12 MB', () => {
    const path = join(folder, 'portrait.y4m');
    execFileSync(process.execPath, ['test/synthetic/write-portrait.ts', '--out', path, '--seed', '4']);
    expect(statSync(path).size).toBeLessThan(12 * 1024 * 1024);
    expect(readFileSync(path).subarray(0, 25).toString()).toBe('YUV4MPEG2 W640 H480 F10:1');
  }, 60_000);
});
