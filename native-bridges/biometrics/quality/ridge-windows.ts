import type { GreyImage } from '../../contract/capture.ts';

/** Side of a window, pixels: at 500 ppi 1.2 mm, two to three ridges. */
const WINDOW = 24;
/** Windows overlap by a third, so that the rim of a finger is not lost between two of them. */
const STEP = 16;

/** A standard deviation below this (grey levels) is a bare platen or a uniform smear. */
const MIN_DEVIATION = 10;
/** Structure-tensor coherence: pixel noise stays under 0.3 in a window of this size, ridges are mostly above 0.5. */
const MIN_COHERENCE = 0.35;
/** Ridge periods of a human finger, adults to children, in millimetres (ISO/IEC 29794-4 works with the same range). */
const MIN_PERIOD_MM = 0.2;
const MAX_PERIOD_MM = 0.75;

/** A window that shows ridges. */
export interface RidgeWindow {
  /** 0 (no direction) to 1 (one direction). */
  readonly coherence: number;
  /** Direction across the ridges, radians, modulo π. */
  readonly across: number;
  /** Variance of the grey levels. */
  readonly variance: number;
}

/**
 * Goes over the image in windows and keeps those whose texture is that of a finger: enough contrast, one dominant
 * direction, and across it an alternation as dense as ridges are. A shadow's edge or a gradient fails the last test,
 * pixel noise the second.
 */
export function findRidgeWindows(image: GreyImage): { ridges: RidgeWindow[]; windowCount: number } {
  const ridges: RidgeWindow[] = [];
  let windowCount = 0;
  for (let top = 1; top + WINDOW < image.height; top += STEP) {
    for (let left = 1; left + WINDOW < image.width; left += STEP) {
      windowCount += 1;
      const window = measureWindow(image, left, top);
      if (window) ridges.push(window);
    }
  }
  return { ridges, windowCount };
}

function measureWindow(image: GreyImage, left: number, top: number): RidgeWindow | null {
  const { width, pixels, ppi } = image;
  let sum = 0;
  let squares = 0;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let y = top; y < top + WINDOW; y += 1) {
    for (let x = left; x < left + WINDOW; x += 1) {
      const at = y * width + x;
      const dx = pixels[at + 1] - pixels[at - 1];
      const dy = pixels[at + width] - pixels[at - width];
      sum += pixels[at];
      squares += pixels[at] * pixels[at];
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
  }
  const count = WINDOW * WINDOW;
  const mean = sum / count;
  const variance = squares / count - mean * mean;
  if (variance < MIN_DEVIATION * MIN_DEVIATION) return null;
  const coherence = Math.hypot(xx - yy, 2 * xy) / (xx + yy);
  if (coherence < MIN_COHERENCE) return null;
  // Direction of the strongest change: across the ridges.
  const across = 0.5 * Math.atan2(2 * xy, xx - yy);
  const alternations = countAlternations(image, left, top, across, mean);
  const periodsInWindow = alternations / 2;
  const windowMm = (WINDOW / ppi) * 25.4;
  const periodMm = windowMm / periodsInWindow;
  return periodMm >= MIN_PERIOD_MM && periodMm <= MAX_PERIOD_MM ? { coherence, across, variance } : null;
}

/**
 * Averages the window along its ridges to a profile across them, and counts how often the profile crosses the mean.
 */
function countAlternations(image: GreyImage, left: number, top: number, across: number, mean: number): number {
  const cos = Math.cos(across);
  const sin = Math.sin(across);
  const half = WINDOW / 2;
  const sums = new Float64Array(WINDOW);
  const counts = new Uint16Array(WINDOW);
  for (let y = 0; y < WINDOW; y += 1) {
    for (let x = 0; x < WINDOW; x += 1) {
      const bin = Math.floor((x - half + 0.5) * cos + (y - half + 0.5) * sin + half);
      if (bin < 0 || bin >= WINDOW) continue;
      sums[bin] += image.pixels[(top + y) * image.width + left + x];
      counts[bin] += 1;
    }
  }
  let crossings = 0;
  let side = 0;
  for (let bin = 0; bin < WINDOW; bin += 1) {
    if (counts[bin] === 0) continue;
    const difference = sums[bin] / counts[bin] - mean;
    // A hair's breadth around the mean is no crossing.
    if (Math.abs(difference) < MIN_DEVIATION / 4) continue;
    const newSide = Math.sign(difference);
    if (side !== 0 && newSide !== side) crossings += 1;
    side = newSide;
  }
  return crossings;
}
