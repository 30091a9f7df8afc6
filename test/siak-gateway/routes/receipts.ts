import type { FastifyInstance } from 'fastify';
import { decodeJwt } from 'jose';
import * as z from 'zod/mini';
import { RECEIPT_JWS_TYPE } from '../../../electron/contract/receipt.ts';
import { type ReceiptPage, SIAK_API_PREFIX } from '../../../electron/contract/siak-api.ts';
import { readCursor, writeCursor } from '../cursors.ts';
import { GatewayProblem } from '../problems.ts';
import { type GatewayContext, kioskOf } from './context.ts';

const PAGE_SIZE = 200;

const receiptsQuery = z.object({ after: z.optional(z.string().check(z.maxLength(128))) });

/** `GET /v1/receipts?after=CURSOR`: the asking kiosk's receipts, oldest first. */
export function registerReceipts(app: FastifyInstance, context: GatewayContext): void {
  app.get(`${SIAK_API_PREFIX}/receipts`, async (request): Promise<ReceiptPage> => {
    const { kioskId } = await kioskOf(context, request);
    const parsed = receiptsQuery.safeParse(request.query);
    if (!parsed.success) throw new GatewayProblem('REQUEST_INVALID', 'one cursor expected');
    const after = readCursor('receipts', parsed.data.after ?? null);
    const { receipts, last } = await context.packets.receipts(kioskId, after, PAGE_SIZE);
    const sent = context.faults.current === 'forged-receipt' ? await forge(context, receipts) : receipts;
    return { receipts: [...sent], nextCursor: last === 0 ? '' : writeCursor('receipts', last) };
  });
}

/** The same receipts under the right key id, signed by a key that nobody trusts. */
function forge({ forger, keys }: GatewayContext, receipts: readonly string[]): Promise<string[]> {
  const header = { typ: RECEIPT_JWS_TYPE, kid: keys.receipts.publicJwk.kid };
  return Promise.all(receipts.map((jws) => forger.sign(header, decodeJwt(jws))));
}
