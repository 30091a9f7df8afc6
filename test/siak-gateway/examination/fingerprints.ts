import type { Bytes } from '../../../native-bridges/contract/bytes.ts';

/** A decoded print, 0 black to 255 white. */
export interface Print {
  readonly width: number;
  readonly height: number;
  readonly pixels: Bytes;
}

/** A slap of four fingers at 500 ppi is the largest that is sent. */
const MAX_SIDE = 2048;

/** Reads a binary PGM (netpbm `P5`, 8 bit, comments allowed); null if it is anything else or not exactly that long. */
export function decodePgm(file: Bytes): Print | null {
  const head = Buffer.from(file.subarray(0, 256)).toString('latin1');
  const gap = '(?:\\s|#[^\\n]*\\n)+';
  const match = new RegExp(`^P5${gap}(\\d{1,4})${gap}(\\d{1,4})${gap}255\\s`).exec(head);
  if (!match) return null;
  const width = Number(match[1]);
  const height = Number(match[2]);
  const pixels = file.subarray(match[0].length);
  if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) return null;
  return pixels.byteLength === width * height ? { width, height, pixels } : null;
}

/** Side of a block: at 500 ppi 0.8 mm, nearly two ridges. */
const BLOCK = 16;
/** Deviation that ridges keep after smoothing and a bare platen's noise does not; grey levels. */
const MIN_DEVIATION = 10;
/** A ridge and a valley: the profile crosses its mean this often, on average. An edge or a gradient does so once. */
const MIN_CROSSINGS = 1.5;
/**
 * Share of blocks with ridges below which a print is empty. Half of what the kiosk asks for, so that the centre does not
 * send back what the kiosk let pass; it is there for devices that say "success" and deliver nothing (Penajam, 2013).
 */
const MIN_COVERAGE = 0.05;

/** True if no ridges are to be seen: a bare platen, a smear, an edge of light. */
export function isEmptyPrint(print: Print): boolean {
  const { width, height } = print;
  const smooth = smoothed(print);
  let blocks = 0;
  let ridged = 0;
  for (let top = 1; top + BLOCK < height; top += BLOCK) {
    for (let left = 1; left + BLOCK < width; left += BLOCK) {
      blocks += 1;
      if (hasRidges(smooth, width, left, top)) ridged += 1;
    }
  }
  return blocks === 0 || ridged / blocks < MIN_COVERAGE;
}

function hasRidges(pixels: Float32Array, width: number, left: number, top: number): boolean {
  const at = (x: number, y: number): number => pixels[(top + y) * width + left + x]!;
  let sum = 0;
  let squares = 0;
  for (let y = 0; y < BLOCK; y++) {
    for (let x = 0; x < BLOCK; x++) {
      const value = at(x, y);
      sum += value;
      squares += value * value;
    }
  }
  const mean = sum / BLOCK ** 2;
  const deviation = Math.sqrt(Math.max(0, squares / BLOCK ** 2 - mean * mean));
  if (deviation < MIN_DEVIATION) return false;
  let across = 0;
  let down = 0;
  for (let line = 0; line < BLOCK; line++) {
    for (let step = 1; step < BLOCK; step++) {
      if (at(step, line) > mean !== at(step - 1, line) > mean) across += 1;
      if (at(line, step) > mean !== at(line, step - 1) > mean) down += 1;
    }
  }
  return Math.max(across, down) / BLOCK >= MIN_CROSSINGS;
}

/** Mean of each pixel and its eight neighbours; the outermost pixels stay as they are. */
function smoothed({ width, height, pixels }: Print): Float32Array {
  const result = Float32Array.from(pixels);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      let sum = 0;
      for (let row = y - 1; row <= y + 1; row++) {
        const middle = row * width + x;
        sum += pixels[middle - 1]! + pixels[middle]! + pixels[middle + 1]!;
      }
      result[y * width + x] = sum / 9;
    }
  }
  return result;
}

/** Correlation, pixel on pixel, above which two images are one: two placements of even the same finger stay far below. */
const SAME_IMAGE = 0.9;

/** True if both are one image, noise apart: a device that delivered its buffer twice. */
export function isSameImage(one: Print, other: Print): boolean {
  if (one.width !== other.width || one.height !== other.height) return false;
  const count = one.pixels.length;
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0];
  for (let at = 0; at < count; at++) {
    const a = one.pixels[at]!;
    const b = other.pixels[at]!;
    sumA += a;
    sumB += b;
    squareA += a * a;
    squareB += b * b;
    product += a * b;
  }
  const covariance = product / count - (sumA / count) * (sumB / count);
  const deviations = Math.sqrt(
    Math.max(0, squareA / count - (sumA / count) ** 2) * Math.max(0, squareB / count - (sumB / count) ** 2),
  );
  return deviations > 0 && covariance / deviations > SAME_IMAGE;
}
