import type { Bytes } from '../contract/bytes.ts';
import { FramingError } from './framing-error.ts';
import { LineReader } from './line-reader.ts';

/** Longest status, header or chunk-size line, and most header lines, that a device service may send. */
const MAX_LINE = 2_048;
const MAX_HEADERS = 64;

export interface HttpHead {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
}

/** A piece of an answer, in order: one head, its body in pieces of any size, one end. */
export type HttpPart =
  | { readonly kind: 'head'; readonly head: HttpHead }
  | { readonly kind: 'body'; readonly bytes: Bytes }
  | { readonly kind: 'end' };

type State =
  | 'status'
  | 'headers'
  | 'body-of-length'
  | 'body-until-close'
  | 'chunk-size'
  | 'chunk'
  | 'chunk-end'
  | 'trailers'
  | 'done';

/**
 * One HTTP/1.x answer (RFC 9112), read as it arrives: a body of a stated length, in chunks, or up to the end of the
 * connection.
 *
 * Device services of the Secure Biometric Interface are small servers of their own making, and some keep the standard
 * loosely: a reason phrase that does not fit its status (`405 OK`) and bytes behind the body (CR LF CR LF) are accepted,
 * the latter counted and never taken for an answer. Lengths that contradict themselves are not. Bodies are handed on and
 * not held: whoever collects them sets their limit.
 */
export class HttpAnswerParser {
  readonly #lines = new LineReader(MAX_LINE);
  #state: State = 'status';
  #status = 0;
  #headers = new Map<string, string>();
  #headerLines = 0;
  /** Bytes that the body, or its present chunk, still has. */
  #missing = 0;
  #ignoredBytes = 0;

  /** Bytes behind the end of the answer. */
  get ignoredBytes(): number {
    return this.#ignoredBytes;
  }

  /** Takes a chunk; after a `FramingError` the answer is over and the rest of the connection is ignored. */
  push(chunk: Uint8Array): (HttpPart | FramingError)[] {
    const found: (HttpPart | FramingError)[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (this.#state === 'done') {
        this.#ignoredBytes += chunk.length - at;
        break;
      }
      at = this.#isBody() ? this.#takeBody(chunk, at, found) : this.#takeLine(chunk, at, found);
    }
    return found;
  }

  /** The connection was closed: the end of a body without length, an error anywhere else before the end. */
  close(): (HttpPart | FramingError)[] {
    const state = this.#state;
    this.#state = 'done';
    if (state === 'done') return [];
    return [state === 'body-until-close' ? { kind: 'end' } : new FramingError('LENGTH')];
  }

  #isBody(): boolean {
    return this.#state === 'body-of-length' || this.#state === 'body-until-close' || this.#state === 'chunk';
  }

  #takeBody(chunk: Uint8Array, at: number, found: (HttpPart | FramingError)[]): number {
    const untilClose = this.#state === 'body-until-close';
    const end = untilClose ? chunk.length : Math.min(chunk.length, at + this.#missing);
    found.push({ kind: 'body', bytes: Uint8Array.from(chunk.subarray(at, end)) });
    if (untilClose) return end;
    this.#missing -= end - at;
    if (this.#missing === 0 && this.#state === 'chunk') this.#state = 'chunk-end';
    else if (this.#missing === 0) found.push(...this.#finish());
    return end;
  }

  #takeLine(chunk: Uint8Array, at: number, found: (HttpPart | FramingError)[]): number {
    const { line, tooLong, next } = this.#lines.read(chunk, at);
    if (tooLong) found.push(...this.#fail('HEAD'));
    else if (line !== null) found.push(...this.#obey(line));
    return next;
  }

  #obey(line: string): readonly (HttpPart | FramingError)[] {
    switch (this.#state) {
      case 'status':
        return this.#readStatus(line);
      case 'headers':
        return line === '' ? this.#beginBody() : this.#readHeader(line);
      case 'chunk-size':
        return this.#readChunkSize(line);
      case 'chunk-end':
        this.#state = 'chunk-size';
        return line === '' ? [] : this.#fail('LENGTH');
      default: // trailers
        this.#headerLines += 1;
        if (line === '') return this.#finish();
        return this.#headerLines > MAX_HEADERS ? this.#fail('HEAD') : [];
    }
  }

  #readStatus(line: string): readonly FramingError[] {
    const match = /^HTTP\/1\.[01] ([1-5]\d\d)(?: .*)?$/.exec(line);
    if (!match) return this.#fail('HEAD');
    this.#status = Number(match[1]);
    this.#state = 'headers';
    return [];
  }

  #readHeader(line: string): readonly FramingError[] {
    const match = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*?)[ \t]*$/.exec(line);
    this.#headerLines += 1;
    if (!match || this.#headerLines > MAX_HEADERS) return this.#fail('HEAD');
    const name = match[1]!.toLowerCase();
    const before = this.#headers.get(name);
    // Two lengths that differ leave nobody knowing where the answer ends.
    if (name === 'content-length' && before !== undefined && before !== match[2]) return this.#fail('LENGTH');
    this.#headers.set(name, match[2]!);
    return [];
  }

  #beginBody(): readonly (HttpPart | FramingError)[] {
    // Interim answers (100 Continue) have no body; the final one follows.
    if (this.#status < 200) {
      this.#headers = new Map();
      this.#state = 'status';
      return [];
    }
    const encoding = this.#headers.get('transfer-encoding');
    const length = this.#headers.get('content-length');
    if (encoding !== undefined && encoding.toLowerCase() !== 'chunked') return this.#fail('LENGTH');
    if (encoding === undefined && length !== undefined && !/^\d{1,10}$/.test(length)) return this.#fail('LENGTH');
    const head: HttpPart = { kind: 'head', head: { status: this.#status, headers: this.#headers } };
    this.#headerLines = 0;
    this.#missing = encoding === undefined ? Number(length ?? 0) : 0;
    const hasNoBody = this.#status === 204 || this.#status === 304;
    if (hasNoBody || (encoding === undefined && length !== undefined && this.#missing === 0)) {
      return [head, ...this.#finish()];
    }
    if (encoding !== undefined) this.#state = 'chunk-size';
    else this.#state = length === undefined ? 'body-until-close' : 'body-of-length';
    return [head];
  }

  #readChunkSize(line: string): readonly FramingError[] {
    const match = /^([\da-f]{1,8})[ \t]*(?:;.*)?$/i.exec(line);
    if (!match) return this.#fail('LENGTH');
    this.#missing = Number.parseInt(match[1]!, 16);
    this.#state = this.#missing === 0 ? 'trailers' : 'chunk';
    return [];
  }

  #finish(): readonly HttpPart[] {
    this.#state = 'done';
    return [{ kind: 'end' }];
  }

  #fail(reason: FramingError['reason']): readonly FramingError[] {
    this.#state = 'done';
    return [new FramingError(reason)];
  }
}
