import type * as z from 'zod/mini';
import type { Bytes } from '../../../native-bridges/contract/bytes.ts';
import type { CodedError } from '../../../native-bridges/contract/errors.ts';
import { type ShellErrorCode, shellError } from '../../contract/errors.ts';
import { problem } from '../../contract/siak-api.ts';
import type { CentreAnswer } from './exchange.ts';

/** Client errors that say "not now" rather than "never": timeout, locked, too early, too many requests. */
const TEMPORARY_STATUSES: readonly number[] = [408, 423, 425, 429];

/**
 * What an answer that is no success means.
 *
 * - 5xx and the temporary statuses: the centre's own trouble, `CENTRE_FAILED`;
 * - a 4xx with a SIAK problem: `CENTRE_REFUSED`, its detail exactly the problem's code;
 * - anything else (redirect, HTML, a proxy's page): not our API, `CENTRE_NOT_SIAK`.
 */
export function failureOf(answer: CentreAnswer): CodedError<ShellErrorCode> {
  const { status } = answer;
  if (status >= 500 || TEMPORARY_STATUSES.includes(status)) return shellError('CENTRE_FAILED', `HTTP ${status}`);
  const code = problemCodeOf(answer);
  if (status >= 400 && code !== null) return shellError('CENTRE_REFUSED', code);
  return shellError('CENTRE_NOT_SIAK', `HTTP ${status}`);
}

/** True if the answer calls itself a SIAK problem. An answer to HEAD can say no more than that. */
export function isProblem(answer: CentreAnswer): boolean {
  return mediaTypeOf(answer) === 'application/problem+json';
}

/** Code of the SIAK problem that the answer carries; null where it carries none. */
function problemCodeOf(answer: CentreAnswer): string | null {
  if (!isProblem(answer)) return null;
  try {
    const { code } = problem.parse(parseJson(answer.body));
    return /^[A-Z][A-Z0-9_]{1,63}$/.test(code) ? code : null;
  } catch {
    return null;
  }
}

/**
 * The validated JSON of a successful answer.
 *
 * @throws CodedError `CENTRE_*`
 */
export function readJson<Shape extends z.ZodMiniType>(answer: CentreAnswer, shape: Shape): z.output<Shape> {
  requireSuccess(answer, 'application/json');
  try {
    return shape.parse(parseJson(answer.body));
  } catch {
    // No cause: a validator's message may quote what it read.
    throw shellError('CENTRE_NOT_SIAK', 'shape of the answer');
  }
}

/**
 * The bytes of a successful answer.
 *
 * @throws CodedError `CENTRE_*`
 */
export function readOctets(answer: CentreAnswer): Bytes {
  requireSuccess(answer, 'application/octet-stream');
  return answer.body;
}

function requireSuccess(answer: CentreAnswer, mediaType: string): void {
  if (answer.status < 200 || answer.status > 299) throw failureOf(answer);
  if (mediaTypeOf(answer) !== mediaType) throw shellError('CENTRE_NOT_SIAK', 'media type of the answer');
}

function mediaTypeOf({ headers }: CentreAnswer): string {
  return (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
}

function parseJson(content: Bytes): unknown {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
}
