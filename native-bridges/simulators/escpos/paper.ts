/** What is on the paper, from top to bottom. */
export type Printed =
  | {
      readonly kind: 'line';
      readonly text: string;
      readonly align: number;
      readonly size: number;
      readonly bold: boolean;
    }
  /** Rows of `#` and space. */
  | { readonly kind: 'picture'; readonly rows: readonly string[]; readonly align: number }
  | { readonly kind: 'qr'; readonly payload: string; readonly moduleDots: number; readonly level: number }
  | { readonly kind: 'cut' };

/** What one command came to: something on the paper, or a question that waits for its answer. */
type Effect = Printed | { readonly kind: 'question' } | null;

/** A command of the manual: how many bytes it has, judged by those that are in, and what it does. */
interface Command {
  readonly code: readonly number[];
  /** Whole length; null where more bytes are needed to know it. */
  readonly length: (bytes: Uint8Array) => number | null;
  readonly run: (bytes: Uint8Array, paper: EscPosPaper) => Effect;
}

const fixed = (length: number) => () => length;

/**
 * Decodes ESC/POS, as the maker's manual describes it, into what comes out of the printer. Shares no code with the
 * driver. A command that is not in its table is printed as the characters it consists of, as real printers do.
 */
export class EscPosPaper {
  #buffer = new Uint8Array(0);
  #line = '';
  #align = 0;
  #size = 0;
  #bold = false;
  #moduleDots = 3;
  #level = 0x30;
  #qrData = '';

  push(bytes: Uint8Array): void {
    const joined = new Uint8Array(this.#buffer.length + bytes.length);
    joined.set(this.#buffer);
    joined.set(bytes, this.#buffer.length);
    this.#buffer = joined;
  }

  /** Works off what is buffered up to the next thing that has an effect; null where more bytes are needed. */
  next(): Exclude<Effect, null> | null {
    while (this.#buffer.length > 0) {
      const buffer = this.#buffer;
      const command = COMMANDS.find(({ code }) => code.every((byte, at) => at >= buffer.length || buffer[at] === byte));
      if (!command) {
        this.#line += String.fromCharCode(buffer[0]!);
        this.#buffer = buffer.subarray(1);
        continue;
      }
      const length = buffer.length < command.code.length ? null : command.length(buffer);
      if (length === null || buffer.length < length) return null;
      this.#buffer = buffer.subarray(length);
      const effect = command.run(buffer.subarray(0, length), this);
      if (effect) return effect;
    }
    return null;
  }

  initialise(): void {
    this.#line = '';
    this.#align = 0;
    this.#size = 0;
    this.#bold = false;
  }

  feedLine(): Printed {
    const line = { kind: 'line', text: this.#line, align: this.#align, size: this.#size, bold: this.#bold } as const;
    this.#line = '';
    return line;
  }

  set(property: 'align' | 'size' | 'bold', value: number): void {
    if (property === 'align') this.#align = value;
    else if (property === 'size') this.#size = value;
    else this.#bold = (value & 1) === 1;
  }

  picture(bytes: Uint8Array): Printed {
    const rowBytes = bytes[4]! + 256 * bytes[5]!;
    const bits = [...bytes.subarray(8)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const width = rowBytes * 8;
    const rows = Array.from({ length: bits.length / width }, (_, y) =>
      bits
        .slice(y * width, (y + 1) * width)
        .replaceAll('1', '#')
        .replaceAll('0', ' '),
    );
    return { kind: 'picture', rows, align: this.#align };
  }

  /** GS ( k, by its function (the sixth byte and the seventh). */
  qr(bytes: Uint8Array): Effect {
    const [kind, operation, value] = bytes.subarray(5);
    if (kind !== 0x31) return null;
    if (operation === 0x43) this.#moduleDots = value!;
    if (operation === 0x45) this.#level = value!;
    if (operation === 0x50) this.#qrData = Buffer.from(bytes.subarray(8)).toString('utf8');
    if (operation !== 0x51) return null;
    return { kind: 'qr', payload: this.#qrData, moduleDots: this.#moduleDots, level: this.#level };
  }
}

const COMMANDS: readonly Command[] = [
  { code: [0x0a], length: fixed(1), run: (_, paper) => paper.feedLine() },
  {
    code: [0x1b, 0x40],
    length: fixed(2),
    run: (_, paper) => {
      paper.initialise();
      return null;
    },
  },
  setting([0x1b, 0x61], 'align'),
  setting([0x1b, 0x45], 'bold'),
  setting([0x1d, 0x21], 'size'),
  {
    code: [0x1d, 0x76, 0x30],
    length: (bytes) => (bytes.length < 8 ? null : 8 + (bytes[4]! + 256 * bytes[5]!) * (bytes[6]! + 256 * bytes[7]!)),
    run: (bytes, paper) => paper.picture(bytes),
  },
  {
    code: [0x1d, 0x28, 0x6b],
    length: (bytes) => (bytes.length < 5 ? null : 5 + bytes[3]! + 256 * bytes[4]!),
    run: (bytes, paper) => paper.qr(bytes),
  },
  { code: [0x1d, 0x56, 66], length: fixed(4), run: () => ({ kind: 'cut' }) },
  { code: [0x1d, 0x72, 1], length: fixed(3), run: () => ({ kind: 'question' }) },
];

function setting(code: readonly number[], property: 'align' | 'size' | 'bold'): Command {
  return {
    code,
    length: fixed(3),
    run: (bytes, paper) => {
      paper.set(property, bytes[2]!);
      return null;
    },
  };
}
