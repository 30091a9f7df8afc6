import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatNik, type NikFinding, nikFindings, parseNik } from '../../../../renderer/domain/nik.ts';

const woman = { birthDate: '1996-07-01', sex: 'female', villageCode: '32.75.01.1001' } as const;
const man = { ...woman, sex: 'male' } as const;

describe('the structure PPKKCC DDMMYY SSSS (population register; two secondary sources agree)', () => {
  test('a woman’s day is raised by 40', () => {
    expect(parseNik('3275014107960031')).toEqual({
      districtCode: '32.75.01',
      ...{ day: 1, month: 7, yearOfCentury: 96, sex: 'female', serial: 31 },
    });
    expect(parseNik('3275010107960031')).toMatchObject({ day: 1, sex: 'male' });
    expect(parseNik('3275013112960031')).toMatchObject({ day: 31, sex: 'male' });
  });

  test('groups as typed are understood; anything but sixteen digits is no NIK', () => {
    expect(parseNik('327501 410796 0031')).toMatchObject({ serial: 31 });
    expect(parseNik('3275.0141.0796-0031')).toMatchObject({ serial: 31 });
    for (const text of ['', '327501410796003', '32750141079600310', '327501410796003x', '٣٢٧٥٠١٤١٠٧٩٦٠٠٣١']) {
      expect(parseNik(text), text).toBeNull();
    }
  });

  test('is shown 6-6-4; what is no NIK is shown as it is', () => {
    expect(formatNik('3275014107960031')).toBe('327501 410796 0031');
    expect(formatNik('12345')).toBe('12345');
  });
});

describe('findings warn and never refuse (codes.json: no check digit; region and date may be of another day)', () => {
  test.each<[string, string, typeof woman | typeof man, readonly NikFinding[]]>([
    ['as it should be', '3275014107960031', woman, []],
    ['fifteen digits', '327501410796003', woman, ['NIK_NOT_SIXTEEN_DIGITS']],
    ['a corrected birth date', '3275014207960031', woman, ['NIK_BIRTH_DATE_DIFFERS']],
    ['another year', '3275014107860031', woman, ['NIK_BIRTH_DATE_DIFFERS']],
    ['the other sex', '3275014107960031', man, ['NIK_SEX_DIFFERS']],
    ['registered elsewhere first', '9101014107960031', woman, ['NIK_DISTRICT_DIFFERS']],
    ['serial 0000', '3275014107960000', woman, ['NIK_SERIAL_ZERO']],
    ['day 00', '3275010007960031', man, ['NIK_DATE_IMPOSSIBLE']],
    ['day 40, between the sexes', '3275014007960031', man, ['NIK_DATE_IMPOSSIBLE']],
    ['day 72', '3275017207960031', woman, ['NIK_DATE_IMPOSSIBLE']],
    ['month 13', '3275014113960031', woman, ['NIK_DATE_IMPOSSIBLE']],
    ['31 April', '3275017104960031', woman, ['NIK_DATE_IMPOSSIBLE']],
    ['29 February of an unknown century', '3275016902000031', { ...woman, birthDate: '2000-02-29' } as never, []],
    [
      'several at once',
      '9101010208960000',
      woman,
      ['NIK_BIRTH_DATE_DIFFERS', 'NIK_SEX_DIFFERS', 'NIK_DISTRICT_DIFFERS', 'NIK_SERIAL_ZERO'],
    ],
  ])('%s', (_name, nik, biodata, findings) => expect(nikFindings(nik, biodata)).toEqual(findings));

  test('any text gives findings, never an exception', () => {
    fc.assert(fc.property(fc.string(), (text) => nikFindings(text, woman).includes('NIK_NOT_SIXTEEN_DIGITS')));
    fc.assert(fc.property(fc.stringMatching(/^\d{16}$/), (digits) => void nikFindings(digits, woman)));
  });
});
