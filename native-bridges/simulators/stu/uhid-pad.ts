import { type FileHandle, open } from 'node:fs/promises';
import { type PadBehaviour, type PenStep, type SimulatedModel, SimulatedStuPad } from './simulated-pad.ts';

/** Events of Linux's `uhid.h`; every one begins with its type as a 32-bit number in the machine's order. */
const EVENT = {
  destroy: 1,
  start: 2,
  stop: 3,
  getReport: 9,
  getReportReply: 10,
  create2: 11,
  input2: 12,
  setReport: 13,
  setReportReply: 14,
} as const;
const EVENT_BYTES = 4380;
const BUS_USB = 3;
/** EIO: what a stalled control transfer ends with. */
const REFUSED = 5;

/**
 * Report descriptor of a pad: vendor-defined input reports 01 (6 bytes) and 34 (10 bytes), and its feature reports.
 * Items are the HID specification's: usage page FF00, one application collection, eight-bit fields.
 */
function reportDescriptor(): Buffer {
  const item = (kind: number, id: number, bytes: number) => [0x85, id, 0x95, bytes, 0x09, id, kind, 0x02] as const;
  const input = 0x81;
  const feature = 0xb1;
  return Buffer.from([
    ...[0x06, 0x00, 0xff, 0x09, 0x01, 0xa1, 0x01, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08],
    ...item(input, 0x01, 6),
    ...item(input, 0x34, 10),
    ...item(feature, 0x03, 4),
    ...item(feature, 0x08, 11),
    ...item(feature, 0x09, 15),
    ...item(feature, 0x0e, 1),
    ...item(feature, 0x0f, 32),
    ...item(feature, 0x20, 1),
    ...item(feature, 0x21, 1),
    ...item(feature, 0x25, 1),
    ...item(feature, 0x26, 255),
    ...item(feature, 0x27, 1),
    ...item(feature, 0x2a, 8),
    ...item(feature, 0x32, 1),
    0xc0,
  ]);
}

/** A simulated pad as a HID device of the Linux kernel, which programs open as if it were on USB. Needs /dev/uhid. */
export class UhidStuPad {
  readonly #pad: SimulatedStuPad;
  #device: FileHandle | null = null;
  /** Settles when the kernel has let go of the device. */
  #stopped: Promise<void> = Promise.resolve();

  constructor(model: SimulatedModel, behaviour: PadBehaviour) {
    const line = {
      input: (report: Uint8Array) => this.#input(report),
      unplug: () => this.unplug(),
    };
    this.#pad = new SimulatedStuPad(line, model, behaviour, Math.random);
  }

  get behaviour(): PadBehaviour {
    return this.#pad.behaviour;
  }

  /** What is on the screen, encoded. */
  get screen(): Uint8Array | null {
    return this.#pad.screen;
  }

  write(steps: readonly PenStep[]): Promise<number> {
    return this.#pad.write(steps);
  }

  /** Resolves when the kernel has the device. */
  async plug(): Promise<void> {
    if (this.#device) return;
    this.#pad.powerOn();
    const device = await open('/dev/uhid', 'r+');
    this.#device = device;
    const { promise: started, resolve: start } = Promise.withResolvers<void>();
    this.#stopped = this.#serve(device, start);
    await device.write(this.#createEvent());
    await started;
  }

  /** Resolves when the device is gone. */
  async unplug(): Promise<void> {
    const device = this.#device;
    this.#device = null;
    if (!device) return;
    await device.write(event(EVENT.destroy, 0));
    await this.#stopped;
    await device.close();
  }

  /** Answers the kernel until it says that the device has stopped. */
  async #serve(device: FileHandle, onStart: () => void): Promise<void> {
    const buffer = Buffer.alloc(EVENT_BYTES);
    for (;;) {
      await device.read(buffer, 0, buffer.length, null);
      const type = buffer.readUInt32LE(0);
      if (type === EVENT.start) onStart();
      else if (type === EVENT.stop) return;
      else if (type === EVENT.getReport) await this.#answer(device, buffer.readUInt32LE(4), buffer.readUInt8(8));
      else if (type === EVENT.setReport) {
        const report = Uint8Array.from(buffer.subarray(12, 12 + buffer.readUInt16LE(10)));
        await this.#take(device, buffer.readUInt32LE(4), report);
      }
    }
  }

  async #answer(device: FileHandle, requestId: number, reportId: number): Promise<void> {
    const answer = this.#pad.getFeature(reportId);
    if (answer === 'silent') return;
    const bytes = answer === 'refused' ? Buffer.alloc(0) : answer;
    const reply = event(EVENT.getReportReply, 8 + bytes.length);
    reply.writeUInt32LE(requestId, 4);
    reply.writeUInt16LE(answer === 'refused' ? REFUSED : 0, 8);
    reply.writeUInt16LE(bytes.length, 10);
    reply.set(bytes, 12);
    await device.write(reply);
  }

  async #take(device: FileHandle, requestId: number, report: Uint8Array): Promise<void> {
    const taken = this.#pad.setFeature(report);
    if (taken === 'silent') return;
    const reply = event(EVENT.setReportReply, 6);
    reply.writeUInt32LE(requestId, 4);
    reply.writeUInt16LE(taken === 'refused' ? REFUSED : 0, 8);
    await device.write(reply);
  }

  async #input(report: Uint8Array): Promise<void> {
    const message = event(EVENT.input2, 2 + report.length);
    message.writeUInt16LE(report.length, 4);
    message.set(report, 6);
    await this.#device?.write(message);
  }

  /** name[128] phys[64] uniq[64] rd_size u16 bus u16 vendor u32 product u32 version u32 country u32 rd_data. */
  #createEvent(): Buffer {
    const { name, serial, productId } = this.#pad.model;
    const descriptor = reportDescriptor();
    const create = event(EVENT.create2, 276 + descriptor.length);
    create.write(name, 4, 'latin1');
    create.write(serial, 4 + 128 + 64, 'latin1');
    create.writeUInt16LE(descriptor.length, 260);
    create.writeUInt16LE(BUS_USB, 262);
    create.writeUInt32LE(0x056a, 264);
    create.writeUInt32LE(productId, 268);
    create.set(descriptor, 280);
    return create;
  }
}

function event(type: number, payloadBytes: number): Buffer {
  const buffer = Buffer.alloc(4 + payloadBytes);
  buffer.writeUInt32LE(type, 0);
  return buffer;
}
