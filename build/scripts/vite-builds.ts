import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../..');

/** Where the builds go that `npm start`, the tests and Electron from the sources use. */
const RENDERER_DIR = join(root, 'build/out/renderer');
const APP_DIR = join(root, 'build/out/app');

const configFile = (name: string) => join(root, 'build/vite', `${name}.config.ts`);

/** Builds the renderer. */
export async function buildRenderer(outDir = RENDERER_DIR): Promise<void> {
  await build({ configFile: configFile('renderer'), logLevel: 'warn', build: { outDir } });
}

/** Builds main process, device host and preload. */
export async function buildApp(outDir = APP_DIR): Promise<void> {
  await build({ configFile: configFile('node'), logLevel: 'warn', build: { outDir } });
  await build({ configFile: configFile('preload'), logLevel: 'warn', build: { outDir } });
}

/** What the renderer is made of. */
const RENDERER_SOURCES = [
  'renderer',
  'electron/contract',
  'native-bridges/contract',
  'native-bridges/rpc',
  'build/vite',
];

/** True if the renderer was never built, or a source or the installed packages are newer than it. */
export function isRendererStale(): boolean {
  const built = modifiedAt(join(RENDERER_DIR, 'index.html'));
  const sources = RENDERER_SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(root, folder, file)),
  );
  return [...sources, join(root, 'package-lock.json')].some((file) => modifiedAt(file) > built);
}

function modifiedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
