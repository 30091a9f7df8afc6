import type { Bytes } from '../../native-bridges/contract/bytes.ts';

export interface JpegDescription {
  readonly width: number;
  readonly height: number;
  /** The standard the bytes follow, for the manifest: `JFIF 1.01`, or plain JPEG where no JFIF header is there. */
  readonly standard: string;
}

const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const APP0 = 0xe0;
const START_OF_SCAN = 0xda;

/**
 * Reads size and standard of a JPEG from its segments (ITU-T T.81 annex B, JFIF 1.02); the picture is not decoded.
 *
 * @returns null for bytes that are no whole JPEG
 */
export function describeJpeg(file: Bytes): JpegDescription | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const end = file.byteLength - 2;
  if (end < 4 || view.getUint16(0) !== 0xff00 + START_OF_IMAGE || view.getUint16(end) !== 0xff00 + END_OF_IMAGE) {
    return null;
  }
  let standard = 'JPEG (ITU-T T.81)';
  let offset = 2;
  while (offset + 4 <= end && view.getUint8(offset) === 0xff) {
    const marker = view.getUint8(offset + 1);
    const length = view.getUint16(offset + 2);
    const next = offset + 2 + length;
    if (marker === START_OF_SCAN || next > end) return null;
    if (marker === APP0 && length >= 9 && isJfif(file.subarray(offset + 4, offset + 9))) {
      const [major, minor] = [view.getUint8(offset + 9), view.getUint8(offset + 10)];
      standard = `JFIF ${major}.${String(minor).padStart(2, '0')}`;
    }
    if (isStartOfFrame(marker) && length >= 7) {
      return { height: view.getUint16(offset + 5), width: view.getUint16(offset + 7), standard };
    }
    offset = next;
  }
  return null;
}

const isJfif = (identifier: Bytes) => String.fromCharCode(...identifier) === 'JFIF\0';

/** SOF0 to SOF15; C4, C8 and CC among them are tables and reserved. */
const isStartOfFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
