import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatsOf, inSentence, isToday } from '../../../../renderer/features/formats.ts';
import { en } from '../../../../renderer/locales/en.ts';
import { id } from '../../../../renderer/locales/id.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Noon of the officer's today, so that no test depends on the hour it runs at. */
const noon = () => new Date().setHours(12, 0, 0, 0);
const at = (time: number) => new Date(time).toISOString();

describe('formats', () => {
  beforeAll(async () => {
    await i18next.init({ lng: 'id', resources: { id: { translation: id }, en: { translation: en } } });
  });
  const indonesian = () => formatsOf('id', i18next.getFixedT('id'));
  const english = () => formatsOf('en', i18next.getFixedT('en'));

  it('writes times with a point in Indonesian and with a colon in English', () => {
    const time = at(new Date(2026, 10, 18, 9, 5).getTime());
    expect(indonesian().time(time)).toBe('09.05');
    expect(english().time(time)).toBe('09:05');
  });

  it('says today and yesterday, and the date of what is older', () => {
    expect(indonesian().moment(at(noon()))).toBe('Hari ini 12.00');
    expect(indonesian().moment(at(noon() - DAY))).toBe('Kemarin 12.00');
    expect(english().moment(at(noon() - DAY))).toBe('Yesterday 12:00');
    expect(indonesian().moment(at(new Date(2026, 0, 3, 7, 0).getTime()))).toBe('3 Jan 07.00');
  });

  it('writes a date as on the card, and in words, whatever the time zone', () => {
    expect(indonesian().day('2008-03-12')).toBe('12-03-2008');
    expect(indonesian().longDay('2008-03-12')).toBe('12 Maret 2008');
    expect(english().longDay('2008-03-01')).toBe('1 March 2008');
  });

  it('writes sizes and counts with the separators of the language', () => {
    expect(indonesian().size(1_342_118)).toBe('1,3 MB');
    expect(english().size(1_342_118)).toBe('1.3 MB');
    expect(indonesian().size(812)).toBe('1 kB');
    expect(indonesian().count(952_110)).toBe('952.110');
  });
});

describe('isToday', () => {
  it('follows the calendar of the officer', () => {
    expect(isToday(at(noon()))).toBe(true);
    expect(isToday(at(noon() - DAY))).toBe(false);
  });
});

describe('inSentence', () => {
  it('lowers names and leaves abbreviations', () => {
    expect(inSentence('Telunjuk kanan')).toBe('telunjuk kanan');
    expect(inSentence('NIK')).toBe('NIK');
    expect(inSentence('RT')).toBe('RT');
  });
});
