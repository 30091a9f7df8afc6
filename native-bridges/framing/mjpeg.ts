import type { Bytes } from '../contract/bytes.ts';
import { FramingError } from './framing-error.ts';
import { LineReader } from './line-reader.ts';

/** A preview frame larger than this is none: 1080p at the best quality stays below it. */
export const MAX_JPEG_BYTES = 2 * 1024 * 1024;

const MAX_LINE = 512;
const MAX_HEADERS = 16;

type State = 'between' | 'headers' | 'frame' | 'lost';

/**
 * The JPEG frames of a `multipart/x-mixed-replace` stream, by the Content-Length of each part.
 *
 * The boundary of the head is not used: services of the Secure Biometric Interface declare one that already contains the
 * two dashes and then write it without two more, which a strict reader of RFC 2046 misreads. Any line that begins with
 * two dashes starts a part. After a malformed part the next such line is looked for.
 */
export class MjpegParser {
  readonly #lines = new LineReader(MAX_LINE);
  #state: State = 'between';
  #length: number | null = null;
  #headerLines = 0;
  #frame: Bytes = new Uint8Array(0);
  #received = 0;

  push(chunk: Uint8Array): (Bytes | FramingError)[] {
    const found: (Bytes | FramingError)[] = [];
    let at = 0;
    while (at < chunk.length) {
      at = this.#state === 'frame' ? this.#takeFrame(chunk, at, found) : this.#takeLine(chunk, at, found);
    }
    return found;
  }

  #takeFrame(chunk: Uint8Array, at: number, found: (Bytes | FramingError)[]): number {
    const part = chunk.subarray(at, at + this.#frame.length - this.#received);
    this.#frame.set(part, this.#received);
    this.#received += part.length;
    if (this.#received < this.#frame.length) return chunk.length;
    this.#state = 'between';
    found.push(isJpeg(this.#frame) ? this.#frame : new FramingError('PAYLOAD'));
    this.#frame = new Uint8Array(0);
    return at + part.length;
  }

  #takeLine(chunk: Uint8Array, at: number, found: (Bytes | FramingError)[]): number {
    const { line, tooLong, next } = this.#lines.read(chunk, at);
    const lostBy = tooLong ? 'HEAD' : line === null ? null : this.#obey(line);
    // One error for each time the thread is lost, however much is skipped after it.
    if (lostBy !== null && this.#state !== 'lost') found.push(new FramingError(lostBy));
    if (lostBy !== null) this.#state = 'lost';
    return next;
  }

  /** @returns what is wrong with the line, or null */
  #obey(line: string): FramingError['reason'] | null {
    if (this.#state !== 'headers') {
      if (line.startsWith('--')) this.#beginPart();
      else if (line !== '') return 'HEAD';
      return null;
    }
    if (line === '') return this.#beginFrame();
    this.#headerLines += 1;
    if (this.#headerLines > MAX_HEADERS || !line.includes(':')) return 'HEAD';
    const length = /^content-length:[ \t]*(\d{1,10})[ \t]*$/i.exec(line);
    if (length) this.#length = Number(length[1]);
    return null;
  }

  #beginPart(): void {
    this.#state = 'headers';
    this.#length = null;
    this.#headerLines = 0;
  }

  #beginFrame(): FramingError['reason'] | null {
    if (this.#length === null || this.#length === 0 || this.#length > MAX_JPEG_BYTES) return 'LENGTH';
    this.#frame = new Uint8Array(this.#length);
    this.#received = 0;
    this.#state = 'frame';
    return null;
  }
}

/** Begins with the marker "start of image" and another marker (ISO/IEC 10918-1, B.1.1). */
function isJpeg(bytes: Bytes): boolean {
  return bytes.length > 3 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}
