import { createReadStream } from 'node:fs';
import { shellError } from '../../contract/errors.ts';

/** Bytes of a packet from one offset to another, not yet read. */
export interface FilePart {
  readonly size: number;
  /** Reads them; the file is closed when the loop ends, however it ends. @throws CodedError `SPOOL_PACKET_DAMAGED` */
  read(): AsyncIterable<Uint8Array>;
}

/** A spooled packet as tus-js-client reads it: in parts, from whatever offset the centre asks for. */
export interface PacketSource {
  readonly size: number;
  slice(start: number, end: number): Promise<{ value: FilePart; done: boolean }>;
  close(): void;
}

export function openPacketSource(file: string, size: number): PacketSource {
  return {
    size,
    slice: async (start, end) => ({
      value: { size: end - start, read: () => readPart(file, start, end) },
      done: end >= size,
    }),
    // Nothing to do: no file is held between two parts.
    close: () => {},
  };
}

async function* readPart(file: string, start: number, end: number): AsyncGenerator<Uint8Array> {
  let length = 0;
  try {
    for await (const chunk of createReadStream(file, { start, end: end - 1 }) as AsyncIterable<Uint8Array>) {
      length += chunk.byteLength;
      yield chunk;
    }
  } catch (error) {
    throw shellError('SPOOL_PACKET_DAMAGED', (error as NodeJS.ErrnoException).code ?? '', error);
  }
  // A file cut short since its hash was checked; the centre would wait for the rest in vain.
  if (length !== end - start) throw shellError('SPOOL_PACKET_DAMAGED', 'file is too short');
}
