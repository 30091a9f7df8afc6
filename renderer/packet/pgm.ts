import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import type { GreyImage } from '../../native-bridges/contract/capture.ts';
import { rendererError } from '../domain/errors.ts';

export const PGM_MEDIA_TYPE = 'image/x-portable-graymap';

/** What the manifest says of a print stored so. */
export const pgmStandard = (ppi: number) => `Netpbm PGM (P5), 8 bit, ${ppi} ppi`;

/**
 * Writes a grey image as binary PGM (netpbm's `pgm` format, P5). The format has no field for the resolution: it stands
 * in a comment, which every PGM reader skips.
 */
export function encodePgm({ width, height, ppi, pixels }: GreyImage): Bytes {
  const header = new TextEncoder().encode(`P5\n# ${ppi} ppi\n${width} ${height}\n255\n`);
  const file = new Uint8Array(header.byteLength + pixels.byteLength);
  file.set(header);
  file.set(pixels, header.byteLength);
  return file;
}

/** Longest header {@link encodePgm} can write. */
const MAX_HEADER_BYTES = 48;

/**
 * Reads what {@link encodePgm} writes, and nothing else: a file of another layout was not stored by this kiosk.
 *
 * @throws CodedError `VAULT_DAMAGED`
 */
export function decodePgm(file: Bytes): GreyImage {
  const start = String.fromCharCode(...file.subarray(0, MAX_HEADER_BYTES));
  const match = /^P5\n# ([1-9]\d{1,3}) ppi\n([1-9]\d{0,3}) ([1-9]\d{0,3})\n255\n/.exec(start);
  if (!match) throw rendererError('VAULT_DAMAGED', 'no PGM header');
  const [ppi, width, height] = match.slice(1).map(Number) as [number, number, number];
  const pixels = file.slice(match[0].length);
  if (pixels.byteLength !== width * height) throw rendererError('VAULT_DAMAGED', 'PGM pixel count');
  return { width, height, ppi, pixels };
}

/**
 * Smallest standard deviation, in grey levels, of an image that can show a print. The three NIST example prints lie
 * between 70 and 90; a blank platen with sensor noise lies below 5. This only catches "nothing there" (in Penajam, 2013, 4,466
 * prints were empty and the device had said success); how good a print is, the device host measures.
 */
const SMALLEST_VISIBLE_DEVIATION = 12;

/** True if the pixels show anything at all. */
export function showsPrint({ pixels }: Pick<GreyImage, 'pixels'>): boolean {
  let sum = 0;
  let squares = 0;
  for (const pixel of pixels) {
    sum += pixel;
    squares += pixel * pixel;
  }
  const mean = sum / pixels.byteLength;
  return Math.sqrt(squares / pixels.byteLength - mean * mean) >= SMALLEST_VISIBLE_DEVIATION;
}

/** True if both images are the same, pixel by pixel. */
export function sameImage(a: GreyImage, b: GreyImage): boolean {
  return (
    a.width === b.width &&
    a.height === b.height &&
    a.ppi === b.ppi &&
    a.pixels.byteLength === b.pixels.byteLength &&
    a.pixels.every((pixel, index) => pixel === b.pixels[index])
  );
}
