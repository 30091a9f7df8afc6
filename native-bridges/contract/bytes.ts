import * as z from 'zod/mini';

/** Bytes on an ordinary (non-shared) buffer: what WebCrypto, structured clone and Node's file functions all take. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Validator for {@link Bytes} of at most `maxLength` bytes. */
export const bytes = (maxLength: number) =>
  z.custom<Bytes>((value) => value instanceof Uint8Array && value.byteLength <= maxLength, 'BYTES_EXPECTED');
