import { getVillages } from 'idn-area-data';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type Resident, resident } from '../../../electron/contract/siak-api.ts';
import { MARITAL, OLDEST, YOUNGEST } from '../../synthetic/population.ts';
import { FIRST_INVENTED_SERIAL, inventResidents } from '../../synthetic/residents.ts';

const REFERENCE_DATE = '2026-11-21';
const wotu = (seed: number, count: number): Promise<Resident[]> =>
  inventResidents({ seed, count, districtCode: '73.24.06', referenceDate: REFERENCE_DATE });

function ageOf({ birthDate }: Resident): number {
  const years = Number(REFERENCE_DATE.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return birthDate.slice(5) > REFERENCE_DATE.slice(5) ? years - 1 : years;
}

describe('invented residents', () => {
  it('are the same people for the same seed, and others for another', async () => {
    expect(await wotu(7, 40)).toEqual(await wotu(7, 40));
    expect(await wotu(7, 40)).not.toEqual(await wotu(8, 40));
  });

  it('have the shape that the centre sends', async () => {
    const residents = await wotu(1, 250);
    expect(residents).toHaveLength(250);
    expect(z.array(resident).parse(residents)).toEqual(residents);
  });

  it('carry a NIK built from region, birth date and sex, in numbers that nobody has', async () => {
    const residents = await wotu(2, 300);
    for (const { nik, familyCardNumber, birthDate, sex } of residents) {
      const [year = '', month = '', day = ''] = birthDate.split('-');
      const dayDigits = String(Number(day) + (sex === 'female' ? 40 : 0)).padStart(2, '0');
      expect(nik).toMatch(/^\d{16}$/);
      expect(nik.slice(6, 12)).toBe(`${dayDigits}${month}${year.slice(2)}`);
      expect(Number(nik.slice(12))).toBeGreaterThanOrEqual(FIRST_INVENTED_SERIAL);
      expect(familyCardNumber).toMatch(/^732406\d{6}9\d{3}$/);
    }
    expect(new Set(residents.map(({ nik }) => nik)).size).toBe(300);
  });

  it('live in real villages of the kecamatan, and were born in real ones', async () => {
    const villages = await getVillages();
    const districts = new Set(villages.map(({ district_code }) => district_code.replaceAll('.', '')));
    const names = new Map(villages.map(({ code, name }) => [code, name]));
    for (const { villageCode, villageName, nik, rt, rw } of await wotu(3, 200)) {
      expect(villageCode).toMatch(/^73\.24\.06\./);
      expect(names.get(villageCode)).toBe(villageName);
      expect(districts).toContain(nik.slice(0, 6));
      expect(`${rt}/${rw}`).toMatch(/^00\d\/00\d$/);
    }
  });

  it('are 16 to 90 years old, more of them young than old', async () => {
    const ages = (await wotu(4, 1000)).map(ageOf);
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(YOUNGEST);
    expect(Math.max(...ages)).toBeLessThanOrEqual(OLDEST);
    const share = (from: number, to: number) => ages.filter((age) => age >= from && age <= to).length / ages.length;
    expect(share(16, 39)).toBeGreaterThan(0.42);
    expect(share(40, 64)).toBeGreaterThan(0.3);
    expect(share(65, 90)).toBeLessThan(0.18);
    expect(share(65, 90)).toBeGreaterThan(0.05);
  });

  it('include the names that a kiosk must accept: one word, apostrophes, three words', async () => {
    const names = (await wotu(5, 250)).map(({ name }) => name);
    expect(names.filter((name) => !name.includes(' ')).length).toBeGreaterThan(10);
    expect(names.filter((name) => name.includes("'")).length).toBeGreaterThan(3);
    expect(names.filter((name) => name.split(' ').length >= 3).length).toBeGreaterThan(20);
    for (const name of names) expect(name).toMatch(/^[A-Z][A-Z' ]{1,59}$/);
    expect(new Set(names).size).toBeGreaterThan(200);
  });

  it('form families: one card, one home, one religion, no two of one name', async () => {
    const residents = await wotu(6, 250);
    const cards = Map.groupBy(residents, ({ familyCardNumber }) => familyCardNumber);
    expect([...cards.values()].filter((members) => members.length > 1).length).toBeGreaterThan(40);
    for (const members of cards.values()) {
      const homes = members.map(({ address, rt, rw, villageCode, religionCode }) =>
        [address, rt, rw, villageCode, religionCode].join(),
      );
      expect(new Set(homes).size).toBe(1);
      expect(new Set(members.map(({ name }) => name)).size).toBe(members.length);
    }
  });

  it('are not married before 19, nor retired at 30', async () => {
    for (const person of await wotu(9, 500)) {
      if (ageOf(person) < 19) expect(person.maritalStatusCode).toBe(MARITAL.single);
      if (ageOf(person) < 60) expect(person.occupationCode).not.toBe(4);
    }
  });

  it.each(['11.01.02', '32.01.14', '51.08.06', '62.01.02', '94.01.01'])(
    'can be invented for kecamatan %s',
    async (code) => {
      const residents = await inventResidents({
        seed: 1,
        count: 30,
        districtCode: code,
        referenceDate: REFERENCE_DATE,
      });
      expect(residents.every(({ villageCode }) => villageCode.startsWith(code))).toBe(true);
    },
  );

  it('are refused for a kecamatan that does not exist', async () => {
    const nowhere = inventResidents({ seed: 1, count: 1, districtCode: '99.99.99', referenceDate: REFERENCE_DATE });
    await expect(nowhere).rejects.toThrow(RangeError);
  });
});
