import * as z from 'zod/mini';
import type { Bytes } from '../../../native-bridges/contract/bytes.ts';
import { isCoded } from '../../../native-bridges/contract/errors.ts';
import type { Ed25519PublicJwk } from '../../contract/centre-keys.ts';
import { shellError } from '../../contract/errors.ts';
import { instant } from '../../contract/packet.ts';
import { type ReceiptPage, receiptPage, SIAK_API_PREFIX } from '../../contract/siak-api.ts';
import type { Keystore } from '../keystore/keystore.ts';
import { readJson, readOctets } from './answers.ts';
import type { CentreLink } from './centre-link.ts';
import type { CentreAnswer, CentreRequest } from './exchange.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const SECOND = 1000;

/** How much each call may answer, and how long the answer may take once it has begun. */
const LIMITS = {
  time: { maxAnswerBytes: 64 * KIB, answerMs: 10 * SECOND },
  activation: { maxAnswerBytes: MIB, answerMs: 60 * SECOND },
  receipts: { maxAnswerBytes: 4 * MIB, answerMs: 120 * SECOND },
  /** As large as the shell contract lets a roster page be. */
  roster: { maxAnswerBytes: 64 * MIB, answerMs: 1800 * SECOND },
} as const;

const timeAnswer = z.object({ now: instant });
/** The bundle as compact JWS; verified by `activation.ts`, not here. */
const activationAnswer = z.object({ bundle: z.string() });

/** The calls of the SIAK sync API but the upload. Each throws `CENTRE_*`, and the signed ones `KIOSK_NOT_ACTIVATED`. */
export interface CentreClient {
  /** ISO instant of the centre's clock. */
  time(): Promise<string>;
  /** @returns the activation JWS. @throws CodedError also `ACTIVATION_REFUSED` where the centre refuses the code */
  activate(code: string, kioskKey: Ed25519PublicJwk): Promise<string>;
  receipts(after: string): Promise<ReceiptPage>;
  /** @returns an age file sealed to `recipient` */
  roster(recipient: string, cursor: string | null): Promise<Bytes>;
}

/** The SIAK client over a link, with requests proven by the kiosk's key. */
export function createCentreClient(link: CentreLink, keystore: Pick<Keystore, 'authorize'>): CentreClient {
  type Call = Pick<CentreRequest, 'method' | 'maxAnswerBytes' | 'answerMs'> & {
    readonly apiPath: string;
    readonly json?: unknown;
  };

  async function call(
    { apiPath, json, ...request }: Call,
    headers: Record<string, string> = {},
  ): Promise<CentreAnswer> {
    const body = json === undefined ? null : new TextEncoder().encode(JSON.stringify(json));
    return link.exchange({
      ...request,
      path: link.pathOf(SIAK_API_PREFIX + apiPath),
      headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
      body,
    });
  }

  async function signedCall(request: Call): Promise<CentreAnswer> {
    const path = link.pathOf(SIAK_API_PREFIX + request.apiPath);
    return call(request, { Authorization: await keystore.authorize(request.method, path) });
  }

  return {
    async time() {
      return readJson(await call({ method: 'GET', apiPath: '/time', ...LIMITS.time }), timeAnswer).now;
    },

    async activate(code, kioskKey) {
      const json = { code, kioskKey };
      const answer = await call({ method: 'POST', apiPath: '/activations', json, ...LIMITS.activation });
      try {
        return readJson(answer, activationAnswer).bundle;
      } catch (error) {
        throw isCoded(error, 'CENTRE_REFUSED') ? shellError('ACTIVATION_REFUSED', error.detail) : error;
      }
    },

    async receipts(after) {
      const apiPath = `/receipts?after=${encodeURIComponent(after)}`;
      return readJson(await signedCall({ method: 'GET', apiPath, ...LIMITS.receipts }), receiptPage);
    },

    async roster(recipient, cursor) {
      const json = { recipient, cursor };
      return readOctets(await signedCall({ method: 'POST', apiPath: '/roster', json, ...LIMITS.roster }));
    },
  };
}
