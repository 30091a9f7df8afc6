/** What the makers' manuals say of a printer, and how long we wait for it. */
export interface EscPosProperties {
  /** Printable width: 203 dots an inch. */
  readonly widthDots: number;
  /** Speeds at which a printer is looked for. */
  readonly baudRates: readonly number[];
  readonly timing: EscPosTiming;
}

/** All in milliseconds. */
interface EscPosTiming {
  /** Answer to a status question, which the printer gives at once, also while it prints. */
  readonly status: number;
  /** The line counts as quiet after this long without a byte. */
  readonly quiet: number;
  /** How long a printer may babble before it is asked nevertheless. */
  readonly settle: number;
  /** Between two questions for its status while it prints. */
  readonly poll: number;
  /** Printing, on top of what the bytes need on the line: a receipt is 20 cm, the slowest printers do 5 cm a second. */
  readonly print: number;
}

const SERIAL_ESC_POS = {
  baudRates: [9_600, 19_200, 38_400, 115_200],
  timing: Object.freeze({ status: 1_000, quiet: 40, settle: 1_000, poll: 500, print: 20_000 }),
} as const;

/** Paper of 58 mm, of which 48 mm are printed. */
export const ESC_POS_58_PROPERTIES: EscPosProperties = Object.freeze({ ...SERIAL_ESC_POS, widthDots: 384 });

/** Paper of 80 mm, of which 72 mm are printed. */
export const ESC_POS_80_PROPERTIES: EscPosProperties = Object.freeze({ ...SERIAL_ESC_POS, widthDots: 576 });
