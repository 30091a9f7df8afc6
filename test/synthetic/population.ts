import type { SeededRandom } from './seeded-random.ts';

export type Sex = 'male' | 'female';

/** Lowest and highest age that is invented: recording is possible from 16. */
export const YOUNGEST = 16;
export const OLDEST = 90;

/**
 * Share of each age band among people of 16 and over. Rounded from the general shape of Indonesia's population in the
 * 2020s (broad to 45, tapering after 60); good enough for a drive, not a statistic.
 */
const AGE_BANDS: readonly (readonly [band: readonly [from: number, to: number], weight: number])[] = [
  [[16, 19], 8.6],
  [[20, 24], 10.7],
  [[25, 29], 10.6],
  [[30, 34], 10.3],
  [[35, 39], 10],
  [[40, 44], 9.7],
  [[45, 49], 9],
  [[50, 54], 8],
  [[55, 59], 6.8],
  [[60, 64], 5.6],
  [[65, 69], 4.2],
  [[70, 74], 3],
  [[75, 79], 1.9],
  [[80, 90], 1.6],
];

/** An age from {@link YOUNGEST} to {@link OLDEST}. */
export function inventAge(random: SeededRandom): number {
  const [from, to] = random.weighted(AGE_BANDS);
  return random.integer(from, to);
}

/** Marital status, codes as printed on the card. */
export const MARITAL = { single: 1, married: 2, divorced: 3, widowed: 4 } as const;
export type MaritalStatus = (typeof MARITAL)[keyof typeof MARITAL];

/** Marital status by age and sex: women marry earlier and are widowed more. Nobody under 19 is married (UU 16/2019). */
export function inventMaritalStatus(random: SeededRandom, sex: Sex, age: number): MaritalStatus {
  const female = sex === 'female';
  const single =
    age < 19 ? 1 : age < 25 ? (female ? 0.62 : 0.84) : age < 30 ? (female ? 0.22 : 0.45) : age < 45 ? 0.07 : 0.03;
  const widowed =
    age < 40 ? 0.01 : age < 60 ? (female ? 0.08 : 0.02) : age < 70 ? (female ? 0.32 : 0.08) : female ? 0.6 : 0.2;
  if (random.chance(single)) return MARITAL.single;
  if (random.chance(widowed)) return MARITAL.widowed;
  return random.chance(0.035) ? MARITAL.divorced : MARITAL.married;
}

/** Blood groups (golongan darah): almost half of the records say 13, not known. */
export const BLOOD_TYPES: readonly (readonly [code: number, weight: number])[] = [
  [13, 46],
  [4, 20],
  [2, 14],
  [1, 13],
  [3, 4],
  [11, 2],
  [5, 1],
];

type Occupations = readonly (readonly [code: number, weight: number])[];

/** Occupation codes of Permendagri 109/2019; only numbers on which the sources agree (1–30 and 36–88). */
const YOUTH: Occupations = [
  [3, 70],
  [1, 16],
  [15, 6],
  [19, 4],
  [88, 4],
];
const MEN: Occupations = [
  [9, 38],
  [88, 13],
  [15, 11],
  [19, 9],
  [20, 6],
  [84, 5],
  [11, 4],
  [81, 4],
  [26, 2],
  [27, 2],
  [5, 2],
  [65, 2],
  [18, 2],
];
const WOMEN: Occupations = [
  [2, 47],
  [9, 20],
  [88, 9],
  [84, 7],
  [15, 5],
  [65, 4],
  [18, 3],
  [5, 2],
  [73, 1],
  [74, 1],
  [30, 1],
];
const RETIRED: Readonly<Record<Sex, Occupations>> = {
  male: [
    [9, 55],
    [1, 25],
    [4, 12],
    [88, 8],
  ],
  female: [
    [2, 55],
    [1, 22],
    [9, 18],
    [4, 5],
  ],
};

/** An occupation that fits age and sex in a farming kecamatan. */
export function inventOccupation(random: SeededRandom, sex: Sex, age: number): number {
  if (age <= 21) return random.weighted(YOUTH);
  if (age >= 66) return random.weighted(RETIRED[sex]);
  return random.weighted(sex === 'male' ? MEN : WOMEN);
}

/** Status of recording at the centre, SIAK's words: a drive goes where most people have none. */
export const RECORDING_STATUSES: readonly (readonly [status: string, weight: number])[] = [
  ['UNREGISTERED', 86],
  ['CARD_ISSUED', 6],
  ['PRINT_READY_RECORD', 3],
  ['SENT_FOR_ENROLLMENT', 2],
  ['ENROLL_FAILURE_AT_CENTRAL', 2],
  ['DUPLICATE_RECORD', 1],
];
