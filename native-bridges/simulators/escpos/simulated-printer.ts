import type { DeviceLine, SimulatedDevice } from '../device-line.ts';
import type { EscPosFault } from './faults.ts';
import { EscPosPaper, type Printed } from './paper.ts';

/** How the printer behaves; may be changed while it runs. */
export interface PrinterBehaviour {
  fault: EscPosFault | null;
  /** The speed it listens at. */
  baudRate: number;
  /** The end of the roll is near. */
  paperLow: boolean;
}

/** After so many lines and pictures the faults of the middle of a receipt begin. */
const PRINTED_BEFORE_FAULT = 3;

/** What is always set in an answer to DLE EOT. */
const FIXED_BITS = 0x12;

/**
 * A receipt printer as its manual describes it: questions for its status are answered at once, all else is buffered and
 * worked off in its turn, and stops while there is no paper. What is left in the buffer is printed when paper is back.
 */
export class SimulatedEscPosPrinter implements SimulatedDevice {
  readonly behaviour: PrinterBehaviour;
  /** What came out, from the first receipt to the last. */
  readonly printed: Printed[] = [];
  readonly #line: DeviceLine;
  #paper = new EscPosPaper();
  /** The beginning of what may become a question. */
  #held: number[] = [];
  /** Lines and pictures since the fault was set. */
  #printedInFault = 0;
  #isOn = false;
  #work: Promise<void> = Promise.resolve();

  constructor(line: DeviceLine, behaviour: PrinterBehaviour) {
    this.#line = line;
    this.behaviour = behaviour;
  }

  powerOn(): void {
    this.#isOn = true;
    this.#printedInFault = 0;
  }

  /** The buffer is lost. */
  powerOff(): void {
    this.#isOn = false;
    this.#paper = new EscPosPaper();
    this.#held = [];
  }

  receive(chunk: Uint8Array): void {
    const bytes = Uint8Array.from(chunk);
    this.#work = this.#work.then(() => this.#take(bytes)).catch(() => {});
  }

  /** Paper is in, the cover is shut: goes on where it stopped. */
  repair(): void {
    this.behaviour.fault = null;
    this.#printedInFault = 0;
    this.#work = this.#work.then(() => this.#workOff()).catch(() => {});
  }

  async #take(bytes: Uint8Array): Promise<void> {
    if (!this.#isOn || (await this.#line.baudRate()) !== this.behaviour.baudRate) return;
    const buffered: number[] = [];
    for (const byte of bytes) {
      this.#held.push(byte);
      if (this.#held.length === 3 && this.#isQuestion()) {
        await this.#answer(byte);
        this.#held = [];
      }
      while (this.#held.length > 0 && !this.#isQuestion()) buffered.push(this.#held.shift()!);
    }
    this.#paper.push(Uint8Array.from(buffered));
    await this.#workOff();
  }

  /** Whether what is held is DLE EOT n, or the beginning of it. */
  #isQuestion(): boolean {
    const [first, second, third] = this.#held;
    return first === 0x10 && (second === undefined || second === 0x04) && (third === undefined || third <= 4);
  }

  async #workOff(): Promise<void> {
    while (this.#isOn && !this.#isStopped) {
      const next = this.#paper.next();
      if (!next) return;
      if (next.kind === 'question') {
        if (this.behaviour.fault !== 'silence')
          await this.#line.write(Uint8Array.of(this.behaviour.paperLow ? 0x03 : 0x00));
        continue;
      }
      this.printed.push(next);
      this.#printedInFault += 1;
      if (this.behaviour.fault === 'unplug' && this.#printedInFault === PRINTED_BEFORE_FAULT) {
        this.powerOff();
        await this.#line.unplug();
      }
    }
  }

  get #isPaperOut(): boolean {
    return this.behaviour.fault === 'no-paper' || this.#isInTheMiddleOf('paper-out');
  }

  get #isCoverOpen(): boolean {
    return this.behaviour.fault === 'cover-open' || this.#isInTheMiddleOf('cover-opened');
  }

  get #isOffline(): boolean {
    return this.#isPaperOut || this.#isCoverOpen || this.behaviour.fault === 'offline';
  }

  get #isStopped(): boolean {
    return this.#isOffline || this.behaviour.fault === 'stuck';
  }

  #isInTheMiddleOf(fault: EscPosFault): boolean {
    return this.behaviour.fault === fault && this.#printedInFault >= PRINTED_BEFORE_FAULT;
  }

  async #answer(question: number): Promise<void> {
    const { fault, paperLow } = this.behaviour;
    if (fault === 'silence') return;
    if (fault === 'garbage') return this.#line.write(Uint8Array.of(0xff, 0x9a));
    await this.#line.write(Uint8Array.of(FIXED_BITS | this.#bitsOf(question, paperLow)));
  }

  #bitsOf(question: number, paperLow: boolean): number {
    if (question === 1) return this.#isOffline ? 0x08 : 0;
    if (question === 2) return (this.#isCoverOpen ? 0x04 : 0) | (this.#isPaperOut ? 0x20 : 0);
    if (question === 4) return (paperLow ? 0x0c : 0) | (this.#isPaperOut ? 0x60 : 0);
    return 0;
  }
}
