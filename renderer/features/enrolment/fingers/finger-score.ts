import type { FingerFile } from '../../../domain/draft.ts';

/**
 * Below this score the officer is invited to try again; the print is kept all the same. Our own line: a score orders
 * captures of one finger, and clear invented prints measure above it.
 */
const INVITING_SCORE = 40;

/** True if a stored print is clear enough not to ask again. */
export function isClear(score: number): boolean {
  return score >= INVITING_SCORE;
}

/** After so many captures of one finger the next one is asked for, whatever the score: the best is kept. */
const INVITED_ATTEMPTS = 3;

/** True if the officer is invited to capture this finger again. */
export function invitesRetry({ quality, attempts }: Pick<FingerFile, 'quality' | 'attempts'>): boolean {
  return !isClear(quality.score) && attempts < INVITED_ATTEMPTS;
}
