import type { Server } from 'node:http';
import { join } from 'node:path';
import { rendererHeaders } from '../services/renderer-files/renderer-headers.ts';
import type { PageContent } from './page-server.ts';

/**
 * Content straight from the sources, with hot reload. Vite injects inline scripts and styles and asks its server for
 * updates, so this page's policy is wider than the built one's; the gate in front of it is the same.
 *
 * @param server carries Vite's update socket beside our own
 */
export async function developmentContent(
  server: Server,
  connect: readonly string[],
): Promise<{ content: PageContent; close: () => Promise<void> }> {
  const { createServer } = await import('vite');
  const vite = await createServer({
    configFile: join(import.meta.dirname, '../../build/vite/renderer.config.ts'),
    appType: 'spa',
    server: { middlewareMode: true, hmr: { server }, host: '127.0.0.1' },
  });
  const headers = rendererHeaders(["'self'", ...connect]);
  const policy = headers['Content-Security-Policy']!.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
    .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    .replace("worker-src 'self'", "worker-src 'self' blob:");
  return {
    content: (request, response) => {
      for (const [name, value] of Object.entries({ ...headers, 'Content-Security-Policy': policy })) {
        response.setHeader(name, value);
      }
      vite.middlewares(request, response, () => response.writeHead(404).end());
    },
    close: () => vite.close(),
  };
}
