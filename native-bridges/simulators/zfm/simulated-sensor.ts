import { setTimeout as sleep } from 'node:timers/promises';
import type { Bytes } from '../../contract/bytes.ts';
import { FramingError } from '../../framing/framing-error.ts';
import { encodeZfmPacket, type ZfmPacketKind, ZfmPacketParser } from '../../framing/zfm.ts';
import type { DeviceLine, SimulatedDevice } from '../device-line.ts';
import type { ZfmFault } from './faults.ts';

/** Size of the sensor's image, and its packets (register 6 at the factory's setting). */
export const SENSOR_WIDTH = 256;
export const SENSOR_HEIGHT = 288;
const DATA_BYTES = 128;
const ADDRESS = 0xffffffff;
const FACTORY_BAUD_RATE = 57_600;

/** Where the sensor's pictures come from, and where it tells which it has sent whole. Eight-bit grey. */
export interface SensorImages {
  next(): Bytes;
  sent(pixels: Bytes): void;
}

/** How the sensor behaves; may be changed while it runs. */
export interface SensorBehaviour {
  fault: ZfmFault | null;
  /** Bytes of the image that are sent before the `unplug` fault pulls the cable. */
  unplugAt: number;
  /** `auto`: a finger is placed `fingerDelay` ms after the sensor is first asked for one. */
  finger: 'auto' | 'present' | 'absent';
  fingerDelay: number;
  /** 1 sends as fast as the line's speed allows, 10 ten times faster, 0 without any pace. */
  pace: number;
}

const IMAGE_BYTES = (SENSOR_WIDTH * SENSOR_HEIGHT) / 2;

export const DEFAULT_BEHAVIOUR: SensorBehaviour = {
  fault: null,
  unplugAt: IMAGE_BYTES / 2,
  finger: 'auto',
  fingerDelay: 0,
  pace: 1,
};

/**
 * A ZFM sensor as its manual describes it: same packets, same speed register, same image, same pace.
 *
 * It is written from the manual's side and shares no code with the driver but the framing. A command that arrives at
 * another speed than the sensor's is noise to it, as on a real line.
 */
export class SimulatedZfmSensor implements SimulatedDevice {
  readonly behaviour: SensorBehaviour;
  readonly #images: SensorImages;
  readonly #line: DeviceLine;
  readonly #random: () => number;
  #parser = new ZfmPacketParser();
  #baudRate = FACTORY_BAUD_RATE;
  #buffer: Bytes | null = null;
  /** When the sensor was first asked for a finger since the last image. */
  #askedAt: number | null = null;
  /** Commands are worked off one after the other, as by the sensor's one processor. */
  #work: Promise<void> = Promise.resolve();

  constructor(line: DeviceLine, images: SensorImages, behaviour: SensorBehaviour, random: () => number) {
    this.#line = line;
    this.#images = images;
    this.behaviour = behaviour;
    this.#random = random;
  }

  /** Takes what the driver wrote. */
  receive(chunk: Uint8Array): void {
    for (const packet of this.#parser.push(chunk)) {
      if (packet instanceof FramingError || packet.kind !== 'command') continue;
      this.#work = this.#work.then(() => this.#obey(packet.payload)).catch(() => {});
    }
  }

  /** Resolves when every command received so far has been worked off. */
  get idle(): Promise<void> {
    return this.#work;
  }

  /** The cable was out: what was half received is lost, what is in flash is not. */
  powerOn(): void {
    this.#parser = new ZfmPacketParser();
    this.#buffer = null;
    this.#askedAt = null;
  }

  /** Its flash needs no goodbye. */
  powerOff(): void {}

  async #obey([instruction, ...parameters]: Bytes): Promise<void> {
    if ((await this.#line.baudRate()) !== this.#baudRate) return;
    const { fault } = this.behaviour;
    if (fault === 'silence') return;
    if (fault === 'garbage') return this.#line.write(Uint8Array.from({ length: 24 }, () => this.#random() * 256));
    switch (instruction) {
      case 0x13: // VfyPwd
        return this.#acknowledge(fault === 'wrong-password' || parameters.some((byte) => byte !== 0) ? 0x13 : 0x00);
      case 0x0f: // ReadSysPara: status, system id, library size, security level, address, packet size code, baud multiplier
        return this.#acknowledge(
          0x00,
          0,
          0,
          0,
          9,
          0,
          162,
          0,
          3,
          0xff,
          0xff,
          0xff,
          0xff,
          0,
          2,
          0,
          this.#baudRate / 9_600,
        );
      case 0x0e: // WriteReg
        return this.#writeRegister(parameters);
      case 0x01: // GenImg
        return this.#generateImage();
      case 0x0a: // UpImage
        return this.#uploadImage();
      default:
        // The manual has no code for "unknown instruction": such a packet counts as received with errors.
        return this.#acknowledge(0x01);
    }
  }

  async #writeRegister([register, value = 0]: readonly number[]): Promise<void> {
    if (register !== 4 || value < 1 || value > 12) return this.#acknowledge(0x1a);
    // The answer still goes out at the old speed.
    await this.#acknowledge(0x00);
    if (this.behaviour.fault !== 'baud-ignored') this.#baudRate = value * 9_600;
  }

  async #generateImage(): Promise<void> {
    if (this.behaviour.fault === 'messy') return this.#acknowledge(0x06);
    if (!this.#isFingerThere()) return this.#acknowledge(0x02);
    if (this.behaviour.fault === 'half-frame') {
      const whole = packet('acknowledge', Uint8Array.of(0x00));
      return this.#line.write(whole.subarray(0, whole.length / 2));
    }
    this.#buffer ??= this.#takePicture();
    return this.#acknowledge(0x00);
  }

  #isFingerThere(): boolean {
    this.#askedAt ??= performance.now();
    if (this.behaviour.fault === 'no-finger' || this.behaviour.finger === 'absent') return false;
    return this.behaviour.finger === 'present' || performance.now() - this.#askedAt >= this.behaviour.fingerDelay;
  }

  /** Sixteen grey levels, as the sensor has them. */
  #takePicture(): Bytes {
    const pixels = new Uint8Array(SENSOR_WIDTH * SENSOR_HEIGHT);
    if (this.behaviour.fault === 'empty-image') return pixels.fill(255);
    if (this.behaviour.fault === 'noise-image') return pixels.map(() => Math.floor(this.#random() * 16) * 17);
    return this.#images.next().map((grey) => (grey >> 4) * 17);
  }

  async #uploadImage(): Promise<void> {
    const { fault } = this.behaviour;
    if (!this.#buffer || fault === 'refused-upload') return this.#acknowledge(0x0f);
    await this.#acknowledge(0x00);
    const pixels = this.#buffer;
    this.#buffer = null;
    this.#askedAt = null;
    const packed = Uint8Array.from(
      { length: IMAGE_BYTES },
      (_, at) => (pixels[2 * at]! & 0xf0) | (pixels[2 * at + 1]! >> 4),
    );
    const startedAt = performance.now();
    let onTheWire = 0;
    for (let at = 0; at < packed.length; at += DATA_BYTES) {
      const isHalfWay = at === packed.length / 2;
      const isLast = at + DATA_BYTES >= packed.length || (fault === 'short-image' && isHalfWay);
      const bytes = packet(isLast ? 'end-of-data' : 'data', packed.slice(at, at + DATA_BYTES));
      if (fault === 'wrong-checksum' && isHalfWay) bytes[bytes.length - 1]! ^= 0xff;
      if (fault === 'half-image' && isHalfWay) return this.#line.write(bytes.subarray(0, bytes.length / 2));
      if (fault === 'unplug' && at + DATA_BYTES > this.behaviour.unplugAt) return this.#line.unplug();
      // Told before the last byte leaves, so that whoever has the image finds it told.
      if (isLast && at + DATA_BYTES >= packed.length && fault !== 'wrong-checksum') this.#images.sent(pixels);
      onTheWire += bytes.length;
      await this.#keepPace(startedAt, onTheWire);
      await this.#line.write(bytes);
      if (isLast) return;
    }
  }

  /** Waits until a line of the present speed would have carried so many bytes: ten bits each, start and stop included. */
  async #keepPace(startedAt: number, bytes: number): Promise<void> {
    if (this.behaviour.pace === 0) return;
    const due = startedAt + ((bytes * 10) / this.#baudRate) * (1000 / this.behaviour.pace);
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
  }

  #acknowledge(code: number, ...parameters: readonly number[]): Promise<void> {
    return this.#line.write(packet('acknowledge', Uint8Array.of(code, ...parameters)));
  }
}

const packet = (kind: ZfmPacketKind, payload: Bytes): Bytes => encodeZfmPacket({ address: ADDRESS, kind, payload });
