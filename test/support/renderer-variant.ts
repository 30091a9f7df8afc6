import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../..');

/**
 * Builds another page over the renderer's modules, with the renderer's own settings.
 *
 * @param folder with an `index.html`, from the root of the repository
 * @returns the folder to serve
 */
export async function buildRendererVariant(folder: string): Promise<string> {
  const outDir = join(root, 'build/out/variants', folder.replaceAll('/', '-'));
  const configFile = join(root, 'build/vite/renderer.config.ts');
  await build({ configFile, root: join(root, folder), logLevel: 'warn', build: { outDir, emptyOutDir: true } });
  return outDir;
}
