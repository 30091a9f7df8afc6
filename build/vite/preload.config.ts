import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, '../..');

/** The preload script: CommonJS in one file, since Electron's sandbox loads nothing else. */
export default defineConfig({
  root,
  publicDir: false,
  build: {
    ssr: true,
    outDir: join(root, 'build/out/app'),
    // Runs after node.config.ts, into the same folder.
    emptyOutDir: false,
    target: 'chrome140',
    minify: false,
    rolldownOptions: {
      input: { preload: join(root, 'electron/preload/preload.ts') },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
});
