/** A longer timer fires at once: browsers and Node keep its length in 32 bits (HTML standard, timers). */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Time for the engine, so that a test or a simulator can run years of it in seconds. */
export interface Clock {
  /** Milliseconds since the epoch. People and networks set it, also back: for what is shown and stored only. */
  now(): number;
  /** Milliseconds since some moment; never goes back. Pauses are measured by it. */
  monotonic(): number;
  /** Calls back once after the pause ({@link LONGEST_TIMER_MS} at most), unless the returned function is called before. */
  after(milliseconds: number, callBack: () => void): () => void;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(milliseconds, callBack) {
    const timer = setTimeout(callBack, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** ISO instant of a clock reading. */
export const isoInstant = (milliseconds: number) => new Date(milliseconds).toISOString();
