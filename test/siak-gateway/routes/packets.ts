import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PacketHeader } from '../../../electron/contract/packet.ts';
import { SIAK_API_PREFIX } from '../../../electron/contract/siak-api.ts';
import { headerFromRequest, isSameHeader, PACKET_ID } from '../packets/packet-metadata.ts';
import { GatewayProblem } from '../problems.ts';
import type { Kiosk } from '../stores/kiosk-store.ts';
import { type GatewayContext, kioskOf } from './context.ts';

export const PACKETS_PATH = `${SIAK_API_PREFIX}/packets`;

const TUS_VERSION = '1.0.0';

/**
 * tus 1.0 under `/v1/packets`. What differs from plain tus is decided here, before tus sees the request:
 * the id is the packet's, a kiosk sees only its own uploads, creating twice resumes, and what is received stays so.
 */
export function registerPackets(app: FastifyInstance, context: GatewayContext): void {
  app.register(async (packets) => {
    // The body is tus's to read, as it comes in.
    packets.removeAllContentTypeParsers();
    packets.addContentTypeParser('*', (_request, _payload, done) => done(null));
    const pass = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      reply.hijack();
      await context.uploadServer.handle(request.raw, reply.raw);
    };

    packets.options(PACKETS_PATH, pass);

    packets.post(PACKETS_PATH, async (request, reply) => {
      const header = announcedBy(await kioskOf(context, request), request);
      await settle(context, header.packetId);
      const received = await context.packets.find(header.packetId);
      if (received) {
        const same = received.kioskId === header.kioskId && received.sha256 === header.sha256;
        throw same
          ? new GatewayProblem('PACKET_ALREADY_RECEIVED', 'the packet is here; see its receipt')
          : new GatewayProblem('PACKET_HEADER_INVALID', 'the id is of another packet', 409);
      }
      const begun = await context.uploads.find(header.packetId);
      if (!begun) return pass(request, reply);
      if (!isSameHeader(begun.header, header)) {
        throw new GatewayProblem('PACKET_HEADER_INVALID', 'the id is of another packet', 409);
      }
      // The kiosk lost our first answer. The same one again, with the byte at which it goes on.
      return reply
        .code(201)
        .headers({
          'Tus-Resumable': TUS_VERSION,
          Location: `${PACKETS_PATH}/${header.packetId}`,
          'Upload-Offset': String(begun.offset),
        })
        .send();
    });

    packets.head<{ Params: { packetId: string } }>(`${PACKETS_PATH}/:packetId`, async (request, reply) => {
      const kiosk = await kioskOf(context, request);
      const size = await receivedSize(context, kiosk, request.params.packetId);
      if (size === null) return pass(request, reply);
      return reply
        .headers({
          'Tus-Resumable': TUS_VERSION,
          'Cache-Control': 'no-store',
          'Upload-Offset': String(size),
          'Upload-Length': String(size),
        })
        .send();
    });

    packets.patch<{ Params: { packetId: string } }>(`${PACKETS_PATH}/:packetId`, async (request, reply) => {
      const kiosk = await kioskOf(context, request);
      if ((await receivedSize(context, kiosk, request.params.packetId)) !== null) {
        throw new GatewayProblem('PACKET_ALREADY_RECEIVED', 'the packet is here; see its receipt');
      }
      return pass(request, reply);
    });
  });
}

/** Header that a creation announces, if the kiosk may announce it. */
function announcedBy({ kioskId, driveIds }: Kiosk, { headers }: FastifyRequest): PacketHeader {
  const metadata = headers['upload-metadata'];
  const header = headerFromRequest(
    typeof metadata === 'string' ? metadata : undefined,
    single(headers['upload-length']),
  );
  if (!header) throw new GatewayProblem('PACKET_HEADER_INVALID', 'the announcement is no packet header');
  if (header.kioskId !== kioskId) throw new GatewayProblem('PACKET_HEADER_INVALID', 'the packet is of another kiosk');
  if (!driveIds.includes(header.driveId)) {
    throw new GatewayProblem('PACKET_HEADER_INVALID', 'the kiosk was not activated for this drive');
  }
  return header;
}

const single = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/**
 * Size of the packet if the centre has it whole, null if its upload goes on.
 *
 * @throws GatewayProblem `NOT_FOUND` where there is neither, or it is another kiosk's
 */
async function receivedSize(context: GatewayContext, kiosk: Kiosk, packetId: string): Promise<number | null> {
  const state = PACKET_ID.test(packetId) ? await settle(context, packetId) : 'absent';
  const received = state === 'received' ? await context.packets.find(packetId) : null;
  const owner = received?.kioskId ?? (await ownerOfUpload(context, state, packetId));
  if (owner !== kiosk.kioskId) throw new GatewayProblem('NOT_FOUND', 'no such upload');
  return received?.size ?? null;
}

async function ownerOfUpload({ uploads }: GatewayContext, state: string, packetId: string): Promise<string | null> {
  if (state !== 'incomplete') return null;
  return (await uploads.find(packetId))?.header.kioskId ?? null;
}

/** Finishes an upload whose bytes are all here and whose intake a crash interrupted. Damaged bytes are gone afterwards. */
async function settle({ intake }: GatewayContext, packetId: string): Promise<'received' | 'incomplete' | 'absent'> {
  try {
    return await intake.settle(packetId);
  } catch (error) {
    if (error instanceof GatewayProblem && error.code === 'PACKET_HASH_MISMATCH') return 'absent';
    throw error;
  }
}
