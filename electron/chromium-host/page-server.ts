import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { readRendererFile } from '../services/renderer-files/renderer-files.ts';
import { rendererHeaders } from '../services/renderer-files/renderer-headers.ts';
import { requestUrl } from './request-url.ts';
import type { SessionGate } from './session-gate.ts';

/** Answers a request that has passed the gate: built files, or Vite's in development. */
export type PageContent = (request: IncomingMessage, response: ServerResponse, path: string) => void | Promise<void>;

/** Shown to a browser that is not ours. It says what to do, and nothing about the kiosk. */
const REFUSAL_PAGE = `<!doctype html>
<html lang="id">
<meta charset="utf-8">
<title>Akses ditolak</title>
<h1>Kios tidak dapat dibuka dari sini</h1>
<p>Alamat kios hanya berlaku satu kali, untuk satu peramban. Hentikan program, jalankan lagi, lalu buka alamat baru
yang ditampilkan. Data yang tersimpan tidak hilang.</p>
<p lang="en">The kiosk's address works once, in one browser. Stop the program, start it again, and open the new address
it shows. Nothing that was stored is lost.</p>
</html>
`;

/**
 * Serves the page to our own browser only: `GET /?token=…` opens the session and leads to `/`; everything else needs
 * the session's cookie. Only GET and HEAD exist.
 *
 * @param pageLoaded called when the browser asks for the page itself, not for a part of it
 */
export function createPageServer(gate: SessionGate, content: PageContent, pageLoaded: () => void): RequestListener {
  return (request, response) => {
    const { pathname, searchParams } = requestUrl(request);
    const token = searchParams.get('token');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { ...rendererHeaders([]), Allow: 'GET, HEAD' }).end();
    } else if (gate.isOwnHost(request) && pathname === '/' && token !== null) {
      openSession(gate, token, response);
    } else if (!gate.admits(request)) {
      refuse(response);
    } else {
      if (request.headers['sec-fetch-dest'] === 'document') pageLoaded();
      void Promise.resolve(content(request, response, pathname)).catch(() => response.destroy());
    }
  };
}

function openSession(gate: SessionGate, token: string, response: ServerResponse): void {
  const cookie = gate.redeem(token);
  if (cookie === null) {
    refuse(response);
    return;
  }
  // The redirect takes the token out of the address and the history.
  response.writeHead(303, { ...rendererHeaders([]), Location: '/', 'Set-Cookie': cookie, 'Cache-Control': 'no-store' });
  response.end();
}

function refuse(response: ServerResponse): void {
  response
    .writeHead(403, { ...rendererHeaders([]), 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(REFUSAL_PAGE);
}

/** Content from the folder that `vite build` wrote. @param connect see {@link rendererHeaders} */
export function builtContent(rendererDir: string, connect: readonly string[]): PageContent {
  const headers = rendererHeaders(connect);
  return async (request, response, path) => {
    const file = await readRendererFile(rendererDir, path);
    if (!file) {
      response.writeHead(404, headers).end();
      return;
    }
    response.writeHead(200, { ...headers, ...file.headers, 'Content-Length': file.bytes.byteLength });
    response.end(request.method === 'HEAD' ? undefined : file.bytes);
  };
}
