import { inventOrientationField } from './ridge-field.ts';
import { growRidges } from './ridges.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

/** Adults at 500 ppi: 8 to 10 pixels from ridge to ridge. */
const MIN_PERIOD = 8;
const PERIOD_SPREAD = 2;

export interface InventedPrint {
  readonly width: number;
  readonly height: number;
  /** Eight-bit grey, 0 is ridge; only multiples of 17, so that a four-bit sensor carries it without loss. */
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/**
 * Invents a fingerprint at 500 ppi that belongs to nobody: an orientation field with the singular points of a loop, a
 * whorl or an arch, ridges grown along it, and on top what a sensor adds (uneven pressure, pores, specks, the finger's
 * outline). The same seed gives the same pixels.
 */
export function inventPrint(options: { seed: number; width: number; height: number }): InventedPrint {
  const { seed, width, height } = options;
  const random = seededRandom(seed);
  const orientation = inventOrientationField(random, width, height);
  const basePeriod = MIN_PERIOD + random.next() * PERIOD_SPREAD;
  const bend = smoothNoise(random, width, height, 48);
  const ridges = growRidges(random, width, height, orientation, (x, y) => {
    // Ridges stand closer above the core than towards the crease below it.
    const towardsCrease = 0.12 * (y / height - 0.5);
    return basePeriod * (1 + towardsCrease + 0.06 * bend(x, y));
  });
  return { width, height, pixels: press(random, ridges, width, height) };
}

/** Presses the ridges on the sensor: grey levels as a sensor with sixteen of them gives. */
function press(random: SeededRandom, ridges: Float32Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const pressure = smoothNoise(random, width, height, 40);
  const moisture = smoothNoise(random, width, height, 12);
  const inside = fingerOutline(random, width, height);
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      // A pore now and then opens a ridge; the skin is never even.
      const texture = (random.next() - 0.5) * 0.5 + 0.35 * moisture(x, y);
      const pore = ridges[at]! > 0.8 && random.chance(0.02) ? -1.2 : 0;
      const ink = 1 / (1 + Math.exp(-2.6 * (ridges[at]! + 0.35 * pressure(x, y) + texture + pore)));
      const bare = 238 + (random.next() - 0.5) * 18;
      const skin = 225 - 195 * ink + (random.next() - 0.5) * 26;
      const share = inside(x, y);
      pixels[at] = toSixteenLevels(bare * (1 - share) + skin * share);
    }
  }
  return pixels;
}

function toSixteenLevels(grey: number): number {
  return Math.min(15, Math.max(0, Math.round(grey / 17))) * 17;
}

/** 1 inside the finger, 0 outside, in between at its ragged rim. */
function fingerOutline(random: SeededRandom, width: number, height: number): (x: number, y: number) => number {
  const ragged = smoothNoise(random, width, height, 10);
  const centreX = width * (0.5 + (random.next() - 0.5) * 0.06);
  const centreY = height * (0.54 + (random.next() - 0.5) * 0.06);
  const radiusX = width * (0.44 + random.next() * 0.05);
  const radiusY = height * (0.5 + random.next() * 0.06);
  return (x, y) => {
    const distance = Math.hypot((x - centreX) / radiusX, (y - centreY) / radiusY) + 0.05 * ragged(x, y);
    return Math.min(1, Math.max(0, (1 - distance) / 0.06));
  };
}

/** Value noise between about -1 and 1, with features of the given size in pixels. */
function smoothNoise(
  random: SeededRandom,
  width: number,
  height: number,
  size: number,
): (x: number, y: number) => number {
  const columns = Math.ceil(width / size) + 2;
  const rows = Math.ceil(height / size) + 2;
  const knots = Float32Array.from({ length: columns * rows }, () => random.next() * 2 - 1);
  const ease = (share: number) => share * share * (3 - 2 * share);
  return (x, y) => {
    const column = Math.floor(x / size);
    const row = Math.floor(y / size);
    const right = ease(x / size - column);
    const down = ease(y / size - row);
    const at = row * columns + column;
    const upper = knots[at]! * (1 - right) + knots[at + 1]! * right;
    const lower = knots[at + columns]! * (1 - right) + knots[at + columns + 1]! * right;
    return upper * (1 - down) + lower * down;
  };
}
