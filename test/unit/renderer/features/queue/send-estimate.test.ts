import { describe, expect, it } from 'vitest';
import { millisecondsLeft, sentAndLeft } from '../../../../../renderer/features/queue/send-estimate.ts';
import { queueEntry } from './queue-entry.ts';

describe('sentAndLeft', () => {
  it('counts a packet that is under way by its bytes, one that waits as nothing', () => {
    const entries = [
      queueEntry({ status: 'waiting', size: 1000, sentBytes: 700 }),
      queueEntry({ status: 'sending', size: 1000, sentBytes: 400 }),
      queueEntry({ status: 'delivered', size: 1000 }),
      queueEntry({ status: 'acknowledged', size: 1000 }),
    ];
    expect(sentAndLeft(entries)).toEqual({ sent: 2400, left: 1600 });
  });
});

describe('millisecondsLeft', () => {
  it('goes on at the rate of the samples', () => {
    const samples = [
      { at: 0, bytes: 0 },
      { at: 10_000, bytes: 1_000_000 },
    ];
    expect(millisecondsLeft(samples, 500_000)).toBe(5000);
  });

  it('forgets what is older than a minute', () => {
    const samples = [
      { at: 0, bytes: 0 },
      { at: 100_000, bytes: 100 },
      { at: 110_000, bytes: 200 },
    ];
    expect(millisecondsLeft(samples, 100)).toBe(10_000);
  });

  it.each([
    ['no sample', []],
    ['one sample', [{ at: 0, bytes: 5 }]],
    [
      'too short a time',
      [
        { at: 0, bytes: 0 },
        { at: 2000, bytes: 9999 },
      ],
    ],
    [
      'no progress',
      [
        { at: 0, bytes: 7 },
        { at: 9000, bytes: 7 },
      ],
    ],
    [
      'a packet that starts again',
      [
        { at: 0, bytes: 90 },
        { at: 9000, bytes: 10 },
      ],
    ],
  ])('says nothing for %s', (_, samples) => {
    expect(millisecondsLeft(samples, 1000)).toBeNull();
  });
});
