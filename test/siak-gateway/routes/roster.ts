import { Encrypter } from 'age-encryption';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { packetRecipient } from '../../../electron/contract/centre-keys.ts';
import { type RosterPage, SIAK_API_PREFIX } from '../../../electron/contract/siak-api.ts';
import { readCursor, writeCursor } from '../cursors.ts';
import { GatewayProblem } from '../problems.ts';
import { type GatewayContext, kioskOf } from './context.ts';

/** Some 300 kB of JSON: a minute on a 64 kbit/s line, and little to lose when it breaks. */
const PAGE_SIZE = 500;

const rosterRequest = z.strictObject({
  recipient: packetRecipient.shape.recipient,
  cursor: z.nullable(z.string().check(z.maxLength(128))),
});

/** `POST /v1/roster`: a page of the drive's residents, sealed to a key that the kiosk made for this one answer. */
export function registerRoster(app: FastifyInstance, context: GatewayContext): void {
  app.post(`${SIAK_API_PREFIX}/roster`, async (request, reply) => {
    const { driveIds } = await kioskOf(context, request);
    const parsed = rosterRequest.safeParse(request.body);
    if (!parsed.success) throw new GatewayProblem('REQUEST_INVALID', 'recipient and cursor expected');
    const { recipient, cursor } = parsed.data;
    const slice = await context.drives.roster(driveIds[0] ?? '', readCursor('roster', cursor), PAGE_SIZE);
    const page: RosterPage = {
      listVersion: slice.listVersion,
      residents: slice.residents,
      nextCursor: slice.last === null ? null : writeCursor('roster', slice.last),
    };
    return reply.type('application/octet-stream').send(Buffer.from(await seal(JSON.stringify(page), recipient)));
  });
}

async function seal(text: string, recipient: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(recipient);
  } catch {
    // The shape was right and the checksum is not.
    throw new GatewayProblem('REQUEST_INVALID', 'recipient is no age key');
  }
  return encrypter.encrypt(text);
}
