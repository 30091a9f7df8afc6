import { Metadata } from '@tus/server';
import { type PacketHeader, packetHeader } from '../../../electron/contract/packet.ts';

/** A packet id as it stands in a path: lower case, so that one packet has one name. */
export const PACKET_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Header of a packet from the metadata of its upload; null where it is malformed or says more than a header may.
 *
 * @param size `Upload-Length`
 */
export function headerFromMetadata(
  metadata: Readonly<Record<string, string | null>> | undefined,
  size: number | undefined,
): PacketHeader | null {
  if (!metadata) return null;
  const { sequence, ...rest } = metadata;
  if (!/^[1-9]\d{0,8}$/.test(sequence ?? '')) return null;
  // Strict: whatever else stands in the metadata would be known outside the seal.
  const parsed = packetHeader.safeParse({ ...rest, sequence: Number(sequence), size });
  return parsed.success && PACKET_ID.test(parsed.data.packetId) ? parsed.data : null;
}

/** The same from the request's headers. */
export function headerFromRequest(
  uploadMetadata: string | undefined,
  uploadLength: string | undefined,
): PacketHeader | null {
  if (!/^\d{1,9}$/.test(uploadLength ?? '')) return null;
  try {
    return headerFromMetadata(Metadata.parse(uploadMetadata), Number(uploadLength));
  } catch {
    return null;
  }
}

/** True if both announce the same packet, byte for byte. */
export function isSameHeader(one: PacketHeader, other: PacketHeader): boolean {
  return (Object.keys(one) as (keyof PacketHeader)[]).every((key) => one[key] === other[key]);
}
