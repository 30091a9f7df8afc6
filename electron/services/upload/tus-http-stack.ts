import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client';
import { shellError } from '../../contract/errors.ts';
import { failureOf, isProblem } from '../centre/answers.ts';
import type { CentreLink } from '../centre/centre-link.ts';
import type { CentreAnswer } from '../centre/exchange.ts';
import type { FilePart } from './packet-source.ts';

/** A tus answer is headers, or a short problem. */
const MAX_ANSWER_BYTES = 64 * 1024;
const ANSWER_MS = 60_000;

export interface TusTarget {
  /** Where packets are created. */
  readonly collectionPath: string;
  /** Where this packet is. Nothing but these two is requested, whatever a `Location` says. */
  readonly packetPath: string;
  /** Bytes of the packet. */
  readonly size: number;
}

/**
 * Carries tus-js-client's requests over the pinned link.
 *
 * The library's own Node stack waits for ever where an answer is cut, bounds no answer, and keeps the file open where a
 * connection breaks; and the library takes every failed HEAD, even a 500, for an upload that has yet to be created.
 * So each answer is judged here, before the library sees it, and what is wrong is thrown as the kiosk's own error.
 */
export function createTusHttpStack(link: CentreLink, target: TusTarget): HttpStack {
  function createRequest(method: string, url: string): HttpRequest {
    const headers: Record<string, string> = {};
    const aborted = new AbortController();
    let onBytesSent = (_bytes: number): void => {};
    return {
      getMethod: () => method,
      getURL: () => url,
      setHeader: (name, value) => {
        headers[name] = value;
      },
      getHeader: (name) => headers[name],
      setProgressHandler: (handler) => {
        onBytesSent = handler;
      },
      async send(part: FilePart | null) {
        const { pathname: path } = new URL(url);
        if (path !== target.packetPath && path !== target.collectionPath)
          throw shellError('CENTRE_NOT_SIAK', 'Location');
        const answer = await link.exchange({
          method,
          path,
          headers: method === 'HEAD' ? headers : { ...headers, 'Content-Length': String(part?.size ?? 0) },
          body: part?.read() ?? null,
          maxAnswerBytes: MAX_ANSWER_BYTES,
          answerMs: ANSWER_MS,
          signal: aborted.signal,
          onBytesSent,
        });
        if (method === 'HEAD') checkHead(answer, target.size);
        else checkTaken(answer, method === 'PATCH' ? Number(headers['Upload-Offset']) + 1 : 0, target.size);
        return asTusResponse(answer);
      },
      async abort() {
        aborted.abort(shellError('UPLOAD_CANCELLED'));
      },
      getUnderlyingObject: () => null,
    };
  }
  return { createRequest, getName: () => 'PinnedLink' };
}

/**
 * A HEAD that succeeds must speak of an upload of our size. One that fails for a reason has no body to name it: the
 * library then tries to create the upload, and that answer says why not.
 */
function checkHead(answer: CentreAnswer, size: number): void {
  const { status } = answer;
  if (status === 404 || status === 409 || status === 410) return;
  if (status >= 400 && status < 500 && isProblem(answer)) return;
  requireTusSuccess(answer);
  if (numberIn(answer, 'upload-length') !== size) throw shellError('CENTRE_NOT_SIAK', 'Upload-Length');
  requireOffset(answer, 0, size);
}

/** A server that never moves on would keep the library sending the same bytes for ever. */
function checkTaken(answer: CentreAnswer, atLeast: number, size: number): void {
  requireTusSuccess(answer);
  requireOffset(answer, atLeast, size);
}

function requireTusSuccess(answer: CentreAnswer): void {
  const { status } = answer;
  const isTus = answer.headers['tus-resumable'] === '1.0.0';
  if (status >= 200 && status < 300) {
    if (!isTus) throw shellError('CENTRE_NOT_SIAK', 'Tus-Resumable');
    return;
  }
  // The protocol's own complaints (another offset, expired, locked) end with the HEAD of the next try.
  if (isTus && status >= 400 && !isProblem(answer)) throw shellError('CENTRE_FAILED', `HTTP ${status}`);
  throw failureOf(answer);
}

function requireOffset(answer: CentreAnswer, atLeast: number, size: number): void {
  const offset = numberIn(answer, 'upload-offset');
  if (!(offset >= atLeast && offset <= size)) throw shellError('CENTRE_NOT_SIAK', 'Upload-Offset');
}

function numberIn({ headers }: CentreAnswer, name: string): number {
  const value = headers[name];
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
}

function asTusResponse({ status, headers, body }: CentreAnswer): HttpResponse {
  return {
    getStatus: () => status,
    getHeader: (name) => headers[name.toLowerCase()]?.toString(),
    getBody: () => new TextDecoder().decode(body),
    getUnderlyingObject: () => null,
  };
}
