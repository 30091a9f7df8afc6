import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SHELL_ERROR_CODES } from '../../../../electron/contract/errors.ts';
import { meaningOf, pauseAfterFailures, pauseBetweenReceiptLooks } from '../../../../renderer/sync/policy.ts';

const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('pauses', () => {
  test('double from 2 s to 5 min at most', () => {
    const longest = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 60].map((failures) => pauseAfterFailures(failures, 1));
    expect(longest).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300].map((seconds) => seconds * 1000));
  });

  test('lie in the upper half of their span, whatever the dice say and however long it has failed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), anyRandom, (failures, random) => {
        const pause = pauseAfterFailures(failures, random);
        const longest = pauseAfterFailures(failures, 1);
        expect(pause).toBeGreaterThanOrEqual(longest / 2);
        expect(pause).toBeLessThanOrEqual(longest);
      }),
    );
  });

  test('receipts are looked for soon, then each minute', () => {
    expect([1, 2, 3, 6, 50].map((looks) => pauseBetweenReceiptLooks(looks, 1))).toEqual([2e3, 4e3, 8e3, 6e4, 6e4]);
  });
});

describe('what a failure means', () => {
  test.each([
    ['CENTRE_UNREACHABLE', 'pause-link'],
    ['CENTRE_FAILED', 'pause-link'],
    ['CENTRE_NOT_SIAK', 'pause-link'],
    ['CENTRE_NOT_TRUSTED', 'pause-link'],
    ['KIOSK_NOT_ACTIVATED', 'pause-link'],
    ['RPC_CLOSED', 'pause-link'],
    ['SOMETHING_NEW', 'pause-link'],
    ['UPLOAD_DAMAGED', 'pause-packet'],
    ['CENTRE_REFUSED', 'refused'],
    ['SPOOL_PACKET_DAMAGED', 'stop-packet'],
    ['UPLOAD_CANCELLED', 'cancelled'],
  ])('%s → %s', (code, meaning) => expect(meaningOf(code)).toBe(meaning));

  test('every code of the shell means something', () => {
    for (const code of SHELL_ERROR_CODES) expect(meaningOf(code)).toBeTypeOf('string');
  });
});
