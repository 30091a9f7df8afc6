/** A request as a small device service understands it. */
export interface DeviceRequest {
  readonly verb: string;
  readonly path: string;
  readonly body: string;
}

/** Longest request that is read. */
const MAX_REQUEST = 64 * 1024;

/**
 * Reads one request out of all that a connection has brought so far.
 *
 * `strict` does as the public reference service: the length must stand in a line that begins exactly
 * `Content-Length: ` or `content-length: `, it is counted in characters, and a chunked body is not understood.
 * Otherwise the header's name may be written in any case.
 *
 * @returns null while more has to come; `malformed` for what will never be a request
 */
export function readRequest(received: Buffer, strict: boolean): DeviceRequest | null | 'malformed' {
  if (received.length > MAX_REQUEST) return 'malformed';
  const text = received.toString(strict ? 'utf8' : 'latin1');
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd === -1) return null;
  const [requestLine = '', ...headers] = text.slice(0, headEnd).split('\r\n');
  const [verb, path, version] = requestLine.split(' ');
  if (!verb || !path || !version?.startsWith('HTTP/1.')) return 'malformed';
  const lengthLine = strict ? /^(?:Content-Length|content-length): (\d+)$/ : /^content-length:\s*(\d+)\s*$/i;
  const length = headers.map((header) => lengthLine.exec(header)?.[1]).find((found) => found !== undefined);
  if (length === undefined) return 'malformed';
  const rest = text.slice(headEnd + 4);
  if (rest.length < Number(length)) return null;
  return { verb, path, body: rest.slice(0, Number(length)) };
}
