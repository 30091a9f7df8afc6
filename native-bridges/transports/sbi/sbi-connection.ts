import { connect, type Socket } from 'node:net';
import type { Bytes } from '../../contract/bytes.ts';
import { deviceError } from '../../contract/errors.ts';
import { ChunkQueue } from '../chunk-queue.ts';
import { withDeadline } from '../deadline.ts';

/** The address that the interface prescribes; the name `localhost` may lead elsewhere. */
const HOST = '127.0.0.1';

/** Where device services listen: the first free port of these. */
export const SBI_PORTS: readonly number[] = Array.from({ length: 100 }, (_, at) => 4_501 + at);

/** The interface's own HTTP methods, and the one path of each. */
const PATHS = {
  MOSIPDISC: '/device',
  MOSIPDINFO: '/info',
  STREAM: '/stream',
  RCAPTURE: '/capture',
} as const;

export interface SbiRequest {
  readonly verb: keyof typeof PATHS;
  /** Sent as JSON; null sends no body. */
  readonly body: object | null;
}

/** The bytes that a device service answers to one request. */
export interface SbiConnection {
  /**
   * The next bytes; null when the service has closed the connection.
   *
   * @throws CodedError `DEVICE_UNPLUGGED` when the connection broke; or the signal's reason
   */
  read(signal: AbortSignal): Promise<Bytes | null>;
  /** Resolves when the handle is released. Never throws. */
  close(): Promise<void>;
}

/**
 * Connects to the device service on `port` and sends it one request.
 *
 * @param limit for the connection, ms
 * @throws CodedError `DEVICE_ABSENT` where nobody listens, `DEVICE_SILENT` beyond the limit, `DEVICE_UNPLUGGED`; or the
 *   signal's reason. Nothing is held then
 */
export async function requestSbi(
  port: number,
  request: SbiRequest,
  limit: number,
  signal: AbortSignal,
): Promise<SbiConnection> {
  signal.throwIfAborted();
  const socket = connect({ host: HOST, port });
  try {
    const late = () => deviceError('DEVICE_SILENT', `no connection within ${limit} ms`);
    await withDeadline(limit, signal, late, () => connected(socket));
  } catch (error) {
    await released(socket);
    throw error;
  }
  const received = new ChunkQueue();
  const ended = new Error('closed by the service');
  socket.on('data', (chunk) => received.push(Uint8Array.from(chunk)));
  socket.on('end', () => received.fail(ended));
  socket.on('error', (error) => received.fail(deviceError('DEVICE_UNPLUGGED', error.message, error)));
  socket.on('close', () => received.fail(deviceError('DEVICE_UNPLUGGED')));
  socket.write(encodeRequest(port, request));
  return {
    read: (reading) =>
      received.take(reading).catch((error: unknown) => {
        if (error === ended) return null;
        throw error;
      }),
    close: () => released(socket),
  };
}

/**
 * The request as bytes. Services are known that count characters instead of bytes, read no chunked body, and look for
 * `Content-Length: ` letter by letter: so it is always there, and everything is ASCII.
 */
export function encodeRequest(port: number, { verb, body }: SbiRequest): string {
  const json = body === null ? '' : JSON.stringify(body).replace(/[^\0-\x7f]/g, escapeCodeUnit);
  return [
    `${verb} ${PATHS[verb]} HTTP/1.1`,
    `Host: ${HOST}:${port}`,
    'Content-Type: application/json',
    `Content-Length: ${json.length}`,
    'Connection: close',
    '',
    json,
  ].join('\r\n');
}

const escapeCodeUnit = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    // Also keeps a late error, when nobody waits any more, from ending the process.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const isAbsent = error.code === 'ECONNREFUSED';
      reject(deviceError(isAbsent ? 'DEVICE_ABSENT' : 'DEVICE_UNPLUGGED', error.code ?? '', error));
    });
  });
}

function released(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) return resolve();
    socket.once('close', () => resolve());
    socket.destroy();
  });
}
