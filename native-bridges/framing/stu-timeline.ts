import type { StuPenSample } from './stu-reports.ts';

/** The pad counts milliseconds and samples modulo this. */
const WRAP = 0x10000;

/**
 * Straightens the two counters of an STU pad, which wrap after 65 s and 65,536 samples, for one signing.
 *
 * The pad says nothing while no pen is near: the time of arrival tells how often its clock went round meanwhile.
 */
export class StuTimeline {
  #last: { readonly sample: StuPenSample; readonly arrivedAt: number } | null = null;
  #timeMs = 0;

  /**
   * Places the next sample.
   *
   * @param arrivedAt when it arrived, ms on any clock that does not go back
   * @returns ms since the first sample, never less than before, and how many samples are missing before this one;
   *   null for a sample that was told before
   */
  place(sample: StuPenSample, arrivedAt: number): { readonly timeMs: number; readonly lostSamples: number } | null {
    const last = this.#last;
    let lostSamples = 0;
    if (last) {
      const steps = stepsBetween(last.sample.sequence, sample.sequence);
      if (steps === 0) return null;
      lostSamples = steps - 1;
      this.#timeMs += elapsedBetween(last.sample.time, sample.time, arrivedAt - last.arrivedAt);
    }
    this.#last = { sample, arrivedAt };
    return { timeMs: this.#timeMs, lostSamples };
  }
}

/** How far the running number went. Half the circle or more is no loss: the pad began to count anew. */
function stepsBetween(before: number | null, now: number | null): number {
  if (before === null || now === null) return 1;
  const steps = modulo(now - before);
  return steps < WRAP / 2 ? steps : 1;
}

/** By the pad's clock where it tells the time; the time of arrival decides how often that went round. */
function elapsedBetween(before: number | null, now: number | null, arrival: number): number {
  if (before === null || now === null) return Math.max(0, arrival);
  const elapsed = modulo(now - before);
  // A clock that seems to have gone nearly round in no time was set anew: an unplugged pad begins at zero.
  if (elapsed - arrival > WRAP / 2) return Math.max(0, arrival);
  return elapsed + WRAP * Math.max(0, Math.round((arrival - elapsed) / WRAP));
}

const modulo = (value: number): number => ((value % WRAP) + WRAP) % WRAP;
