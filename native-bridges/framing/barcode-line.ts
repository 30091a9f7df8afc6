import { FramingError } from './framing-error.ts';

/**
 * Lines of a serial barcode reader: the barcode's text, ended by CR, LF or CR LF.
 *
 * The text is UTF-8. Of the control characters only GS and RS are text: they separate the elements of GS1 and of
 * ISO/IEC 15434. Any other is noise of the line, or of another speed than the reader's.
 */
const CR = 0x0d;
const LF = 0x0a;
const GS = '\x1d';
const RS = '\x1e';
const CONTROL = /\p{Cc}/u;

/** The most that one barcode carries: digits in the largest QR code (ISO/IEC 18004, version 40-L). */
export const BARCODE_MAX_BYTES = 7_089;

/**
 * Incremental parser: takes bytes as they arrive, in chunks of any size, and gives texts and framing errors in order.
 *
 * A line is read whole or not at all: one bad byte makes all of it an error, since half a number is another number.
 * Empty lines are nothing. It holds one line at most.
 */
export class BarcodeLineParser {
  readonly #line = new Uint8Array(BARCODE_MAX_BYTES);
  #length = 0;
  /** The line is too long already: it is told once, and the rest of it skipped. */
  #isSkipping = false;

  /** Bytes held back because their line is not ended. */
  get pendingBytes(): number {
    return this.#length;
  }

  push(chunk: Uint8Array): (string | FramingError)[] {
    const found: (string | FramingError)[] = [];
    for (const byte of chunk) {
      const next = byte === CR || byte === LF ? this.#finish() : this.#take(byte);
      if (next !== null) found.push(next);
    }
    return found;
  }

  #take(byte: number): FramingError | null {
    if (this.#isSkipping) return null;
    if (this.#length === BARCODE_MAX_BYTES) {
      this.#isSkipping = true;
      this.#length = 0;
      return new FramingError('LENGTH');
    }
    this.#line[this.#length] = byte;
    this.#length += 1;
    return null;
  }

  #finish(): string | FramingError | null {
    const bytes = this.#line.subarray(0, this.#length);
    this.#length = 0;
    this.#isSkipping = false;
    return bytes.length === 0 ? null : (readText(bytes) ?? new FramingError('CHARACTER'));
  }
}

/** The text of these bytes; null where they are no text of a barcode. */
function readText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const isText = text !== '' && !CONTROL.test(text.replaceAll(GS, '').replaceAll(RS, ''));
    return isText ? text : null;
  } catch {
    return null;
  }
}
