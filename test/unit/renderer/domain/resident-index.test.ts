import { describe, expect, test } from 'vitest';
import { foldName, ResidentIndex } from '../../../../renderer/domain/resident-index.ts';
import { inventedResident } from '../../../support/invented-record.ts';

const named = (name: string, nik: string) => ({ ...inventedResident, name, nik });
const index = new ResidentIndex([
  named("Siti Nur Ma'rufah", '3275014107960031'),
  named('Nurul Sitompul', '3275014107960032'),
  named('Siti Nuraini', '3275014107960033'),
  named('I Gusti Ayu Siti', '5171014107960031'),
  named('Héléna Maria D’Souza', '5371014107960031'),
  named('Ma-rufah', '3275010101700001'),
]);
const names = (query: string, limit = 10) => index.search(query, limit).map(({ name }) => name);

describe('search by name', () => {
  test('the start of any word, all words, in any order; the best first', () => {
    expect(names('siti')).toEqual(["Siti Nur Ma'rufah", 'Siti Nuraini', 'I Gusti Ayu Siti']);
    expect(names('nuraini siti')).toEqual(['Siti Nuraini']);
    expect(names('siti nuraini')).toEqual(['Siti Nuraini']);
    expect(names('nur sit')[0]).toBe('Nurul Sitompul');
    expect(names('iti')).toEqual([]);
  });

  test('case, diacritics and apostrophes do not matter', () => {
    expect(names("MA'RUFAH")).toEqual(["Siti Nur Ma'rufah"]);
    expect(names('marufah')).toEqual(["Siti Nur Ma'rufah"]);
    expect(names('ma’rufah')).toEqual(["Siti Nur Ma'rufah"]);
    expect(names('helena dsouza')).toEqual(['Héléna Maria D’Souza']);
    expect(foldName('  D’Souza,  S.Pd. ')).toBe('dsouza s pd');
  });
});

describe('search by NIK', () => {
  test('the start before the inside; spaces do not matter', () => {
    expect(names('327501 410796 0032')).toEqual(['Nurul Sitompul']);
    expect(names('32 75')).toHaveLength(4);
    expect(names('0031')).toHaveLength(3);
    expect(names('031')).toEqual([]);
  });
});

describe('what matches nobody', () => {
  test.each(['', '   ', "'", '-', 'zzz'])('«%s»', (query) => expect(names(query)).toEqual([]));
});

test('no more than asked for', () => {
  expect(names('siti', 2)).toHaveLength(2);
  expect(index.size).toBe(6);
});
