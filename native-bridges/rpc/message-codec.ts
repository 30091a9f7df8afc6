import { decode, encode } from '@msgpack/msgpack';
import type { Bytes } from '../contract/bytes.ts';

/**
 * Rpc messages as bytes (MessagePack), for channels that carry no structured clones: the Chromium host's WebSockets.
 * Byte arrays stay bytes; properties that are undefined are left out.
 */
export function encodeMessage(message: unknown): Bytes {
  return encode(message, { ignoreUndefined: true });
}

/** Reverses {@link encodeMessage}. @throws RangeError | Error for bytes that are no MessagePack message */
export function decodeMessage(bytes: Uint8Array): unknown {
  return decode(bytes);
}
