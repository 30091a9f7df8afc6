import type { Bytes } from '../contract/bytes.ts';
import { FramingError } from './framing-error.ts';

/**
 * Packets of the ZFM / R30x family of fingerprint sensors, as the makers' user manuals describe them:
 *
 *     EF 01 | address (4) | packet id (1) | length (2) | payload | checksum (2)
 *
 * Big endian. The length counts payload and checksum; the checksum is the 16-bit sum of packet id, length and payload.
 */
export interface ZfmPacket {
  readonly address: number;
  readonly kind: ZfmPacketKind;
  readonly payload: Bytes;
}

const PACKET_IDS = { command: 0x01, data: 0x02, acknowledge: 0x07, 'end-of-data': 0x08 } as const;
export type ZfmPacketKind = keyof typeof PACKET_IDS;

const KIND_OF_ID = new Map<number, ZfmPacketKind>(
  Object.entries(PACKET_IDS).map(([kind, id]) => [id, kind as ZfmPacketKind]),
);

/** Largest payload: register 6 allows 32, 64, 128 or 256 bytes. */
export const ZFM_MAX_PAYLOAD = 256;

const HEADER_BYTES = 9;
const CHECKSUM_BYTES = 2;
const MAX_PACKET_BYTES = HEADER_BYTES + ZFM_MAX_PAYLOAD + CHECKSUM_BYTES;

/**
 * Encodes one packet.
 *
 * @throws RangeError for an empty payload or one over {@link ZFM_MAX_PAYLOAD}
 */
export function encodeZfmPacket({ address, kind, payload }: ZfmPacket): Bytes {
  if (payload.length === 0 || payload.length > ZFM_MAX_PAYLOAD) throw new RangeError(`payload of ${payload.length}`);
  const packet = new Uint8Array(HEADER_BYTES + payload.length + CHECKSUM_BYTES);
  const view = new DataView(packet.buffer);
  view.setUint16(0, 0xef01);
  view.setUint32(2, address);
  view.setUint8(6, PACKET_IDS[kind]);
  view.setUint16(7, payload.length + CHECKSUM_BYTES);
  packet.set(payload, HEADER_BYTES);
  view.setUint16(HEADER_BYTES + payload.length, checksum(packet, HEADER_BYTES + payload.length));
  return packet;
}

/**
 * Incremental parser: takes bytes as they arrive, in chunks of any size, and gives packets and framing errors in order.
 *
 * After a malformed packet it looks for the next header from the byte behind the broken one, so that a good packet is
 * found even where a cut one swallowed its beginning. It holds one packet at most, whatever a hostile length says.
 */
export class ZfmPacketParser {
  /** Bytes from `#start` to `#end` are a possible packet; the buffer is compacted when its end is reached. */
  readonly #buffer = new Uint8Array(2 * MAX_PACKET_BYTES);
  #start = 0;
  #end = 0;
  #skippedBytes = 0;

  /** Bytes that belonged to no packet: power-on noise, and the remains of malformed packets. */
  get skippedBytes(): number {
    return this.#skippedBytes;
  }

  /** Bytes held back because their packet is not complete. */
  get pendingBytes(): number {
    return this.#end - this.#start;
  }

  push(chunk: Uint8Array): (ZfmPacket | FramingError)[] {
    const found: (ZfmPacket | FramingError)[] = [];
    let taken = 0;
    while (taken < chunk.length) {
      this.#compact();
      const part = chunk.subarray(taken, taken + this.#buffer.length - this.#end);
      this.#buffer.set(part, this.#end);
      this.#end += part.length;
      taken += part.length;
      for (let next = this.#next(); next !== null; next = this.#next()) found.push(next);
    }
    return found;
  }

  #compact(): void {
    this.#buffer.copyWithin(0, this.#start, this.#end);
    this.#end -= this.#start;
    this.#start = 0;
  }

  /** The next packet or error in the buffer; null where more bytes are needed. */
  #next(): ZfmPacket | FramingError | null {
    this.#skipToHeader();
    if (this.pendingBytes < HEADER_BYTES) return null;
    const view = new DataView(this.#buffer.buffer, this.#start, this.pendingBytes);
    const kind = KIND_OF_ID.get(view.getUint8(6));
    if (kind === undefined) return this.#malformed('PACKET_ID');
    const length = view.getUint16(7);
    // An empty payload is not in the protocol: even an acknowledgement carries its confirmation code.
    if (length <= CHECKSUM_BYTES || length > ZFM_MAX_PAYLOAD + CHECKSUM_BYTES) return this.#malformed('LENGTH');
    if (this.pendingBytes < HEADER_BYTES + length) return null;
    const packet = this.#buffer.subarray(this.#start, this.#start + HEADER_BYTES + length);
    const checksumAt = packet.length - CHECKSUM_BYTES;
    if (view.getUint16(checksumAt) !== checksum(packet, checksumAt)) return this.#malformed('CHECKSUM');
    this.#start += packet.length;
    return { address: view.getUint32(2), kind, payload: packet.slice(HEADER_BYTES, checksumAt) };
  }

  #skipToHeader(): void {
    while (this.#start < this.#end) {
      const isFirst = this.#buffer[this.#start] === 0xef;
      const secondIsIn = this.#start + 1 < this.#end;
      if (isFirst && (!secondIsIn || this.#buffer[this.#start + 1] === 0x01)) return;
      this.#start += 1;
      this.#skippedBytes += 1;
    }
  }

  #malformed(reason: FramingError['reason']): FramingError {
    this.#start += 1;
    this.#skippedBytes += 1;
    return new FramingError(reason);
  }
}

/** Sum of the bytes from the packet id (offset 6) up to `end`, modulo 65,536. */
function checksum(packet: Uint8Array, end: number): number {
  let sum = 0;
  for (let at = 6; at < end; at += 1) sum += packet[at]!;
  return sum & 0xffff;
}
