import type { Bytes } from '../../../contract/bytes.ts';
import { deviceError, isCoded } from '../../../contract/errors.ts';
import type { PadImage } from '../../../contract/signature-pad.ts';
import {
  decodeCapability,
  decodeInformation,
  decodePenReport,
  decodeSerial,
  decodeStatus,
  encodeStuCommand,
  isPenReport,
  STU_MAX_FEATURE_BYTES,
  STU_REPORT,
  STU_RESULT_OK,
  type StuCommand,
  type StuPenSample,
} from '../../../framing/stu-reports.ts';
import { withDeadline } from '../../../transports/deadline.ts';
import type { HidTransport } from '../../../transports/hid/hid-transport.ts';
import { isStuProduct, type StuTiming } from './properties.ts';
import { decoded, encodePixels, imageBlocks, padFacts, type StuPadFacts } from './protocol.ts';

/** A pad that was greeted. */
interface Greeted extends StuPadFacts {
  readonly serial: string | null;
  /** A report it answered, by which it can be asked whether it is still there; null where it answered none. */
  readonly answers: number | null;
}

/** The dialogue with one pad: each report within its time limit. Holds the device while connected. */
export class StuPad {
  readonly #transport: HidTransport;
  readonly #timing: StuTiming;
  #greeted: Greeted | null = null;

  constructor(transport: HidTransport, timing: StuTiming) {
    this.#transport = transport;
    this.#timing = timing;
  }

  get isConnected(): boolean {
    return this.#greeted !== null;
  }

  /** What the pad said when it was greeted. */
  get facts(): Greeted {
    if (!this.#greeted) throw deviceError('DEVICE_UNPLUGGED');
    return this.#greeted;
  }

  /**
   * Opens the device and asks what it is. An image that was broken off is taken back.
   *
   * @throws CodedError `DEVICE_*`; or the signal's reason. The device is released after a failure
   */
  async connect(signal: AbortSignal): Promise<void> {
    const late = () => deviceError('DEVICE_SILENT', 'greeting');
    try {
      this.#greeted = await withDeadline(this.#timing.connect, signal, late, (running) => this.#greet(running));
    } catch (error) {
      await this.disconnect();
      throw error;
    }
  }

  /** Releases the device. Never throws. */
  async disconnect(): Promise<void> {
    this.#greeted = null;
    await this.#transport.close();
  }

  /** @throws CodedError `DEVICE_*`; or the signal's reason */
  async send(command: StuCommand, signal: AbortSignal): Promise<void> {
    const late = () => deviceError('DEVICE_SILENT', command.kind);
    await withDeadline(this.#timing.report, signal, late, () => this.#transport.setFeature(encodeStuCommand(command)));
  }

  /** As {@link send}, for what not every pad can do: those that refuse it go without. */
  async sendIfTaken(command: StuCommand, signal: AbortSignal): Promise<void> {
    await this.send(command, signal).catch((error: unknown) => {
      if (!isCoded(error, 'DEVICE_REFUSED')) throw error;
    });
  }

  /** Forgets samples of before. */
  discardSamples(): void {
    this.#transport.discardInput();
  }

  /**
   * The next sample of the pen. While none comes the pad is asked, again and again, whether it is still there.
   *
   * @throws CodedError `DEVICE_GARBAGE` | `DEVICE_SILENT` | `DEVICE_UNPLUGGED`; or the signal's reason
   */
  async nextSample(signal: AbortSignal): Promise<StuPenSample> {
    const isIdle = deviceError('DEVICE_SILENT', 'no sample');
    for (;;) {
      try {
        const report = await withDeadline(
          this.#timing.idle,
          signal,
          () => isIdle,
          (waiting) => this.#transport.read(waiting),
        );
        if (isPenReport(report)) return decoded(decodePenReport, report);
      } catch (error) {
        if (error !== isIdle) throw error;
        const { answers } = this.facts;
        if (answers !== null) await this.#ask(answers, signal);
      }
    }
  }

  /**
   * Sends an image to the screen and asks whether it was taken.
   *
   * @throws CodedError `DEVICE_REFUSED` with the pad's result code; `DEVICE_*`; or the signal's reason
   */
  async sendImage(image: PadImage, signal: AbortSignal, onProgress: (share: number) => void): Promise<void> {
    const { encoding } = this.facts;
    const encoded = encodePixels(image, encoding);
    const late = () => deviceError('DEVICE_SILENT', `image not within ${this.#timing.image} ms`);
    await withDeadline(this.#timing.image, signal, late, async (running) => {
      await this.send({ kind: 'start-image', encoding }, running);
      let sent = 0;
      for (const block of imageBlocks(encoded)) {
        await this.send({ kind: 'image-data', block }, running);
        sent += block.length;
        onProgress(sent / encoded.length);
      }
      await this.send({ kind: 'end-image', commit: true }, running);
      const status = await this.#askIfAnswered(STU_REPORT.status, decodeStatus, running);
      if (status && status.lastResult !== STU_RESULT_OK) {
        throw deviceError('DEVICE_REFUSED', `image: result 0x${status.lastResult.toString(16).padStart(2, '0')}`);
      }
    });
  }

  async #greet(signal: AbortSignal): Promise<Greeted> {
    const { vendorId, productId, serial: usbSerial } = await this.#transport.open();
    signal.throwIfAborted();
    if (!isStuProduct(vendorId, productId)) throw deviceError('DEVICE_REFUSED', 'not an STU pad');
    const information = await this.#askIfAnswered(STU_REPORT.information, decodeInformation, signal);
    const capability = await this.#askIfAnswered(STU_REPORT.capability, decodeCapability, signal);
    const serial = await this.#askIfAnswered(STU_REPORT.serial, decodeSerial, signal);
    const status = await this.#askIfAnswered(STU_REPORT.status, decodeStatus, signal);
    if (status?.state === 'image') await this.send({ kind: 'end-image', commit: false }, signal);
    // A signing that was broken off leaves the ink on.
    await this.sendIfTaken({ kind: 'inking-mode', on: false }, signal);
    const answers = information ? STU_REPORT.information : capability ? STU_REPORT.capability : null;
    return { ...padFacts(productId, information, capability), serial: serial || usbSerial, answers };
  }

  /** The answer; null where the pad refuses the question, as each model does with some. Silence is a failure. */
  async #askIfAnswered<Value>(
    reportId: number,
    decode: (report: Uint8Array) => Value,
    signal: AbortSignal,
  ): Promise<Value | null> {
    try {
      return decoded(decode, await this.#ask(reportId, signal));
    } catch (error) {
      if (!isCoded(error, 'DEVICE_REFUSED')) throw error;
      return null;
    }
  }

  #ask(reportId: number, signal: AbortSignal): Promise<Bytes> {
    const late = () => deviceError('DEVICE_SILENT', `report 0x${reportId.toString(16)}`);
    return withDeadline(this.#timing.report, signal, late, () =>
      this.#transport.getFeature(reportId, STU_MAX_FEATURE_BYTES),
    );
  }
}
