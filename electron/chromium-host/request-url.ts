import type { IncomingMessage } from 'node:http';

/** The request's target as a URL; one that is none (`//`, a bare `*`) counts as a path that nothing answers to. */
export function requestUrl(request: IncomingMessage): URL {
  return URL.parse(request.url ?? '', 'http://127.0.0.1') ?? new URL('http://127.0.0.1/malformed.request');
}
