import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeGreyMap } from '../../../native-bridges/simulators/grey-map.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { inventPrint } from '../../synthetic/prints.ts';

const SIZE = { width: 256, height: 288 };

test('the same seed gives the same print, another seed another', () => {
  const print = inventPrint({ seed: 11, ...SIZE });
  expect(inventPrint({ seed: 11, ...SIZE })).toEqual(print);
  const other = inventPrint({ seed: 12, ...SIZE });
  const equal = print.pixels.filter((grey, at) => grey === other.pixels[at]).length;
  expect(equal / print.pixels.length).toBeLessThan(0.5);
});

test('a sensor with sixteen grey levels carries it without loss', () => {
  const { pixels } = inventPrint({ seed: 3, ...SIZE });
  expect(pixels.map((grey) => (grey >> 4) * 17)).toEqual(pixels);
});

test('ridges are dark, 8 to 11 pixels apart, under a bright background', () => {
  for (const seed of [1, 2, 3]) {
    const { pixels, width, height } = inventPrint({ seed, ...SIZE });
    // Along lines through the middle in four directions, dark and light change places twice a period.
    const crossings = [0, 45, 90, 135].map((angle) => {
      const step = { x: Math.cos((angle * Math.PI) / 180), y: Math.sin((angle * Math.PI) / 180) };
      let changes = 0;
      let wasDark = false;
      for (let at = -90; at < 90; at += 0.5) {
        const x = Math.round(width / 2 + at * step.x);
        const y = Math.round(height * 0.6 + at * step.y);
        const isDark: boolean = wasDark ? pixels[y * width + x]! < 150 : pixels[y * width + x]! < 90;
        if (isDark !== wasDark) changes += 1;
        wasDark = isDark;
      }
      return changes;
    });
    // 180 pixels across ridges have 16 to 23 periods; the direction along them has fewer changes.
    expect(Math.max(...crossings)).toBeGreaterThan(2 * 11);
    expect(Math.max(...crossings)).toBeLessThan(2 * 24);
    expect(pixels[0]).toBeGreaterThan(200);
  }
});

test('the command writes as many files as asked, each a print of its own', () => {
  const folder = temporaryFolder();
  const command = new URL('../../synthetic/write-prints.ts', import.meta.url).pathname;
  execFileSync(process.execPath, [command, '--out', folder, '--count', '2', '--seed', '5']);
  const names = readdirSync(folder);
  expect(names).toEqual(['print-001.pgm', 'print-002.pgm']);
  const prints = names.map((name) => decodeGreyMap(readFileSync(`${folder}/${name}`)));
  expect(prints[0]).toEqual(inventPrint({ seed: 5, ...SIZE }));
  expect(prints[1]).toEqual(inventPrint({ seed: 6, ...SIZE }));
});
