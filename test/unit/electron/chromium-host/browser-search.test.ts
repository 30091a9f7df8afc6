import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { findBrowser } from '../../../../electron/chromium-host/browser-search.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

function program(...path: string[]): string {
  const file = join(...path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}

test('Linux: the first known name on PATH, Chromium before the others; files that cannot run do not count', () => {
  const [empty, bin] = [temporaryFolder(), temporaryFolder()];
  const system = { platform: 'linux', env: { PATH: `relative:${empty}:${bin}` } };
  const edge = program(bin, 'microsoft-edge');
  expect(findBrowser(system)).toEqual({ name: 'Microsoft Edge', path: edge });
  const chrome = program(bin, 'google-chrome');
  expect(findBrowser(system)).toEqual({ name: 'Google Chrome', path: chrome });
  writeFileSync(join(empty, 'chromium'), 'no program');
  expect(findBrowser(system)).toEqual({ name: 'Google Chrome', path: chrome });
  const chromium = program(bin, 'chromium');
  expect(findBrowser(system)).toEqual({ name: 'Chromium', path: chromium });
});

test('Windows and macOS: the usual folders', () => {
  const folder = temporaryFolder();
  const edge = program(folder, 'x86/Microsoft/Edge/Application/msedge.exe');
  expect(
    findBrowser({ platform: 'win32', env: { ProgramFiles: folder, 'ProgramFiles(x86)': join(folder, 'x86') } }),
  ).toEqual({ name: 'Microsoft Edge', path: edge });
  const chrome = program(folder, 'Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
  expect(findBrowser({ platform: 'darwin', env: { HOME: folder } })).toEqual({ name: 'Google Chrome', path: chrome });
});

test('none: null, on a system nobody knows too', () => {
  expect(findBrowser({ platform: 'plan9', env: {} })).toBeNull();
  expect(findBrowser({ platform: 'win32', env: {} })).toBeNull();
});
