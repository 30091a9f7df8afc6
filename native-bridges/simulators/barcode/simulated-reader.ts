import type { DeviceLine, SimulatedDevice } from '../device-line.ts';
import type { BarcodeFault } from './faults.ts';

/** How the reader behaves; may be changed while it runs. */
export interface ReaderBehaviour {
  fault: BarcodeFault | null;
  /** What it is set up to send after the text. */
  lineEnd: '\r' | '\n' | '\r\n';
}

/** More than any barcode holds. */
const ENDLESS_BYTES = 8_000;

/** A barcode reader on a serial line: sends what is held before it, and listens to nothing. */
export class SimulatedBarcodeReader implements SimulatedDevice {
  readonly behaviour: ReaderBehaviour;
  readonly #line: DeviceLine;
  #isOn = false;

  constructor(line: DeviceLine, behaviour: ReaderBehaviour) {
    this.#line = line;
    this.behaviour = behaviour;
  }

  /** It takes no commands. */
  receive(): void {}

  powerOn(): void {
    this.#isOn = true;
  }

  powerOff(): void {
    this.#isOn = false;
  }

  /** Holds a code before the reader and pulls the trigger; resolves when it is sent. */
  async scan(text: string): Promise<void> {
    const { fault, lineEnd } = this.behaviour;
    if (!this.#isOn || fault === 'silence') return;
    const bytes = Buffer.from(text);
    const end = Buffer.from(lineEnd);
    switch (fault) {
      case 'garbage':
        return this.#line.write(Buffer.concat([Buffer.of(0xff, 0x80, 0xfe, 0x00), end]));
      case 'noise':
        return this.#line.write(Buffer.concat([bytes.subarray(0, 2), Buffer.of(0x00), bytes.subarray(2), end]));
      case 'no-line-end':
        return this.#line.write(bytes);
      case 'endless':
        return this.#line.write(Buffer.alloc(ENDLESS_BYTES, '7'));
      case 'unplug':
        await this.#line.write(bytes.subarray(0, bytes.length / 2));
        this.powerOff();
        return this.#line.unplug();
      case null:
        return this.#line.write(Buffer.concat([bytes, end]));
    }
  }
}
