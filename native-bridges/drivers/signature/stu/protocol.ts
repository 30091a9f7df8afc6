import type { Bytes } from '../../../contract/bytes.ts';
import { deviceError } from '../../../contract/errors.ts';
import type { PadImage, PadPoint } from '../../../contract/signature-pad.ts';
import { FramingError } from '../../../framing/framing-error.ts';
import {
  STU_ENCODING_FLAG,
  STU_IMAGE_BLOCK_BYTES,
  type StuCapability,
  type StuEncoding,
  type StuInformation,
  type StuPenSample,
} from '../../../framing/stu-reports.ts';
import { STU_MODELS, type StuModel } from './properties.ts';

/** All that the dialogue with one pad has to know of it. */
export interface StuPadFacts {
  /** As written into packets: the pad's own name, or its product id where it gives none and is in no table. */
  readonly model: string;
  readonly capability: StuCapability;
  readonly encoding: StuEncoding;
}

/**
 * Puts together what a pad answered and what its data sheet says. What it answered counts; the sheet fills the gaps.
 *
 * @param information null where the pad does not answer report 08
 * @param capability null where it does not answer report 09
 * @throws CodedError `DEVICE_REFUSED` for an unknown pad that does not say what its numbers mean
 */
export function padFacts(
  productId: number,
  information: StuInformation | null,
  capability: StuCapability | null,
): StuPadFacts {
  const sheet = findModel(productId, information);
  const model = information?.model ?? sheet?.name ?? `STU ${productId.toString(16).padStart(4, '0')}`;
  const known = capability ?? (sheet && { ...sheet.capability, encodings: 0 });
  if (!known) throw deviceError('DEVICE_REFUSED', `${model}: unknown pad without capability`);
  return { model, capability: known, encoding: bestEncoding(known.encodings, sheet) };
}

function findModel(productId: number, information: StuInformation | null): StuModel | undefined {
  // Some firmware adds a letter, as in STU-520A.
  const named = STU_MODELS.filter(({ name }) => information?.model.startsWith(name));
  const longestName = named.toSorted((a, b) => b.name.length - a.name.length)[0];
  return longestName ?? STU_MODELS.find((model) => model.productId === productId);
}

function bestEncoding(flags: number, sheet: StuModel | undefined): StuEncoding {
  if (flags & STU_ENCODING_FLAG.colour24) return 'colour24';
  if (flags & STU_ENCODING_FLAG.colour16) return 'colour16';
  if (flags & STU_ENCODING_FLAG.mono) return 'mono';
  // Every pad takes black and white.
  return sheet?.encoding ?? 'mono';
}

/**
 * A sample in the contract's terms. Pads report up to a unit or two beyond their capability at the rim: kept inside.
 */
export function pointOf(
  sample: StuPenSample,
  { maxX, maxY, maxPressure }: StuCapability,
  place: { readonly timeMs: number; readonly lostSamples: number },
): PadPoint {
  return {
    x: Math.min(sample.x, maxX),
    y: Math.min(sample.y, maxY),
    pressure: Math.min(sample.pressure / maxPressure, 1),
    down: sample.down,
    ...place,
  };
}

/** From this grey on a pixel of a black-and-white screen is white. */
const WHITE_FROM = 128;

/**
 * Grey pixels as the pad takes them: one bit a pixel, rows filled up to whole bytes, the left pixel in the highest bit
 * and set where it is white; or 5-6-5 bits, low byte first; or blue, green and red.
 */
export function encodePixels({ width, height, pixels }: PadImage, encoding: StuEncoding): Bytes {
  if (encoding === 'colour24') return Uint8Array.from({ length: pixels.length * 3 }, (_, at) => pixels[(at / 3) | 0]!);
  if (encoding === 'colour16') {
    const words = new DataView(new ArrayBuffer(pixels.length * 2));
    pixels.forEach((grey, at) => {
      words.setUint16(2 * at, ((grey >> 3) << 11) | ((grey >> 2) << 5) | (grey >> 3), true);
    });
    return new Uint8Array(words.buffer);
  }
  const rowBytes = Math.ceil(width / 8);
  const bits = new Uint8Array(rowBytes * height);
  pixels.forEach((grey, at) => {
    if (grey < WHITE_FROM) return;
    const column = at % width;
    bits[((at / width) | 0) * rowBytes + (column >> 3)]! |= 0x80 >> (column & 7);
  });
  return bits;
}

/** Cuts encoded pixels into the blocks of report 26. */
export function* imageBlocks(encoded: Bytes): Generator<Bytes> {
  for (let at = 0; at < encoded.length; at += STU_IMAGE_BLOCK_BYTES) {
    yield encoded.slice(at, at + STU_IMAGE_BLOCK_BYTES);
  }
}

/** Runs a decoder; what is not of the protocol becomes `DEVICE_GARBAGE`. */
export function decoded<Value>(decode: (report: Uint8Array) => Value, report: Uint8Array): Value {
  try {
    return decode(report);
  } catch (error) {
    if (!(error instanceof FramingError)) throw error;
    throw deviceError('DEVICE_GARBAGE', `report 0x${(report[0] ?? 0).toString(16)}: ${error.reason}`, error);
  }
}
