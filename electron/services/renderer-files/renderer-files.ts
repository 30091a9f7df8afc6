import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Bytes } from '../../../native-bridges/contract/bytes.ts';

/** Kinds of file a built renderer consists of. Anything else in the folder, source maps included, is not served. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export interface RendererFile {
  readonly bytes: Bytes;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Finds the file of the built renderer that a URL path names.
 *
 * A path without a file extension is a screen of the kiosk and gets `index.html`, so that a reload stays where it was.
 * Links that lead out of the folder are not followed, however they are written.
 *
 * @param rendererDir folder that Vite wrote
 * @param urlPath path of the URL as received, still percent-encoded, without query
 * @returns null where there is no such file, or it is none of the renderer's
 */
export async function readRendererFile(rendererDir: string, urlPath: string): Promise<RendererFile | null> {
  const path = decodePath(urlPath);
  if (path === null) return null;
  const name = extname(path) === '' ? '/index.html' : path;
  const contentType = CONTENT_TYPES[extname(name)];
  if (contentType === undefined) return null;
  try {
    const root = await realpath(rendererDir);
    const file = await realpath(join(root, name));
    if (!file.startsWith(root + sep)) return null;
    // Vite puts a hash of the content into the name of everything under assets/.
    const caching = name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store';
    return { bytes: await readFile(file), headers: { 'Content-Type': contentType, 'Cache-Control': caching } };
  } catch {
    return null;
  }
}

/** The decoded path, or null if it is malformed, has a parent step, or a separator that only some systems know. */
function decodePath(urlPath: string): string | null {
  try {
    const path = decodeURIComponent(urlPath);
    const suspicious = !path.startsWith('/') || /[\\\0:]/.test(path) || path.split('/').includes('..');
    return suspicious ? null : path;
  } catch {
    return null;
  }
}
