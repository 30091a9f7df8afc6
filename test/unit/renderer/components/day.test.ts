import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromIso, isoFromDay } from '../../../../renderer/components/day.ts';

describe('isoFromDay', () => {
  it.each([
    ['31-12-2001', '2001-12-31'],
    ['31122001', '2001-12-31'],
    [' 29-02-2004 ', '2004-02-29'],
  ])('reads %s', (typed, iso) => {
    expect(isoFromDay(typed)).toBe(iso);
  });

  it.each(['', '1-2-2001', '31-04-2001', '29-02-2003', '00-01-2001', '31-12-01', '2001-12-31', '31/12/2001'])(
    'takes %j for no day of the calendar',
    (typed) => {
      expect(isoFromDay(typed)).toBeNull();
    },
  );

  it('reads back every day it wrote', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10);
        expect(isoFromDay(dayFromIso(iso))).toBe(iso);
      }),
    );
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => isoFromDay(typed) === null || /^\d{4}-\d\d-\d\d$/.test(isoFromDay(typed)!)),
    );
  });
});
