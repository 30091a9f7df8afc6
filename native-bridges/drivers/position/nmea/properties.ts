/** What satellite receivers have in common, which of their positions we keep, and how long we wait. */
export interface NmeaProperties {
  /** Speeds at which a receiver is listened for. */
  readonly baudRates: readonly number[];
  /** Positions with a larger horizontal dilution of precision are not kept. */
  readonly maxHdop: number;
  /**
   * Positions from before this instant (ms since 1970) are not kept. Receivers count weeks in ten bits, and one that
   * is older than its firmware foresaw tells a date 1,024 weeks too early, with everything else in order.
   */
  readonly earliestInstant: number;
  readonly timing: NmeaTiming;
}

/** All in milliseconds. */
interface NmeaTiming {
  /** Listening at one speed: receivers speak once a second. */
  readonly listen: number;
  /** The longest wait for a well-formed sentence of a receiver that was heard before. */
  readonly sentence: number;
  /** Waiting for a position that is good enough: a cold start under an open sky takes half a minute. */
  readonly fix: number;
  /** Sentences of one second come in one go: what was said before the question ends at a pause of this length. */
  readonly quiet: number;
  /** How long that pause is looked for. */
  readonly settle: number;
}

/**
 * Any receiver that speaks NMEA 0183 at 9,600 baud (the habit of today's) or 4,800 (the standard's).
 *
 * With a ranging error of 5 m, HDOP 5 is an error of some 25 m: enough to tell a village hall from the next.
 */
export const NMEA_PROPERTIES: NmeaProperties = Object.freeze({
  baudRates: [9_600, 4_800],
  maxHdop: 5,
  earliestInstant: Date.UTC(2025, 0, 1),
  timing: Object.freeze({ listen: 2_500, sentence: 3_000, fix: 60_000, quiet: 60, settle: 1_500 }),
});
