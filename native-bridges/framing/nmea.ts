import type { Bytes } from '../contract/bytes.ts';
import { FramingError } from './framing-error.ts';

/**
 * Sentences of NMEA 0183, as satellite receivers send them:
 *
 *     $ address , field , field … * checksum CR LF
 *
 * Printable ASCII, 82 characters at most from `$` to LF. The checksum is the XOR of all between `$` and `*`, in two
 * hexadecimal digits. The standard lets some sentences do without it; one without it is malformed here, since nothing
 * else tells a whole sentence from a damaged one.
 */
export interface NmeaSentence {
  /** Talker and type: `GPGGA`, `GNRMC`, `PUBX`. */
  readonly address: string;
  readonly fields: readonly string[];
}

export const NMEA_MAX_CHARACTERS = 82;

const DOLLAR = 0x24;
const CR = 0x0d;
const LF = 0x0a;
const SENTENCE = /^\$([A-Z0-9]{3,})((?:,[^,*$]*)*)\*([0-9A-F]{2})\r\n$/;

/**
 * Encodes one sentence.
 *
 * @throws RangeError for one over {@link NMEA_MAX_CHARACTERS}, or with a character that has a meaning of its own
 */
export function encodeNmeaSentence({ address, fields }: NmeaSentence): Bytes {
  const body = [address, ...fields].join(',');
  const text = `$${body}*${checksum(body)}\r\n`;
  if (text.length > NMEA_MAX_CHARACTERS) throw new RangeError(`sentence of ${text.length} characters`);
  const parsed = readSentence(text);
  if (parsed instanceof FramingError || parsed.fields.length !== fields.length) throw new RangeError('not a sentence');
  return new TextEncoder().encode(text);
}

/**
 * Incremental parser: takes bytes as they arrive, in chunks of any size, and gives sentences and framing errors in order.
 *
 * After a malformed sentence it waits for the next `$`, wherever that stands. It holds one sentence at most.
 */
export class NmeaParser {
  #text = '';
  #skippedBytes = 0;

  /** Bytes that belonged to no sentence: what came before the first, and malformed ones. */
  get skippedBytes(): number {
    return this.#skippedBytes;
  }

  /** Bytes held back because their sentence is not complete. */
  get pendingBytes(): number {
    return this.#text.length;
  }

  push(chunk: Uint8Array): (NmeaSentence | FramingError)[] {
    const found: (NmeaSentence | FramingError)[] = [];
    for (const byte of chunk) {
      const next = this.#take(byte);
      if (next) found.push(next);
    }
    return found;
  }

  #take(byte: number): NmeaSentence | FramingError | null {
    if (byte === DOLLAR) {
      const cut = this.#text === '' ? null : this.#malformed('CHARACTER');
      this.#text = '$';
      return cut;
    }
    if (this.#text === '') {
      this.#skippedBytes += 1;
      return null;
    }
    const isBehindCr = this.#text.charCodeAt(this.#text.length - 1) === CR;
    this.#text += String.fromCharCode(byte);
    const isPrintable = byte >= 0x20 && byte <= 0x7e;
    if (isBehindCr ? byte !== LF : !isPrintable && byte !== CR) return this.#malformed('CHARACTER');
    if (byte === LF) return this.#finish();
    return this.#text.length < NMEA_MAX_CHARACTERS ? null : this.#malformed('LENGTH');
  }

  #finish(): NmeaSentence | FramingError {
    const sentence = readSentence(this.#text);
    if (sentence instanceof FramingError) return this.#malformed(sentence.reason);
    this.#text = '';
    return sentence;
  }

  #malformed(reason: FramingError['reason']): FramingError {
    this.#skippedBytes += this.#text.length;
    this.#text = '';
    return new FramingError(reason);
  }
}

function readSentence(text: string): NmeaSentence | FramingError {
  const [, address, fields, sum] = SENTENCE.exec(text) ?? [];
  if (address === undefined || fields === undefined || sum !== checksum(address + fields)) {
    return new FramingError('CHECKSUM');
  }
  return { address, fields: fields === '' ? [] : fields.slice(1).split(',') };
}

function checksum(body: string): string {
  let sum = 0;
  for (let at = 0; at < body.length; at += 1) sum ^= body.charCodeAt(at);
  return (sum & 0xff).toString(16).toUpperCase().padStart(2, '0');
}
