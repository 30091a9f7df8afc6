import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, '../..');

/**
 * The renderer, as both shells serve it: `app://jemput/` and `http://127.0.0.1:PORT/`.
 *
 * Its content security policy allows scripts, styles, fonts and workers of its own origin only, so nothing is inlined:
 * no data URLs, no inline preload helper.
 */
export default defineConfig({
  root: join(root, 'renderer'),
  base: '/',
  publicDir: false,
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: join(root, 'build/out/renderer'),
    emptyOutDir: true,
    target: 'chrome140',
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: 'hidden',
    reportCompressedSize: false,
    // The licences of what is bundled have to travel with it.
    license: { fileName: 'licenses.md' },
    // Local files: one large bundle costs nothing over no network at all.
    chunkSizeWarningLimit: 2048,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
