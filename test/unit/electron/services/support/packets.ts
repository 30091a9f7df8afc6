import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { PACKET_FORMAT, type PacketHeader } from '../../../../../electron/contract/packet.ts';
import { RECEIPT_JWS_TYPE, type Receipt } from '../../../../../electron/contract/receipt.ts';
import type { Bytes } from '../../../../../native-bridges/contract/bytes.ts';
import { makeSigningKey, type SigningKey } from '../../../../siak-gateway/centre-keys.ts';

export const KIOSK_ID = 'KIOSK-1';

/** Random bytes with their header: what the shell sees of a sealed packet. */
export function makePacket({ sequence = 1, size = 50_000, kioskId = KIOSK_ID } = {}): {
  header: PacketHeader;
  content: Bytes;
} {
  const content = new Uint8Array(randomBytes(size));
  const header = {
    format: PACKET_FORMAT,
    packetId: randomUUID(),
    kioskId,
    sequence,
    driveId: randomUUID(),
    size,
    sha256: createHash('sha256').update(content).digest('hex'),
  } as const;
  return { header, content };
}

/** A centre that signs receipts; `activation` is what a kiosk knows of it. */
export async function makeReceiptCentre() {
  const key = await makeSigningKey();
  return { key, activation: { kioskId: KIOSK_ID, receiptKeys: [key.publicJwk] } };
}

export function receiptFor(header: PacketHeader, changes: Partial<Receipt> = {}): Receipt {
  const { packetId, kioskId, sequence, sha256 } = header;
  const receivedAt = '2026-03-01T02:00:00.000Z';
  return { packetId, kioskId, sequence, sha256, receivedAt, verdict: 'accepted', reasons: [], ...changes };
}

export function signReceipt(key: SigningKey, receipt: Receipt, typ: string = RECEIPT_JWS_TYPE): Promise<string> {
  return key.sign({ typ, kid: key.publicJwk.kid }, receipt);
}
