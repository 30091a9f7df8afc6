import type { Bytes } from '../contract/bytes.ts';

/** An eight-bit grey image, row by row. */
export interface GreyMap {
  readonly width: number;
  readonly height: number;
  readonly pixels: Bytes;
}

/** Writes a binary PGM file (Netpbm P5, 8 bit). */
export function encodeGreyMap({ width, height, pixels }: GreyMap): Bytes {
  const header = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const file = new Uint8Array(header.length + pixels.length);
  file.set(header);
  file.set(pixels, header.length);
  return file;
}

/**
 * Reads a binary PGM file with 8 bits a pixel and no comments, as {@link encodeGreyMap} writes it.
 *
 * @throws Error for anything else
 */
export function decodeGreyMap(file: Uint8Array): GreyMap {
  const header = /^P5\s+(\d{1,5})\s+(\d{1,5})\s+255\s/.exec(new TextDecoder('latin1').decode(file.subarray(0, 32)));
  if (!header) throw new Error('not an 8-bit PGM');
  const width = Number(header[1]);
  const height = Number(header[2]);
  const pixels = new Uint8Array(file.subarray(header[0].length));
  if (pixels.length !== width * height) throw new Error(`${pixels.length} pixels for ${width} by ${height}`);
  return { width, height, pixels };
}
