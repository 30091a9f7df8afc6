import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type Connect, createServer, type InlineConfig, preview } from 'vite';
import { inventResidents } from '../synthetic/residents.ts';

const ROOT = join(import.meta.dirname, '../..');
const LOOPBACK = { host: '127.0.0.1', port: 0 };

/** The drive of the preview: Jonggol, Kabupaten Bogor. */
const DISTRICT = '32.01.06';

/** A preview that answers. */
export interface ServedPreview {
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Builds the preview and serves it on loopback: the real screens over a kiosk in memory, with 250 invented residents.
 *
 * @param outDir where the built page is put
 */
export async function serveBuiltPreview(outDir: string): Promise<ServedPreview> {
  const config = await previewConfig();
  await build({ ...config, build: { outDir, emptyOutDir: true, target: 'chrome140', chunkSizeWarningLimit: 4096 } });
  const server = await preview({ ...config, build: { outDir }, preview: LOOPBACK });
  return { address: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

async function previewConfig(): Promise<InlineConfig> {
  const residents = JSON.stringify(
    await inventResidents({ seed: 2, count: 250, districtCode: DISTRICT, referenceDate: '2026-11-18' }),
  );
  const serveResidents = ({ middlewares }: { middlewares: Connect.Server }) => {
    middlewares.use('/residents.json', (_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(residents);
    });
  };
  return {
    configFile: false,
    root: import.meta.dirname,
    cacheDir: join(ROOT, 'build/out/preview-cache'),
    logLevel: 'warn',
    plugins: [
      react(),
      { name: 'invented-residents', configureServer: serveResidents, configurePreviewServer: serveResidents },
    ],
  };
}

// Run alone, it serves the sources, so that a change of a screen is seen at once.
if (process.argv[1] === import.meta.filename) {
  const server = await createServer({
    ...(await previewConfig()),
    server: { ...LOOPBACK, fs: { allow: [ROOT] } },
  });
  await server.listen();
  console.log(server.resolvedUrls?.local[0]);
  console.log('settings in the query, see test/preview/scenario.ts: ?drafts=none&queue=offline&theme=dark&language=en');
}
