import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../../../..');

test('the preload script is one file that asks for nothing but electron, as its sandbox has nothing else', async () => {
  const outDir = join(temporaryFolder(), 'app');
  await build({ configFile: join(root, 'build/vite/preload.config.ts'), logLevel: 'error', build: { outDir } });
  expect(readdirSync(outDir)).toEqual(['preload.cjs']);
  const script = readFileSync(join(outDir, 'preload.cjs'), 'utf8');
  expect([...script.matchAll(/\b(?:require|import)\s*\(\s*["']([^"']+)/g)].map(([, name]) => name)).toEqual([
    'electron',
  ]);
  expect(script).not.toMatch(/^\s*import\b/m);
});
