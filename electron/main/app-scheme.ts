import { protocol, type Session } from 'electron';
import { readRendererFile } from '../services/renderer-files/renderer-files.ts';
import { rendererHeaders } from '../services/renderer-files/renderer-headers.ts';

/** The kiosk's own origin. IndexedDB belongs to it, so it never changes. */
export const APP_ORIGIN = 'app://jemput';

/** True for an address of the kiosk's own page. */
export function isAppUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'app:' && parsed.host === 'jemput';
}

/** Makes `app:` a secure origin like https. Has to be called before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Serves the built renderer on {@link APP_ORIGIN}. Every answer, refusals too, carries the policy that leaves the page
 * without any network.
 */
export function serveAppScheme(session: Session, rendererDir: string): void {
  const headers = rendererHeaders([]);
  session.protocol.handle('app', async (request) => {
    const file =
      isAppUrl(request.url) && request.method === 'GET'
        ? await readRendererFile(rendererDir, new URL(request.url).pathname)
        : null;
    return file
      ? new Response(file.bytes, { headers: { ...headers, ...file.headers } })
      : new Response(null, { status: 404, headers });
  });
}
