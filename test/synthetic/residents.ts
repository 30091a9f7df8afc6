import type { Resident } from '../../electron/contract/siak-api.ts';
import { type Household, inventHouseholds, isChildOf, type Person } from './households.ts';
import { NAME_TRADITIONS, type NameTradition, RELIGIOUS_FIRST_NAMES } from './name-traditions.ts';
import { BLOOD_TYPES, inventOccupation, RECORDING_STATUSES } from './population.ts';
import {
  type BirthDistrict,
  type District,
  placeNameOf,
  readBirthDistricts,
  readDistrict,
  type Village,
} from './regions.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

/**
 * Serial numbers in an invented NIK or nomor KK start here. SIAK counts from 0001 for each kecamatan and day of birth
 * (or of registration) and stays in the low hundreds, so that no invented number can be somebody's.
 */
export const FIRST_INVENTED_SERIAL = 9000;

export interface InventedResidents {
  readonly seed: number;
  readonly count: number;
  /** Kecamatan of the drive, `PP.KK.CC`; every resident lives in one of its real villages. */
  readonly districtCode: string;
  /** ISO date on which the ages hold. */
  readonly referenceDate: string;
}

/**
 * Invents residents of a kecamatan for training and tests: real regions, plausible codes, nobody's name or number.
 * The same arguments give the same people. Sorted by village, RW, RT and family card, as a village's list is.
 *
 * @throws RangeError if the kecamatan does not exist
 */
export async function inventResidents({
  seed,
  count,
  districtCode,
  referenceDate,
}: InventedResidents): Promise<Resident[]> {
  const random = seededRandom(seed);
  const district = await readDistrict(districtCode);
  const households = inventHouseholds(random, count, district.provinceCode);
  const homeProvinces = new Set(households.flatMap(([head]) => NAME_TRADITIONS[head!.tradition].homeProvinces));
  const world: World = {
    random,
    district,
    referenceDate,
    birthDistricts: await readBirthDistricts([...homeProvinces]),
    usedNumbers: new Set(),
    hamlets: inventHamlets(random, district.villages),
  };
  return households
    .flatMap((household) => settle(world, household))
    .sort((one, other) => addressOrder(one).localeCompare(addressOrder(other)));
}

interface World {
  readonly random: SeededRandom;
  readonly district: District;
  readonly referenceDate: string;
  readonly birthDistricts: readonly BirthDistrict[];
  /** NIK and KK numbers given out so far. */
  readonly usedNumbers: Set<string>;
  readonly hamlets: ReadonlyMap<string, readonly string[]>;
}

/** Gives a household its card, home and religion, and each member name and numbers. */
function settle(world: World, household: Household): Resident[] {
  const { random, district, referenceDate } = world;
  const head = household[0]!;
  const tradition: NameTradition = NAME_TRADITIONS[head.tradition];
  const village = random.pick(district.villages);
  const religionCode = random.weighted(tradition.religions);
  const year = Number(referenceDate.slice(0, 4));
  const cardDate = inventDate(random, year - random.integer(1, Math.min(15, head.age - 15)));
  const shared = {
    familyCardNumber: uniqueNumber(world, district.code, digitsOfDate(cardDate, 'male')),
    citizenship: 'WNI',
    religionCode,
    address: `Dusun ${random.pick(world.hamlets.get(village.code) ?? [village.name])}`,
    rt: String(random.integer(1, 8)).padStart(3, '0'),
    rw: String(random.integer(1, 4)).padStart(3, '0'),
    villageCode: village.code,
    villageName: village.name,
    districtName: district.name,
    regencyName: district.regencyName,
    provinceName: district.provinceName,
  } as const;
  const familyName = tradition.family.length > 0 ? random.pick(tradition.family) : '';
  const names = new Set<string>();
  return household.map((person) => {
    const ownFamilyName = person === head || isChildOf(person, head);
    const birth = inventBirth(world, person);
    return {
      nik: uniqueNumber(world, birth.districtCode, digitsOfDate(birth.date, person.sex)),
      name: firstUnused(names, () => inventName(random, person, religionCode, ownFamilyName ? familyName : null)),
      sex: person.sex,
      birthPlace: birth.placeName,
      birthDate: birth.date,
      maritalStatusCode: person.maritalStatus,
      bloodTypeCode: random.weighted(BLOOD_TYPES),
      occupationCode: inventOccupation(random, person.sex, person.age),
      recordingStatus: random.weighted(RECORDING_STATUSES),
      ...shared,
    };
  });
}

/** Most were born in the drive's regency, the older ones often where their people come from. */
function inventBirth(world: World, person: Person): { date: string; placeName: string; districtCode: string } {
  const { random, district } = world;
  const date = dateOfAge(random, person.age, world.referenceDate);
  const provinces: readonly string[] = NAME_TRADITIONS[person.tradition].homeProvinces;
  const elsewhere = world.birthDistricts.filter(({ code }) => provinces.includes(code.slice(0, 2)));
  if (elsewhere.length > 0 && random.chance(person.age > 50 ? 0.45 : 0.12)) {
    const birthDistrict = random.pick(elsewhere);
    return { date, placeName: birthDistrict.placeName, districtCode: birthDistrict.code };
  }
  return {
    date,
    placeName: placeNameOf(district.regencyName),
    districtCode: random.chance(0.85) ? district.code : random.pick(district.districtCodesOfRegency),
  };
}

/** A name in capitals; people born long ago often have one word. `familyName` null: of another family, invent one. */
function inventName(random: SeededRandom, person: Person, religionCode: number, familyName: string | null): string {
  const { sex, age } = person;
  const tradition: NameTradition = NAME_TRADITIONS[person.tradition];
  if (age >= 40 && random.chance(age >= 60 ? 0.5 : 0.2)) return random.pick(tradition.single[sex]);
  const ofReligion = religionCode === 1 ? 'islam' : religionCode === 2 || religionCode === 3 ? 'christian' : null;
  const parts = [random.pick(tradition.first[sex])];
  // Balinese first names ("NI LUH") already say whose child it is; a first name of religion would displace that.
  if (ofReligion && person.tradition !== 'balinese' && random.chance(0.5)) {
    const first = random.pick(RELIGIOUS_FIRST_NAMES[ofReligion][sex]);
    if (random.chance(0.7)) parts[0] = first;
    else parts.unshift(first);
  }
  const family = tradition.family.length > 0 ? (familyName ?? random.pick(tradition.family)) : '';
  if (family === '' || random.chance(0.3)) parts.push(random.pick(tradition.last[sex]));
  if (family !== '') parts.push(family);
  return [...new Set(parts.join(' ').split(' '))].join(' ');
}

/** Two to four invented dusun for each village. */
function inventHamlets(random: SeededRandom, villages: readonly Village[]): ReadonlyMap<string, readonly string[]> {
  const names = ['Mekar Sari', 'Sido Rukun', 'Padang Elo', 'Tana Beru', 'Buntu Lino', 'Margo Mulyo', 'Sumber Agung'];
  names.push('Uluwae', 'Salu Bulo', 'Taman Sari', 'Karya Bakti', 'Tirta Kencana', 'Lalong', 'Bone Tua', 'Wonosari');
  return new Map(villages.map(({ code }) => [code, random.shuffled(names).slice(0, random.integer(2, 4))]));
}

/** `PPKKCC` + `DDMMYY` + serial, never twice. */
function uniqueNumber({ random, usedNumbers }: World, districtCode: string, dateDigits: string): string {
  const prefix = `${districtCode.replaceAll('.', '')}${dateDigits}`;
  return firstUnused(usedNumbers, () => `${prefix}${random.integer(FIRST_INVENTED_SERIAL, 9999)}`);
}

/** Invents until the result is none of `used`, and adds it there. Two of one family do not bear the same name. */
function firstUnused(used: Set<string>, invent: () => string): string {
  for (;;) {
    const candidate = invent();
    if (used.has(candidate)) continue;
    used.add(candidate);
    return candidate;
  }
}

/** `DDMMYY` as in a NIK: 40 is added to a woman's day of birth. */
function digitsOfDate(date: string, sex: Person['sex']): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${String(Number(day) + (sex === 'female' ? 40 : 0)).padStart(2, '0')}${month}${year.slice(2)}`;
}

/** A day on which somebody was born who has the given age on the reference date. */
function dateOfAge(random: SeededRandom, age: number, referenceDate: string): string {
  const year = Number(referenceDate.slice(0, 4)) - age;
  const date = inventDate(random, year);
  // Not yet had this year's birthday: born a year earlier.
  return date.slice(5) > referenceDate.slice(5) ? `${year - 1}${date.slice(4)}` : date;
}

/** Any day of the year but 29 February, which the year before may lack. */
function inventDate(random: SeededRandom, year: number): string {
  const day = new Date(Date.UTC(2001, 0, 1 + random.integer(0, 364)));
  return `${year}${day.toISOString().slice(4, 10)}`;
}

const addressOrder = ({ villageCode, rw, rt, familyCardNumber }: Resident): string =>
  `${villageCode}/${rw}/${rt}/${familyCardNumber}`;
