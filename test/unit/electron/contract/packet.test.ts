import { expect, test } from 'vitest';
import { packetHeader, sequenceNumber } from '../../../../electron/contract/packet.ts';
import { headerFromMetadata } from '../../../siak-gateway/packets/packet-metadata.ts';
import { makePacket } from '../services/support/packets.ts';

/** The header as the gateway reads it from an upload's metadata. */
function atTheGateway(sequence: number) {
  const { size, ...header } = makePacket().header;
  return headerFromMetadata({ ...header, sequence: String(sequence) }, size);
}

test.each([1, 999_999_999])('sequence number %d is one, here and at the gateway', (sequence) => {
  expect(packetHeader.safeParse(makePacket({ sequence }).header).success).toBe(true);
  expect(atTheGateway(sequence)).toMatchObject({ sequence });
});

test.each([0, 1_000_000_000, 1.5])('sequence number %d is none, neither here nor at the gateway', (sequence) => {
  expect(sequenceNumber.safeParse(sequence).success).toBe(false);
  expect(atTheGateway(sequence)).toBeNull();
});
