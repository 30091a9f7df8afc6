/** How a reader speaks, and how long we wait for it. */
export interface BarcodeProperties {
  /** A reader is silent until it reads: its speed cannot be found by asking, and readers with USB have none. */
  readonly baudRate: number;
  readonly timing: BarcodeTiming;
}

/** All in milliseconds. */
interface BarcodeTiming {
  /** How long an officer may take to hold the code before the reader. */
  readonly scan: number;
  /** The longest pause inside of a barcode's text. */
  readonly gap: number;
  /** What was read before the question ends at a pause of this length. */
  readonly quiet: number;
  /** How long that pause is looked for. */
  readonly settle: number;
}

/** Any reader that sends text and CR or LF: the factory's setting of most is 9,600 baud. */
export const SERIAL_BARCODE_PROPERTIES: BarcodeProperties = Object.freeze({
  baudRate: 9_600,
  timing: Object.freeze({ scan: 30_000, gap: 500, quiet: 60, settle: 2_000 }),
});
