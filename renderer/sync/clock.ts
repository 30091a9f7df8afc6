/** Time for the engine, so that a test or a simulator can run years of it in seconds. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after the pause, unless the returned function is called before. */
  after(milliseconds: number, callBack: () => void): () => void;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callBack) {
    const timer = setTimeout(callBack, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** ISO instant of a clock reading. */
export const isoInstant = (milliseconds: number) => new Date(milliseconds).toISOString();
