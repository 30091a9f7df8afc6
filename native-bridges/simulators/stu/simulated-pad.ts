import { setTimeout as sleep } from 'node:timers/promises';
import type { Bytes } from '../../contract/bytes.ts';
import { FramingError } from '../../framing/framing-error.ts';
import {
  decodeStuCommand,
  encodeCapability,
  encodeInformation,
  encodePenReport,
  encodeSerial,
  encodeStatus,
  STU_ENCODING_FLAG,
  STU_REPORT,
  type StuCapability,
  type StuCommand,
  type StuEncoding,
  type StuPenSample,
} from '../../framing/stu-reports.ts';
import type { StuFault } from './faults.ts';

/** What a pad does with a feature request: answers, stalls, or says nothing for ever. */
export type FeatureAnswer = Bytes | 'refused' | 'silent';

/** The cable between the simulated pad and whoever drives it. */
export interface PadLine {
  /** An input report; lost where nobody has the pad open. */
  input(report: Bytes): Promise<void>;
  unplug(): Promise<void>;
}

/** Which pad it is. */
export interface SimulatedModel {
  readonly name: string;
  readonly productId: number;
  readonly serial: string;
  readonly capability: StuCapability;
}

/** The two pads of the issue: black and white, and colour. */
export const SIMULATED_STU_430: SimulatedModel = {
  name: 'STU-430',
  productId: 0x00a4,
  serial: '3AZQ000430',
  capability: {
    maxX: 9600,
    maxY: 6000,
    maxPressure: 1023,
    screenWidth: 320,
    screenHeight: 200,
    reportRate: 200,
    encodings: STU_ENCODING_FLAG.mono | STU_ENCODING_FLAG.zlib,
  },
};

export const SIMULATED_STU_530: SimulatedModel = {
  name: 'STU-530',
  productId: 0x00a5,
  serial: '4BZQ000530',
  capability: {
    maxX: 10800,
    maxY: 6480,
    maxPressure: 1023,
    screenWidth: 800,
    screenHeight: 480,
    reportRate: 200,
    encodings: Object.values(STU_ENCODING_FLAG).reduce((all, flag) => all | flag, 0),
  },
};

/** How the pad behaves; may be changed while it runs. */
export interface PadBehaviour {
  fault: StuFault | null;
  /** 1 sends 200 samples a second, 10 ten times as many, 0 all at once. */
  pace: number;
}

/** A pen on the pad: pad units, pressure in the pad's levels. */
export type PenStep = Pick<StuPenSample, 'near' | 'down' | 'pressure' | 'x' | 'y'>;

/** Bytes of a whole screen in each encoding. */
const BYTES_OF_SCREEN: { readonly [E in StuEncoding]: (width: number, height: number) => number } = {
  mono: (width, height) => Math.ceil(width / 8) * height,
  colour16: (width, height) => width * height * 2,
  colour24: (width, height) => width * height * 3,
};

/** SDK's result codes. */
const RESULT = { ok: 0x00, wrongState: 0x02, wrongEncoding: 0x10, imageTooLong: 0x11 } as const;

/**
 * An STU pad as Wacom's SDK describes it, report by report, without a clock or a cable of its own.
 *
 * It is written from the table of reports and shares no code with the driver but the framing.
 */
export class SimulatedStuPad {
  readonly behaviour: PadBehaviour;
  readonly model: SimulatedModel;
  readonly #line: PadLine;
  readonly #random: () => number;
  /** What is on the screen: the encoded image, or null for an empty screen. */
  screen: Bytes | null = null;
  inking = false;
  #timed = false;
  #image: { readonly encoding: StuEncoding; readonly blocks: Bytes[] } | null = null;
  #lastResult: number = RESULT.ok;
  #hangs = false;
  #sequence: number;
  #time: number;

  /** @param start where the pad's two counters stand, so that a test sees them wrap */
  constructor(
    line: PadLine,
    model: SimulatedModel,
    behaviour: PadBehaviour,
    random: () => number,
    start: { readonly time: number; readonly sequence: number } = { time: 0, sequence: 0 },
  ) {
    this.#line = line;
    this.model = model;
    this.behaviour = behaviour;
    this.#random = random;
    this.#time = start.time;
    this.#sequence = start.sequence;
  }

  /** The cable was out: nothing is kept. */
  powerOn(): void {
    this.screen = null;
    this.inking = false;
    this.#timed = false;
    this.#image = null;
    this.#lastResult = RESULT.ok;
    this.#hangs = false;
    this.#sequence = 0;
    this.#time = 0;
  }

  getFeature(reportId: number): FeatureAnswer {
    const { fault } = this.behaviour;
    if (fault === 'silence' || this.#hangs) return 'silent';
    if (fault === 'garbage') return Uint8Array.from({ length: 24 }, () => this.#random() * 256);
    switch (reportId) {
      case STU_REPORT.information:
        return encodeInformation({ model: this.model.name, firmware: '2.3.0.1' });
      case STU_REPORT.capability:
        if (fault === 'no-capability') return 'refused';
        return encodeCapability(
          fault === 'zero-capability' ? { ...this.model.capability, maxX: 0 } : this.model.capability,
        );
      case STU_REPORT.serial:
        return encodeSerial(this.model.serial);
      case STU_REPORT.status:
        return encodeStatus({ state: this.#image ? 'image' : 'ready', lastResult: this.#lastResult });
      default:
        return 'refused';
    }
  }

  setFeature(report: Uint8Array): 'taken' | 'refused' | 'silent' {
    if (this.behaviour.fault === 'silence' || this.#hangs) return 'silent';
    try {
      return this.#obey(decodeStuCommand(report));
    } catch (error) {
      if (!(error instanceof FramingError)) throw error;
      return 'refused';
    }
  }

  /**
   * Moves the pen over the pad, one sample every five milliseconds at the pace of 1.
   *
   * @returns how many steps were made; fewer than given after a fault
   */
  async write(steps: readonly PenStep[]): Promise<number> {
    const { fault, pace } = this.behaviour;
    const startedAt = performance.now();
    for (const [index, step] of steps.entries()) {
      const isHalfWay = index === steps.length >> 1;
      if (pace > 0) await sleep(Math.max(0, startedAt + (index * 5) / pace - performance.now()));
      this.#time = (this.#time + 5) & 0xffff;
      this.#sequence = (this.#sequence + 1) & 0xffff;
      if (fault === 'silence') return index;
      if (fault === 'unplug' && isHalfWay) {
        await this.#line.unplug();
        return index;
      }
      if (fault === 'hang' && isHalfWay) {
        this.#hangs = true;
        return index;
      }
      if (fault === 'lost-samples' && index % 10 === 9) continue;
      const report = this.#sample(fault === 'never-down' ? { ...step, down: false, pressure: 0 } : step);
      if (fault === 'half-report' && isHalfWay) {
        await this.#line.input(report.slice(0, report.length >> 1));
        return index;
      }
      await this.#line.input(report);
    }
    return steps.length;
  }

  #sample(step: PenStep): Bytes {
    const counters = this.#timed ? { time: this.#time, sequence: this.#sequence } : { time: null, sequence: null };
    return encodePenReport({ ...step, ...counters });
  }

  #obey(command: StuCommand): 'taken' | 'refused' {
    if (this.#image && command.kind !== 'image-data' && command.kind !== 'end-image') {
      this.#lastResult = RESULT.wrongState;
      return 'taken';
    }
    this.#lastResult = RESULT.ok;
    switch (command.kind) {
      case 'clear-screen':
        this.screen = null;
        return 'taken';
      case 'inking-mode':
        this.inking = command.on;
        return 'taken';
      case 'pen-data-option':
        if (this.behaviour.fault === 'untimed') return 'refused';
        this.#timed = command.timed;
        return 'taken';
      case 'start-image':
        this.#image = { encoding: command.encoding, blocks: [] };
        return 'taken';
      case 'image-data':
        if (this.#image) this.#image.blocks.push(command.block);
        else this.#lastResult = RESULT.wrongState;
        return 'taken';
      case 'end-image':
        this.#endImage(command.commit);
        return 'taken';
      default:
        // Taken and without effect here: how wide the line is, and where ink appears.
        return 'taken';
    }
  }

  #endImage(commit: boolean): void {
    const image = this.#image;
    this.#image = null;
    if (!image) {
      this.#lastResult = RESULT.wrongState;
      return;
    }
    if (!commit) return;
    const { screenWidth, screenHeight } = this.model.capability;
    const bytes = new Uint8Array(image.blocks.reduce((sum, block) => sum + block.length, 0));
    let at = 0;
    for (const block of image.blocks) {
      bytes.set(block, at);
      at += block.length;
    }
    if (bytes.length > BYTES_OF_SCREEN[image.encoding](screenWidth, screenHeight))
      this.#lastResult = RESULT.imageTooLong;
    else if (this.behaviour.fault === 'refused-image') this.#lastResult = RESULT.wrongEncoding;
    else this.screen = bytes;
  }
}
