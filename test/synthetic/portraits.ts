import { drawPerson } from './portrait-drawing.ts';
import { type Colour, inventPortraitTraits, type PortraitTraits } from './portrait-traits.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';
import type { RgbFrame } from './y4m.ts';

/** The two walls of a KTP-el portrait; which one, the birth year says. */
export const PORTRAIT_BACKGROUNDS = { red: [190, 22, 24], blue: [20, 88, 184] } as const satisfies Record<
  string,
  Colour
>;
export type PortraitBackground = keyof typeof PORTRAIT_BACKGROUNDS;

const WIDTH = 640;
const HEIGHT = 480;
/** Height of the head in pixels, chin to crown: fills a 3:4 crop as a portrait should. */
const HEAD = 236;
/** Where the middle of the face is. */
const FACE = { x: WIDTH / 2, y: 206 };

export interface InventedPortrait {
  readonly seed: number;
  readonly background: PortraitBackground;
  readonly frameCount: number;
}

/**
 * Draws an invented person before a camera: 640×480, breathing, swaying a little, blinking once, with sensor noise.
 * The same arguments give the same film. The person is drawn, not photographed: nobody looks like this.
 */
export function inventPortraitFrames({ seed, background, frameCount }: InventedPortrait): RgbFrame[] {
  const traits = inventPortraitTraits(seed);
  const random = seededRandom(seed);
  const wall = paintWall(PORTRAIT_BACKGROUNDS[background]);
  const open = paintPerson(traits, 0);
  const shut = paintPerson(traits, 1);
  const blink = Math.floor(frameCount * 0.6);
  return Array.from({ length: frameCount }, (_, frame) => {
    // Whole turns over the film, so that its end joins its beginning: the camera plays it in a loop.
    const turn = (2 * Math.PI * frame) / frameCount;
    const sway = { x: 2.2 * Math.sin(turn), y: 1.1 * Math.sin(2 * turn) };
    return compose(wall, frame === blink ? shut : open, sway, random);
  });
}

/** Red, green, blue and coverage of each pixel, 0 to 255 and 0 to 1. */
type Painting = Float32Array<ArrayBuffer>;

function paintPerson(traits: PortraitTraits, eyelids: number): Painting {
  const painting = new Float32Array(WIDTH * HEIGHT * 4);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const { colour, alpha } = drawPerson(traits, (x - FACE.x) / HEAD, (y - FACE.y) / HEAD, 0.7 / HEAD, eyelids);
      painting.set([...colour, alpha], (y * WIDTH + x) * 4);
    }
  }
  return painting;
}

/** A cloth behind, lit from the upper left, with the person's soft shadow. */
function paintWall(colour: Colour): Float32Array {
  const wall = new Float32Array(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const light = 1.06 - 0.16 * Math.hypot((x - 230) / WIDTH, (y - 150) / HEIGHT);
      const shadow = 0.14 * Math.exp(-(((x - FACE.x - 46) / 130) ** 2) - ((y - FACE.y - 30) / 170) ** 2);
      for (const channel of [0, 1, 2] as const) {
        wall[(y * WIDTH + x) * 3 + channel] = colour[channel] * (light - shadow);
      }
    }
  }
  return wall;
}

function compose(wall: Float32Array, person: Painting, sway: { x: number; y: number }, random: SeededRandom): RgbFrame {
  const pixels = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const at = (y * WIDTH + x) * 3;
      // One draw for three channels: what a cheap sensor's grain looks like after its own denoising.
      const grain = (random.next() + random.next() + random.next() - 1.5) * 5;
      const alpha = sample(person, x - sway.x, y - sway.y, 3);
      for (let channel = 0; channel < 3; channel++) {
        const behind = wall[at + channel]!;
        const value = alpha > 0 ? behind + (sample(person, x - sway.x, y - sway.y, channel) - behind) * alpha : behind;
        pixels[at + channel] = Math.min(255, Math.max(0, Math.round(value + grain)));
      }
    }
  }
  return { width: WIDTH, height: HEIGHT, pixels };
}

/** One channel of a painting between its pixels (bilinear); beyond the edge, the edge. */
function sample(painting: Painting, x: number, y: number, channel: number): number {
  const left = Math.min(WIDTH - 2, Math.max(0, Math.floor(x)));
  const top = Math.min(HEIGHT - 2, Math.max(0, Math.floor(y)));
  const across = Math.min(1, Math.max(0, x - left));
  const down = Math.min(1, Math.max(0, y - top));
  const at = (top * WIDTH + left) * 4 + channel;
  const upper = painting[at]! * (1 - across) + painting[at + 4]! * across;
  const lower = painting[at + WIDTH * 4]! * (1 - across) + painting[at + WIDTH * 4 + 4]! * across;
  return upper * (1 - down) + lower * down;
}
