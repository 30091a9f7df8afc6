import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, '../..');

/**
 * What runs in plain Node inside the package: Electron's main process and the device host, each one bundle.
 *
 * Every dependency is bundled but serialport and node-hid, whose native addons have to stay files of their own.
 */
export default defineConfig({
  root,
  publicDir: false,
  ssr: { noExternal: true, external: ['serialport', 'node-hid'] },
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
      external: ['electron', 'serialport', 'node-hid', /^node:/],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/shared-[hash].js' },
    },
  },
});
