import type { GreyImage } from '../../native-bridges/contract/capture.ts';

/**
 * Correlation above which two images are one. The reference centre has the same number and rejects what exceeds it
 * (`FINGERPRINT_REPEATED`). Between twelve invented prints of the ZFM's size the highest, at any shift, was 0.46.
 */
const SAME_IMAGE = 0.9;

/** A repeated image may sit this many pixels aside (0.2 mm at 500 ppi), where a sensor cuts it out of a larger one. */
const MAX_SHIFT = 4;

/**
 * True if both are one image, noise, brightness and a small shift apart: a sensor that delivered its buffer twice, or a
 * finger that was not lifted in between. It compares images and does not match fingers.
 */
export function isRepeatedPrint(one: GreyImage, other: GreyImage): boolean {
  if (one.width !== other.width || one.height !== other.height) return false;
  if (one.width <= 2 * MAX_SHIFT || one.height <= 2 * MAX_SHIFT) return correlation(one, other, 0, 0) > SAME_IMAGE;
  for (let down = -MAX_SHIFT; down <= MAX_SHIFT; down++) {
    for (let right = -MAX_SHIFT; right <= MAX_SHIFT; right++) {
      if (correlation(one, other, right, down) > SAME_IMAGE) return true;
    }
  }
  return false;
}

/** Pearson's correlation over the part that both show when `other` is moved; 0 where either is of one grey. */
function correlation(one: GreyImage, other: GreyImage, right: number, down: number): number {
  const { width, height } = one;
  const [left, top] = [Math.max(0, right), Math.max(0, down)];
  const [end, bottom] = [width + Math.min(0, right), height + Math.min(0, down)];
  const back = down * width + right;
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0];
  for (let y = top; y < bottom; y++) {
    for (let at = y * width + left; at < y * width + end; at++) {
      const a = one.pixels[at]!;
      const b = other.pixels[at - back]!;
      sumA += a;
      sumB += b;
      squareA += a * a;
      squareB += b * b;
      product += a * b;
    }
  }
  const count = (end - left) * (bottom - top);
  const covariance = product / count - (sumA / count) * (sumB / count);
  const deviations = Math.sqrt(
    Math.max(0, squareA / count - (sumA / count) ** 2) * Math.max(0, squareB / count - (sumB / count) ** 2),
  );
  return deviations > 0 ? covariance / deviations : 0;
}
