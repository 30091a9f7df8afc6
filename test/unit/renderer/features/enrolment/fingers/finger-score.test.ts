import { describe, expect, it } from 'vitest';
import { measureFingerQuality } from '../../../../../../native-bridges/biometrics/quality/finger-quality.ts';
import { invitesRetry, isClear } from '../../../../../../renderer/features/enrolment/fingers/finger-score.ts';
import { inventPrint } from '../../../../../synthetic/prints.ts';

const SIZE = { width: 256, height: 288 };

function scoreOf(pixels: Uint8Array<ArrayBuffer>): number {
  return measureFingerQuality({ ...SIZE, ppi: 500, pixels }).score;
}

describe('isClear', () => {
  it('takes clear prints of different fingers', () => {
    for (const seed of [1, 2, 3]) expect(isClear(scoreOf(inventPrint({ seed, ...SIZE }).pixels))).toBe(true);
  });

  it('invites another try for a print that is faint and half off the glass', () => {
    const { pixels } = inventPrint({ seed: 1, ...SIZE });
    const faint = pixels.map((grey, at) => (at % SIZE.width < 100 ? 238 : 238 - (238 - grey) * 0.42));
    expect(isClear(scoreOf(faint))).toBe(false);
  });
});

describe('invitesRetry', () => {
  const quality = { coverage: 0.4, contrast: 20, score: 25 };

  it('asks three times for the same finger, not more', () => {
    expect([1, 2, 3].map((attempts) => invitesRetry({ quality, attempts }))).toEqual([true, true, false]);
  });

  it('does not ask again for a clear print', () => {
    expect(invitesRetry({ quality: { ...quality, score: 85 }, attempts: 1 })).toBe(false);
  });
});
