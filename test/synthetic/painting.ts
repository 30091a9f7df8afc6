import type { Colour } from './portrait-traits.ts';

/** A colour and how much of the pixel it covers, 0 to 1. */
export interface Coverage {
  readonly colour: Colour;
  readonly alpha: number;
}

/** Paints layers over each other; a layer's edge is where its signed distance crosses zero. */
export class Layers {
  readonly pixel: number;
  private colour: [number, number, number] = [0, 0, 0];
  private alpha = 0;

  constructor(pixel: number) {
    this.pixel = pixel;
  }

  /** Opaque shape: inside where `distance` is negative; `softness` widens the edge. */
  shape(distance: number, colour: Colour, light: number, softness = 0): void {
    this.paint(colour, light, smooth(this.pixel + softness, -this.pixel - softness, distance));
  }

  /** A veil of colour over what is there already, never outside it. */
  veil(colour: Colour, strength: number): void {
    if (this.alpha > 0 && strength > 0.002) this.mix(colour, Math.min(1, strength));
  }

  /** Lightens (above 1) or darkens what is there. */
  light(factor: number): void {
    this.colour = [this.colour[0] * factor, this.colour[1] * factor, this.colour[2] * factor];
  }

  private paint(colour: Colour, light: number, cover: number): void {
    if (cover <= 0) return;
    const lit: Colour = [colour[0] * light, colour[1] * light, colour[2] * light];
    // Where nothing was, the edge takes the layer's own colour: else it would be mixed with black.
    if (this.alpha === 0) this.colour = [...lit];
    else this.mix(lit, cover);
    this.alpha = Math.max(this.alpha, cover + this.alpha * (1 - cover));
  }

  private mix(colour: Colour, share: number): void {
    for (const channel of [0, 1, 2] as const) {
      this.colour[channel] += (colour[channel] - this.colour[channel]) * share;
    }
  }

  result(): Coverage {
    return { colour: this.colour, alpha: this.alpha };
  }
}

/** Signed distance to an ellipse, exact on its axes. */
export function ellipse(x: number, y: number, halfWidth: number, halfHeight: number): number {
  return (Math.hypot(x / halfWidth, y / halfHeight) - 1) * Math.min(halfWidth, halfHeight);
}

/** A soft round patch, 1 in its middle. */
export const spot = (x: number, y: number, width: number, height: number): number =>
  Math.exp(-((x / width) ** 2) - (y / height) ** 2);

/** Hermite step from 0 at `from` to 1 at `to`, in either direction. */
export function smooth(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

/** Value noise in 0…1, the same everywhere. */
export function noise(x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const across = smooth(0, 1, x - left);
  const down = smooth(0, 1, y - top);
  const upper = lattice(left, top) * (1 - across) + lattice(left + 1, top) * across;
  const lower = lattice(left, top + 1) * (1 - across) + lattice(left + 1, top + 1) * across;
  return upper * (1 - down) + lower * down;
}

function lattice(x: number, y: number): number {
  let hash = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}
