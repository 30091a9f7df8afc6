import { type SeededRandom, seededRandom } from './seeded-random.ts';

/** Red, green, blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** What makes one invented face differ from another. Lengths are shares of the head's height. */
export interface PortraitTraits {
  readonly headDress: 'short-hair' | 'tied-hair' | 'hijab';
  readonly skin: Colour;
  readonly hair: Colour;
  readonly cloth: Colour;
  readonly hijab: Colour;
  /** Half-width of the face at the cheek bones. */
  readonly faceWidth: number;
  /** 0 round to 1 narrow. */
  readonly chin: number;
  readonly eyeDistance: number;
  readonly eyeOpening: number;
  readonly browThickness: number;
  readonly noseWidth: number;
  readonly mouthWidth: number;
  readonly lips: Colour;
  /** 0 none to 1 full. */
  readonly moustache: number;
  /** 0 at 17, 1 at 80: lines and grey hair. */
  readonly age: number;
  readonly shirt: 'collar' | 'batik';
}

const SKINS: readonly Colour[] = [
  [216, 170, 134],
  [201, 152, 114],
  [184, 134, 98],
  [160, 112, 80],
  [128, 86, 62],
];
const CLOTHS: readonly Colour[] = [
  [238, 238, 234],
  [196, 214, 232],
  [92, 108, 96],
  [60, 66, 92],
  [126, 84, 58],
];
const HIJABS: readonly Colour[] = [
  [232, 226, 214],
  [58, 62, 74],
  [120, 132, 112],
  [146, 104, 108],
  [188, 166, 138],
];

/** A face for each seed; whether it wears hijab, tied or short hair is chance as well. */
export function inventPortraitTraits(seed: number): PortraitTraits {
  const random: SeededRandom = seededRandom(seed ^ 0x9e3779b9);
  const between = (low: number, high: number): number => low + (high - low) * random.next();
  const headDress = random.weighted([
    ['short-hair', 0.5],
    ['hijab', 0.32],
    ['tied-hair', 0.18],
  ] as const);
  const age = between(0, 1) ** 1.6;
  const grey = age > 0.65 ? between(0.3, 0.9) : 0;
  const skin = random.pick(SKINS);
  return {
    headDress,
    age,
    skin,
    hair: [24 + 130 * grey, 20 + 130 * grey, 19 + 128 * grey],
    cloth: random.pick(CLOTHS),
    hijab: random.pick(HIJABS),
    faceWidth: between(0.335, 0.375),
    chin: between(0.15, 0.85),
    eyeDistance: between(0.155, 0.175),
    eyeOpening: between(0.03, 0.041),
    browThickness: headDress === 'short-hair' ? between(0.018, 0.028) : between(0.011, 0.017),
    noseWidth: between(0.082, 0.105),
    mouthWidth: between(0.115, 0.142),
    lips: [skin[0] * 0.86, skin[1] * 0.62, skin[2] * 0.66],
    moustache: headDress === 'short-hair' && random.chance(0.4) ? between(0.35, 0.9) : 0,
    shirt: random.chance(0.35) ? 'batik' : 'collar',
  };
}
