import type { SeededRandom } from './seeded-random.ts';

/** A ridge pattern's direction (radians, along the ridges, modulo π; y down) at a point in pixels. */
export type OrientationField = (x: number, y: number) => number;

/** Henry's pattern classes and how often people have them, in per cent (the usual textbook figures). */
const PATTERNS = [
  ['loop', 65],
  ['whorl', 30],
  ['arch', 5],
] as const;

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Invents an orientation field for an image of the given size.
 *
 * Loops and whorls follow the zero-pole model (Sherlock and Monro, 1993): half the angle to each delta minus half the
 * angle to each core. Arches have no singular point; their ridges rise towards the middle and flatten above it.
 */
export function inventOrientationField(random: SeededRandom, width: number, height: number): OrientationField {
  const pattern = random.weighted(PATTERNS);
  const lean = (random.next() - 0.5) * 0.3;
  const centre = { x: width * (0.5 + (random.next() - 0.5) * 0.12), y: height * (0.42 + (random.next() - 0.5) * 0.1) };
  if (pattern === 'arch') return archField(centre, width, height, 0.9 + random.next() * 0.5, lean);
  const side = random.chance(0.5) ? -1 : 1;
  const spread = width * (0.34 + random.next() * 0.14);
  const below = height * (0.36 + random.next() * 0.1);
  if (pattern === 'loop') {
    const delta = { x: centre.x + side * spread, y: centre.y + below };
    // The small turn lets the loop open downwards and away from its delta, as loops do.
    return zeroPoleField([centre], [delta], -side * 0.08 + lean);
  }
  const gap = height * (0.06 + random.next() * 0.06);
  const cores = [
    { x: centre.x - gap * 0.3 * side, y: centre.y - gap },
    { x: centre.x + gap * 0.3 * side, y: centre.y + gap },
  ];
  const deltas = [
    { x: centre.x - spread, y: centre.y + below },
    { x: centre.x + spread, y: centre.y + below * (0.85 + random.next() * 0.3) },
  ];
  return zeroPoleField(cores, deltas, lean);
}

function zeroPoleField(cores: readonly Point[], deltas: readonly Point[], lean: number): OrientationField {
  // With as many deltas as cores the field is level far away; the image's y axis points down, the model's up.
  return (x, y) => {
    let doubled = 0;
    for (const core of cores) doubled += Math.atan2(core.y - y, x - core.x);
    for (const delta of deltas) doubled -= Math.atan2(delta.y - y, x - delta.x);
    return -doubled / 2 + lean;
  };
}

function archField(centre: Point, width: number, height: number, steepness: number, lean: number): OrientationField {
  return (x, y) => {
    const across = (x - centre.x) / width;
    // Strongest a little below the middle, fading towards the tip and towards the crease.
    const rise = Math.exp(-(((y - centre.y) / (height * 0.45)) ** 2));
    return Math.atan(steepness * rise * Math.sin(across * 2 * Math.PI)) + lean;
  };
}
