import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { createServer, type ViteDevServer } from 'vite';
import { inventResidents } from '../synthetic/residents.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The drive of the preview: Jonggol, Kabupaten Bogor. */
const DISTRICT = '32.01.06';

/**
 * Serves the preview on loopback: the real screens over a kiosk in memory, with 250 invented residents.
 * Run alone (`node test/preview/serve.ts`) it prints its address and stays.
 */
export async function servePreview(): Promise<ViteDevServer> {
  const residents = JSON.stringify(
    await inventResidents({ seed: 2, count: 250, districtCode: DISTRICT, referenceDate: '2026-11-18' }),
  );
  const server = await createServer({
    configFile: false,
    root: import.meta.dirname,
    cacheDir: join(ROOT, 'build/out/preview-cache'),
    logLevel: 'warn',
    plugins: [
      react(),
      {
        name: 'invented-residents',
        configureServer({ middlewares }) {
          middlewares.use('/residents.json', (_request, response) => {
            response.setHeader('content-type', 'application/json');
            response.end(residents);
          });
        },
      },
    ],
    server: { host: '127.0.0.1', port: 0, fs: { allow: [ROOT] } },
  });
  await server.listen();
  return server;
}

if (process.argv[1] === import.meta.filename) {
  const server = await servePreview();
  console.log(server.resolvedUrls?.local[0]);
  console.log('settings in the query, see test/preview/scenario.ts: ?drafts=none&queue=offline&theme=dark&language=en');
}
