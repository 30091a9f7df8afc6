import type { OrientationField } from './ridge-field.ts';
import type { SeededRandom } from './seeded-random.ts';

const DIRECTIONS = 36;
const PERIODS = 5;
const RADIUS = 9;
const SIDE = 2 * RADIUS + 1;
const ROUNDS = 9;

/**
 * Grows ridges from noise: every round filters the image with a Gabor kernel of the local direction and period, until
 * ridges meet. Where they cannot meet evenly an ending or a fork is left: the minutiae (SFinGe's method; Cappelli, 2004).
 *
 * @param period ridge period in pixels at a point
 * @returns values from -1 (valley) to 1 (ridge), row by row
 */
export function growRidges(
  random: SeededRandom,
  width: number,
  height: number,
  orientation: OrientationField,
  period: (x: number, y: number) => number,
): Float32Array {
  const kernelOf = chooseKernels(width, height, orientation, period);
  // A margin of one radius saves the bounds check in the innermost loop.
  const stride = width + 2 * RADIUS;
  let ridges = new Float32Array(stride * (height + 2 * RADIUS));
  for (let at = 0; at < ridges.length; at += 1) ridges[at] = (random.next() - 0.5) * 0.2;
  for (let round = 0; round < ROUNDS; round += 1) ridges = filterOnce(ridges, kernelOf, width, height);
  const result = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const row = (y + RADIUS) * stride + RADIUS;
    result.set(ridges.subarray(row, row + width), y * width);
  }
  return result;
}

function filterOnce(
  from: Float32Array<ArrayBuffer>,
  kernelOf: readonly Float32Array[],
  width: number,
  height: number,
): Float32Array<ArrayBuffer> {
  const stride = width + 2 * RADIUS;
  // The margin keeps its noise: ridges run into it as they would into the rest of the finger.
  const to = from.slice();
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const kernel = kernelOf[y * width + x]!;
      let sum = 0;
      for (let row = 0, at = 0; row < SIDE; row += 1) {
        const start = (y + row) * stride + x;
        for (let column = 0; column < SIDE; column += 1, at += 1) sum += kernel[at]! * from[start + column]!;
      }
      to[(y + RADIUS) * stride + x + RADIUS] = Math.tanh(2.2 * sum);
    }
  }
  return to;
}

/** The kernel of each pixel, from a small set that is computed once. */
function chooseKernels(
  width: number,
  height: number,
  orientation: OrientationField,
  period: (x: number, y: number) => number,
): Float32Array[] {
  const periods: number[] = [];
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) periods.push(period(x, y));
  const shortest = periods.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const longest = periods.reduce((most, value) => Math.max(most, value), 0);
  const step = (longest - shortest) / (PERIODS - 1) || 1;
  const kernels = new Map<number, Float32Array>();
  return periods.map((value, at) => {
    const angle = orientation(at % width, Math.floor(at / width));
    const direction = ((Math.round((angle / Math.PI) * DIRECTIONS) % DIRECTIONS) + DIRECTIONS) % DIRECTIONS;
    const size = Math.round((value - shortest) / step);
    const key = size * DIRECTIONS + direction;
    let kernel = kernels.get(key);
    if (!kernel) {
      kernel = gaborKernel((direction * Math.PI) / DIRECTIONS, shortest + size * step);
      kernels.set(key, kernel);
    }
    return kernel;
  });
}

/** Even Gabor kernel: a wave across the direction under a round bell; no response to a constant, unit energy. */
function gaborKernel(along: number, period: number): Float32Array {
  const deviation = period * 0.42;
  const bells: number[] = [];
  const waves: number[] = [];
  for (let y = -RADIUS; y <= RADIUS; y += 1) {
    for (let x = -RADIUS; x <= RADIUS; x += 1) {
      const across = -x * Math.sin(along) + y * Math.cos(along);
      bells.push(Math.exp(-(x * x + y * y) / (2 * deviation * deviation)));
      waves.push(Math.cos((2 * Math.PI * across) / period));
    }
  }
  const bellSum = bells.reduce((sum, value) => sum + value, 0);
  const constant = bells.reduce((sum, value, at) => sum + value * waves[at]!, 0) / bellSum;
  const kernel = Float32Array.from(bells, (value, at) => value * (waves[at]! - constant));
  const gain = kernel.reduce((sum, value, at) => sum + value * waves[at]!, 0);
  return kernel.map((value) => value / gain);
}
