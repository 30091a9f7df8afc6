import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, '../..');

/**
 * What runs in plain Node inside the package: Electron's main process and the device host, each one bundle.
 *
 * Every dependency is bundled but serialport, whose native addon has to stay a file of its own.
 */
export default defineConfig({
  root,
  publicDir: false,
  ssr: { noExternal: true, external: ['serialport'] },
  build: {
    ssr: true,
    outDir: join(root, 'build/out/app'),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    sourcemap: 'hidden',
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      input: {
        main: join(root, 'electron/main/main.ts'),
        'device-host': join(root, 'native-bridges/host/main.ts'),
      },
      external: ['electron', 'serialport', /^node:/],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/shared-[hash].js' },
    },
  },
});
