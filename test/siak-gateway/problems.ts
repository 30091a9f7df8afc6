import type { Problem, SiakProblemCode } from '../../electron/contract/siak-api.ts';
import { CodedError } from '../../native-bridges/contract/errors.ts';

/** Status that a code is answered with, unless a route has reason for another. */
const STATUS: Readonly<Record<SiakProblemCode, number>> = {
  REQUEST_INVALID: 400,
  KIOSK_UNKNOWN: 401,
  PROOF_INVALID: 401,
  ACTIVATION_CODE_UNKNOWN: 403,
  PACKET_ALREADY_RECEIVED: 409,
  // What tus's checksum extension answers for the same thing.
  PACKET_HASH_MISMATCH: 460,
  PACKET_HEADER_INVALID: 400,
  UPLOAD_OFFSET_MISMATCH: 409,
  NOT_FOUND: 404,
  INTERNAL: 500,
};

/** Media type of every error, RFC 9457. */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** An error that is answered to the kiosk. `title` is for technicians and says nothing about a person. */
export class GatewayProblem extends CodedError<SiakProblemCode> {
  readonly status: number;

  constructor(code: SiakProblemCode, title: string, status: number = STATUS[code]) {
    super(code, title);
    this.status = status;
  }

  body(): Problem {
    return { type: 'about:blank', status: this.status, code: this.code, title: this.detail };
  }
}
