import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { type Agent, request as httpsRequest } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Bytes } from '../../../native-bridges/contract/bytes.ts';
import { CodedError } from '../../../native-bridges/contract/errors.ts';
import { shellError } from '../../contract/errors.ts';

/** One request to the centre. */
export interface CentreRequest {
  readonly method: string;
  /** Path with query, as it goes on the wire and into the request proof. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** An iterable is read as fast as the connection takes it; a `CodedError` that it throws is passed on. */
  readonly body: Bytes | AsyncIterable<Uint8Array> | null;
  /** A longer answer is cut off and refused. */
  readonly maxAnswerBytes: number;
  /** Time the answer may take from its head to its last byte. */
  readonly answerMs: number;
  /** Ends the exchange with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Bytes of the body that the connection has taken so far. */
  readonly onBytesSent?: (bytes: number) => void;
}

export interface CentreAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Bytes;
}

/**
 * What the connection has taken may still wait in its send buffer, which on a slow link grows to some hundred KiB (Linux
 * lets it grow to about twice what is in flight). So after this many bytes the silence may last three times as long:
 * 90 s in place of 30 s, time enough for the whole buffer at 64 kbit/s.
 */
const SEND_BUFFER_BYTES = 512 * 1024;
const SEND_BUFFER_PATIENCE = 2;

/**
 * Sends one request and reads the whole answer; see {@link CentreLink.exchange} for what it throws.
 *
 * @param stallMs silence, in either direction, after which the link counts as broken
 */
export async function exchange(
  { method, headers, body, maxAnswerBytes, answerMs, signal, onBytesSent }: CentreRequest,
  { address, agent, stallMs }: { readonly address: URL; readonly agent: Agent; readonly stallMs: number },
): Promise<CentreAnswer> {
  signal?.throwIfAborted();
  const outgoing = httpsRequest(address, { agent, method, headers });
  const breakOff = (why: string) => outgoing.destroy(shellError('CENTRE_UNREACHABLE', why));
  const abort = () => outgoing.destroy();
  signal?.addEventListener('abort', abort, { once: true });
  let silence = setTimeout(breakOff, stallMs, 'silent');
  let answerDeadline: NodeJS.Timeout | undefined;
  const heard = (allowanceMs = 0) => {
    clearTimeout(silence);
    silence = setTimeout(breakOff, stallMs + allowanceMs, 'stalled');
  };
  let finished = false;
  try {
    const answering = receiveHead(outgoing);
    const sending = send(outgoing, body, (sent) => {
      heard(Math.min(1, sent / SEND_BUFFER_BYTES) * SEND_BUFFER_PATIENCE * stallMs);
      onBytesSent?.(sent);
    });
    // A refusal may come before the last byte is sent; a body that cannot be read ends the wait for an answer.
    const incoming = await Promise.race([answering, sending.then(() => answering)]);
    answerDeadline = setTimeout(breakOff, answerMs, 'answer too slow');
    const answer = await receiveBody(incoming, maxAnswerBytes, heard);
    finished = outgoing.writableFinished;
    return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: answer };
  } catch (error) {
    signal?.throwIfAborted();
    throw asCentreError(error, outgoing);
  } finally {
    clearTimeout(silence);
    clearTimeout(answerDeadline);
    signal?.removeEventListener('abort', abort);
    // A finished exchange leaves its connection to the next one.
    if (!finished) outgoing.destroy();
  }
}

async function send(
  outgoing: ClientRequest,
  body: CentreRequest['body'],
  onBytesSent: (bytes: number) => void,
): Promise<void> {
  if (body === null || body instanceof Uint8Array) {
    outgoing.end(body ?? undefined);
    return;
  }
  const closed = new Promise<void>((resolve) => outgoing.once('close', resolve));
  let sent = 0;
  for await (const chunk of body) {
    const written = new Promise<void>((resolve) => outgoing.write(chunk, () => resolve()));
    await Promise.race([written, closed]);
    // Whoever ended the request knows why; nothing more is read.
    if (outgoing.destroyed) return;
    sent += chunk.byteLength;
    onBytesSent(sent);
  }
  outgoing.end();
}

function receiveHead(outgoing: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.on('response', resolve);
    // Stays for the whole exchange: an error after the answer must not become an uncaught one.
    outgoing.on('error', reject);
    outgoing.on('close', () => reject(shellError('CENTRE_UNREACHABLE', 'closed')));
  });
}

async function receiveBody(incoming: IncomingMessage, maxBytes: number, heard: () => void): Promise<Bytes> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    heard();
    length += chunk.byteLength;
    if (length > maxBytes) throw shellError('CENTRE_NOT_SIAK', 'answer too long');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Tells a missing link from a wrong server and from a server that does not speak HTTP. */
function asCentreError(error: unknown, outgoing: ClientRequest): CodedError {
  if (error instanceof CodedError) return error;
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  const socket = outgoing.socket as TLSSocket | null;
  if (socket?.authorizationError) return shellError('CENTRE_NOT_TRUSTED', 'certificate', error);
  // Before the handshake is through: whoever answers on the port does not prove to be the centre. After it, a TLS error
  // is damage on the way.
  const isTlsError = code === 'EPROTO' || code.startsWith('ERR_SSL_');
  if (isTlsError && !socket?.authorized) return shellError('CENTRE_NOT_TRUSTED', code, error);
  if (code.startsWith('HPE_')) return shellError('CENTRE_NOT_SIAK', code, error);
  return shellError('CENTRE_UNREACHABLE', code, error);
}
