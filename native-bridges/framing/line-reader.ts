const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Lines of ASCII out of chunks of any size. Holds one line at most, whatever the other side sends. */
export class LineReader {
  readonly #held: Uint8Array;
  #length = 0;

  /** @param limit longest line, the CR of its end included */
  constructor(limit: number) {
    this.#held = new Uint8Array(limit);
  }

  /**
   * Reads `chunk` from `at` up to the end of the line (LF, or CR LF).
   *
   * @returns the line without its end, null while it is not complete or when it is too long; and where to read on
   */
  read(
    chunk: Uint8Array,
    at: number,
  ): { readonly line: string | null; readonly tooLong: boolean; readonly next: number } {
    const end = chunk.indexOf(LINE_FEED, at);
    const part = chunk.subarray(at, end === -1 ? chunk.length : end);
    const room = Math.max(0, this.#held.length - this.#length);
    if (room > 0) this.#held.set(part.subarray(0, room), this.#length);
    // Beyond the limit bytes are counted as one and forgotten.
    this.#length = Math.min(this.#length + part.length, this.#held.length + 1);
    const tooLong = this.#length > this.#held.length;
    if (end === -1) return { line: null, tooLong, next: chunk.length };
    const hasReturn = this.#length > 0 && this.#held[this.#length - 1] === CARRIAGE_RETURN;
    const line = tooLong
      ? null
      : String.fromCharCode(...this.#held.subarray(0, hasReturn ? this.#length - 1 : this.#length));
    this.#length = 0;
    return { line, tooLong, next: end + 1 };
  }
}
