/** First pause after a failure; the next ones double. */
const FIRST_PAUSE_MS = 2_000;

/** Longest pause: a link in a village may be there for ten minutes only. */
const LONGEST_PAUSE_MS = 5 * 60_000;

/**
 * Pause after the centre refused a packet for good. Trying at once again would hammer; never trying again is how
 * packets got stuck for months when a refusal turned out to be the centre's mistake.
 */
export const REFUSED_PAUSE_MS = 60 * 60_000;

/**
 * A packet that the centre has and has not signed for is announced to it again this often, besides at sign-in and at
 * *Kirim sekarang*: a centre that lost it says so by taking it again, one that has it answers `PACKET_ALREADY_RECEIVED`.
 */
export const ASK_AGAIN_MS = 24 * 60 * 60_000;

/** While nothing is to be sent, the link is asked this often, so that the screen does not show yesterday's. */
export const LINK_PROBE_MS = 60_000;

/** First and longest pause between two looks for receipts while one is awaited. */
const FIRST_RECEIPT_PAUSE_MS = 2_000;
const LONGEST_RECEIPT_PAUSE_MS = 60_000;

/**
 * Pause before try `failures + 1`: doubling, capped, and spread over its upper half so that a hundred kiosks that lost
 * the same link do not return in the same second.
 *
 * @param failures failed tries in a row, from 1
 * @param random a number from 0 (inclusive) to 1
 */
export function pauseAfterFailures(failures: number, random: number): number {
  return spread(doubling(FIRST_PAUSE_MS, LONGEST_PAUSE_MS, failures), random);
}

/** Pause before the next look for receipts after `looks` looks in vain, from 1. */
export function pauseBetweenReceiptLooks(looks: number, random: number): number {
  return spread(doubling(FIRST_RECEIPT_PAUSE_MS, LONGEST_RECEIPT_PAUSE_MS, looks), random);
}

const doubling = (first: number, longest: number, count: number) => Math.min(longest, first * 2 ** (count - 1));
const spread = (pause: number, random: number) => Math.round(pause * (0.5 + random / 2));

/**
 * What a failed call means for the next one:
 * - `pause-link`: nobody can be reached, every packet waits;
 * - `pause-packet`: this packet waits, the next one is tried;
 * - `refused`: this packet waits long;
 * - `stop-packet`: trying again cannot help, somebody has to look;
 * - `cancelled`: no failure at all.
 */
export type FailureMeaning = 'pause-link' | 'pause-packet' | 'refused' | 'stop-packet' | 'cancelled';

const MEANINGS: Readonly<Record<string, FailureMeaning>> = {
  UPLOAD_CANCELLED: 'cancelled',
  UPLOAD_DAMAGED: 'pause-packet',
  CENTRE_REFUSED: 'refused',
  SPOOL_PACKET_DAMAGED: 'stop-packet',
};

/** Meaning of an upload's error code; one that is not known pauses the link, which harms nothing. */
export function meaningOf(code: string): FailureMeaning {
  return MEANINGS[code] ?? 'pause-link';
}
