import { type TraditionName, traditionsOf } from './name-traditions.ts';
import { inventAge, inventMaritalStatus, MARITAL, type MaritalStatus, type Sex } from './population.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A person before name and numbers. */
export interface Person {
  readonly sex: Sex;
  readonly age: number;
  readonly tradition: TraditionName;
  readonly maritalStatus: MaritalStatus;
}

/** People under one kartu keluarga; the first is its head. Never empty. */
export type Household = Person[];

/** Invents people with the age shape of the population and puts them into families of one tradition. */
export function inventHouseholds(random: SeededRandom, count: number, provinceCode: string): Household[] {
  const mix = traditionsOf(provinceCode);
  const people = Array.from({ length: count }, (): Person => {
    const sex = random.chance(0.5) ? 'male' : 'female';
    const age = inventAge(random);
    return { sex, age, tradition: random.weighted(mix), maritalStatus: inventMaritalStatus(random, sex, age) };
  });
  const households = marryCouples(people);
  const rest = people.filter((person) => !households.some((household) => household.includes(person)));
  for (const person of rest) {
    const relatives = households.filter((household) => isRelative(person, household));
    if (relatives.length > 0 && random.chance(0.8)) random.pick(relatives).push(person);
    else households.push([person]);
  }
  return households;
}

/** Pairs each married man with the married woman nearest in age. Who finds nobody is alone on the list: the spouse has a card. */
function marryCouples(people: readonly Person[]): Household[] {
  const married = people.filter(({ maritalStatus }) => maritalStatus === MARITAL.married);
  const wives = new Set(married.filter(({ sex }) => sex === 'female'));
  const couples: Household[] = [];
  for (const husband of married.filter(({ sex }) => sex === 'male')) {
    const gap = (wife: Person) => Math.abs(husband.age - 3 - wife.age);
    const [wife] = [...wives]
      .filter((candidate) => candidate.tradition === husband.tradition && gap(candidate) <= 8)
      .sort((one, other) => gap(one) - gap(other));
    if (!wife) continue;
    wives.delete(wife);
    couples.push([husband, wife]);
  }
  return couples;
}

/** Grown children live with their parents until they marry, old widows with their children. */
function isRelative(person: Person, household: Household): boolean {
  const head = household[0]!;
  if (head.tradition !== person.tradition || household.length >= 5) return false;
  if (isChildOf(person, head)) return true;
  return person.maritalStatus === MARITAL.widowed && person.age >= head.age + 18 && person.age <= head.age + 40;
}

/** True if the person is of an age and status to be the head's child at home. */
export function isChildOf(person: Person, head: Person): boolean {
  return (
    person.maritalStatus === MARITAL.single &&
    person.age <= 32 &&
    person.age <= head.age - 20 &&
    person.age >= head.age - 45
  );
}
