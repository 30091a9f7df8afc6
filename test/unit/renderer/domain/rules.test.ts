import { describe, expect, test } from 'vitest';
import { ageOn, CARD_AGE, RECORDING_AGE } from '../../../../renderer/domain/age.ts';
import {
  BLOOD_TYPES,
  codesOf,
  labelOf,
  MARITAL_STATUSES,
  OCCUPATIONS,
  RELIGIONS,
} from '../../../../renderer/domain/code-lists.ts';
import { newOutboxEntry, reconcileSequences } from '../../../../renderer/domain/outbox-entry.ts';
import { portraitBackground } from '../../../../renderer/domain/portrait.ts';

describe('portrait background (Disdukcapil Trenggalek, 20 June 2025)', () => {
  test.each([
    ['WNI', '1995-01-31', 'red'],
    ['WNI', '1996-01-31', 'blue'],
    ['WNI', '2000-12-31', 'blue'],
    ['WNI', '2009-06-01', 'red'],
    ['WNA', '1995-01-31', 'orange'],
    ['WNA', '1996-01-31', 'orange'],
  ] as const)('%s born %s: %s', (citizenship, birthDate, background) => {
    expect(portraitBackground({ citizenship, birthDate })).toBe(background);
  });
});

describe('age (UU 24/2013, article 63: a card from 17; recorded from 16)', () => {
  test.each([
    ['2009-11-21', '2026-11-21', 17],
    ['2009-11-22', '2026-11-21', 16],
    ['2010-11-21', '2026-11-21', 16],
    ['2010-11-22', '2026-11-21', 15],
    ['2008-02-29', '2025-02-28', 16],
    ['2008-02-29', '2025-03-01', 17],
    ['2008-02-29', '2028-02-29', 20],
    ['2027-01-01', '2026-11-21', -1],
  ])('born %s, on %s: %i', (birthDate, day, age) => expect(ageOn(birthDate, day)).toBe(age));

  test('the two ages', () => expect([RECORDING_AGE, CARD_AGE]).toEqual([16, 17]));
});

describe('code lists', () => {
  test.each([
    // Form F-1.01; two independent tables.
    [RELIGIONS, 1, 'Islam'],
    [RELIGIONS, 7, 'Kepercayaan terhadap Tuhan YME'],
    // The four values printed on the card.
    [MARITAL_STATUSES, 4, 'Cerai mati'],
    [BLOOD_TYPES, 4, 'O'],
    [BLOOD_TYPES, 13, 'Tidak tahu'],
    // Permendagri 109/2019.
    [OCCUPATIONS, 1, 'Belum/tidak bekerja'],
    [OCCUPATIONS, 30, 'Tukang jahit'],
    [OCCUPATIONS, 36, 'Seniman'],
    [OCCUPATIONS, 65, 'Guru'],
    [OCCUPATIONS, 88, 'Wiraswasta'],
    [OCCUPATIONS, 99, 'Lainnya'],
  ])('$version %i', (list, code, label) => expect(labelOf(list, code)).toBe(label));

  test('have as many entries as their sources say, each once', () => {
    const sizes = [RELIGIONS, MARITAL_STATUSES, BLOOD_TYPES, OCCUPATIONS].map(({ labels }) => new Set(labels).size);
    expect(sizes).toEqual([7, 4, 13, 99]);
  });

  test('an unknown code has no label, and is no error', () => {
    for (const code of [0, -1, 100, 1.5]) expect(labelOf(OCCUPATIONS, code)).toBeNull();
  });

  test('codes count from 1', () => expect(codesOf(MARITAL_STATUSES)[0]).toEqual({ code: 1, label: 'Belum kawin' }));
});

describe('the sequence count', () => {
  const header = {
    format: 'jemput-packet/1',
    packetId: 'p',
    kioskId: 'k',
    sequence: 1,
    driveId: 'd',
    size: 1,
  } as const;
  const entry = (sequence: number, status: 'waiting' | 'acknowledged' | 'rejected' | 'delivered') => ({
    ...newOutboxEntry({ ...header, sequence, sha256: '' }, null, '2026-11-21T01:00:00.000Z'),
    status,
  });

  test('recorded = acknowledged + waiting + rejected, and every gap has its number', () => {
    const entries = [entry(1, 'acknowledged'), entry(2, 'rejected'), entry(4, 'delivered'), entry(7, 'waiting')];
    expect(reconcileSequences(entries, 8, new Set([6]))).toEqual({
      ...{ recorded: 4, acknowledged: 1, rejected: 1, waiting: 2 },
      missingSequences: [3, 5, 8],
    });
  });
});
