import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Bytes } from '../../../../native-bridges/contract/bytes.ts';
import { FramingError } from '../../../../native-bridges/framing/framing-error.ts';
import {
  encodeZfmPacket,
  ZFM_MAX_PAYLOAD,
  type ZfmPacket,
  ZfmPacketParser,
} from '../../../../native-bridges/framing/zfm.ts';

/** Bytes around a payload: header 9, checksum 2. */
const FRAME_BYTES = 11;

const bytesOf = (hex: string): Bytes => Uint8Array.from(hex.split(' '), (byte) => Number.parseInt(byte, 16));

const anyPacket = fc.record<ZfmPacket>({
  address: fc.nat(0xffffffff),
  kind: fc.constantFrom('command', 'data', 'acknowledge', 'end-of-data'),
  payload: fc.uint8Array({ minLength: 1, maxLength: ZFM_MAX_PAYLOAD }).map((bytes) => Uint8Array.from(bytes)),
});

function concatenate(parts: readonly Uint8Array[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Feeds the bytes in pieces whose sizes are repeated from `sizes`. */
function pushInPieces(parser: ZfmPacketParser, bytes: Uint8Array, sizes: readonly number[]) {
  const found: (ZfmPacket | FramingError)[] = [];
  for (let at = 0, piece = 0; at < bytes.length; piece += 1) {
    const size = sizes[piece % sizes.length]!;
    found.push(...parser.push(bytes.subarray(at, at + size)));
    at += size;
  }
  return found;
}

const isPacket = (found: ZfmPacket | FramingError): found is ZfmPacket => !(found instanceof FramingError);

test('the password command has the bytes of the manual', () => {
  const payload = Uint8Array.of(0x13, 0, 0, 0, 0);
  expect(encodeZfmPacket({ address: 0xffffffff, kind: 'command', payload })).toEqual(
    bytesOf('ef 01 ff ff ff ff 01 00 07 13 00 00 00 00 00 1b'),
  );
});

test('a payload outside the protocol is not encoded', () => {
  const encode = (size: number) => () => encodeZfmPacket({ address: 0, kind: 'data', payload: new Uint8Array(size) });
  expect(encode(0)).toThrow(RangeError);
  expect(encode(ZFM_MAX_PAYLOAD + 1)).toThrow(RangeError);
});

test('packets come out as they went in, however the line cuts them', () => {
  fc.assert(
    fc.property(
      fc.array(anyPacket, { maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }),
      (packets, sizes) => {
        const parser = new ZfmPacketParser();
        expect(pushInPieces(parser, concatenate(packets.map(encodeZfmPacket)), sizes)).toEqual(packets);
        expect([parser.skippedBytes, parser.pendingBytes]).toEqual([0, 0]);
      },
    ),
  );
});

test('stray bytes before a header are skipped and counted', () => {
  const packet = bytesOf('ef 01 ff ff ff ff 07 00 03 00 00 0a');
  const parser = new ZfmPacketParser();
  // 55 is what these sensors send when they are powered on; ef ef 01 begins with half a header.
  const found = parser.push(concatenate([bytesOf('55 00 ef'), packet]));
  expect(found).toEqual([{ address: 0xffffffff, kind: 'acknowledge', payload: Uint8Array.of(0) }]);
  expect(parser.skippedBytes).toBe(3);
});

test.each([
  ['CHECKSUM', 'ef 01 ff ff ff ff 07 00 03 00 00 0b'],
  ['PACKET_ID', 'ef 01 ff ff ff ff 03 00 03 00 00 06'],
  ['LENGTH', 'ef 01 ff ff ff ff 07 00 02 00 09 00'],
  ['LENGTH', 'ef 01 ff ff ff ff 02 01 03 00 00 00'],
  ['LENGTH', 'ef 01 ff ff ff ff 02 ff ff 00 00 00'],
])('a malformed packet is a framing error: %s', (reason, hex) => {
  const parser = new ZfmPacketParser();
  const found = parser.push(bytesOf(hex));
  expect(found).toEqual([new FramingError(reason as FramingError['reason'])]);
  expect(found[0]).toMatchObject({ reason });
});

test('a packet is found behind one that was cut off', () => {
  fc.assert(
    fc.property(anyPacket, anyPacket, fc.nat(), (cut, whole, where) => {
      const head = encodeZfmPacket(cut);
      // Padding stands for the time after which the sensor goes on: the cut packet must not wait for it for ever.
      const line = [head.subarray(0, where % head.length), encodeZfmPacket(whole), new Uint8Array(300)];
      const found = new ZfmPacketParser().push(concatenate(line));
      expect(found.filter(isPacket)).toContainEqual(whole);
    }),
  );
});

test('no byte sequence is taken for a packet that is not in it, and every byte is accounted for', () => {
  const packet = anyPacket.map(encodeZfmPacket);
  const damaged = fc.tuple(packet, fc.nat(), fc.nat(0xff)).map(([bytes, where, value]) => {
    bytes[where % bytes.length] = value;
    return bytes;
  });
  const header = fc.constant(bytesOf('ef 01'));
  const noise = fc.uint8Array({ maxLength: 40 });
  const line = fc.array(fc.oneof(noise, header, packet, damaged), { maxLength: 12 }).map(concatenate);
  fc.assert(
    fc.property(line, fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 4 }), (bytes, sizes) => {
      const parser = new ZfmPacketParser();
      const found = pushInPieces(parser, bytes, sizes);
      const packets = found.filter(isPacket);
      const hex = Buffer.from(bytes).toString('hex');
      for (const each of packets) expect(hex).toContain(Buffer.from(encodeZfmPacket(each)).toString('hex'));
      const inPackets = packets.reduce((sum, each) => sum + each.payload.length + FRAME_BYTES, 0);
      expect(inPackets + parser.skippedBytes + parser.pendingBytes).toBe(bytes.length);
      expect(parser.pendingBytes).toBeLessThan(ZFM_MAX_PAYLOAD + FRAME_BYTES);
      // The result does not depend on how the line was cut.
      expect(new ZfmPacketParser().push(bytes)).toEqual(found);
    }),
    { numRuns: 300 },
  );
});
