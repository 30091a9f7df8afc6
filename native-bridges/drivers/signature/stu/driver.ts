import type { DeviceIdentity } from '../../../contract/capture.ts';
import { deviceError, isCoded } from '../../../contract/errors.ts';
import type {
  PadCapability,
  PadImage,
  PadPoint,
  SignaturePad,
  SigningSummary,
} from '../../../contract/signature-pad.ts';
import { StuTimeline } from '../../../framing/stu-timeline.ts';
import { withDeadline } from '../../../transports/deadline.ts';
import type { HidTransport } from '../../../transports/hid/hid-transport.ts';
import { StuPad } from './pad.ts';
import type { StuTiming } from './properties.ts';
import { pointOf } from './protocol.ts';

/**
 * Opens an STU pad on a transport that is not open yet. Model and serial number are the pad's own words.
 *
 * @throws CodedError `DEVICE_*`, or `CAPTURE_CANCELLED` when the signal is aborted; the transport is closed then
 */
export async function openStuDriver(
  transport: HidTransport,
  timing: StuTiming,
  place: Pick<DeviceIdentity, 'deviceId' | 'simulated'>,
  signal: AbortSignal,
): Promise<SignaturePad> {
  const pad = new StuPad(transport, timing);
  try {
    await pad.connect(signal);
  } catch (error) {
    throw signal.aborted ? deviceError('CAPTURE_CANCELLED') : error;
  }
  return new StuDriver(pad, timing, place);
}

/** Ends a signing that the officer has called finished. */
const FINISHED = new Error('signing finished');

class StuDriver implements SignaturePad {
  readonly #pad: StuPad;
  readonly #timing: StuTiming;
  readonly #closing = new AbortController();
  readonly capability: PadCapability;
  readonly identity: DeviceIdentity;
  #running: Promise<unknown> | null = null;
  #signing: AbortController | null = null;

  constructor(pad: StuPad, timing: StuTiming, { deviceId, simulated }: Pick<DeviceIdentity, 'deviceId' | 'simulated'>) {
    this.#pad = pad;
    this.#timing = timing;
    const { model, serial, capability } = pad.facts;
    const { maxX, maxY, screenWidth, screenHeight, reportRate } = capability;
    this.capability = { maxX, maxY, screenWidth, screenHeight, reportRate };
    this.identity = { deviceId, model, serial, simulated };
  }

  sign(options: {
    readonly signal: AbortSignal;
    readonly onPoint: (point: PadPoint) => void;
  }): Promise<SigningSummary> {
    const finishing = new AbortController();
    const work = async (running: AbortSignal) => {
      await this.#pad.sendIfTaken({ kind: 'pen-data-option', timed: true }, running);
      this.#pad.discardSamples();
      await this.#pad.send({ kind: 'inking-mode', on: true }, running);
      const summary = await this.#collect(AbortSignal.any([running, finishing.signal]), options.onPoint);
      await this.#pad.send({ kind: 'inking-mode', on: false }, running);
      if (summary.strokes === 0) throw deviceError('CAPTURE_EMPTY', 'the pen never touched the pad');
      return summary;
    };
    return this.#exclusively(options.signal, work, finishing);
  }

  finish(): void {
    this.#signing?.abort(FINISHED);
  }

  async clear(signal: AbortSignal): Promise<void> {
    // Signing goes on meanwhile: both talk to the pad in whole reports.
    if (this.#signing && this.#pad.isConnected) return this.#clearWhileSigning(signal);
    await this.#exclusively(signal, (running) => this.#pad.send({ kind: 'clear-screen' }, running));
  }

  showImage(
    image: PadImage,
    options: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
  ): Promise<void> {
    return this.#exclusively(options.signal, async (running) => {
      const { screenWidth, screenHeight } = this.capability;
      if (image.width !== screenWidth || image.height !== screenHeight) {
        throw deviceError(
          'DEVICE_REFUSED',
          `image ${image.width}×${image.height}, screen ${screenWidth}×${screenHeight}`,
        );
      }
      await this.#pad.sendImage(image, running, options.onProgress);
    });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running?.catch(() => {});
    await this.#pad.disconnect();
  }

  /** Tells each sample of a pen that is near, until the signal is aborted with {@link FINISHED}. */
  async #collect(signal: AbortSignal, onPoint: (point: PadPoint) => void): Promise<SigningSummary> {
    const { capability } = this.#pad.facts;
    const timeline = new StuTimeline();
    const summary = { points: 0, strokes: 0, lostSamples: 0 };
    const late = () => deviceError('CAPTURE_INCOMPLETE', `not finished within ${this.#timing.signing} ms`);
    let wasDown = false;
    try {
      await withDeadline(this.#timing.signing, signal, late, async (running) => {
        for (;;) {
          const sample = await this.#pad.nextSample(running);
          const place = timeline.place(sample, performance.now());
          if (!place) continue;
          summary.lostSamples += place.lostSamples;
          if (sample.down && !wasDown) summary.strokes += 1;
          wasDown = sample.down;
          if (!sample.near && !sample.down) continue;
          summary.points += 1;
          onPoint(pointOf(sample, capability, place));
        }
      });
    } catch (error) {
      if (error !== FINISHED) throw error;
    }
    return summary;
  }

  async #clearWhileSigning(signal: AbortSignal): Promise<void> {
    const running = AbortSignal.any([signal, this.#closing.signal]);
    try {
      await this.#pad.send({ kind: 'clear-screen' }, running);
    } catch (error) {
      throw running.aborted ? deviceError('CAPTURE_CANCELLED') : error;
    }
  }

  /**
   * One operation at a time; it ends as cancelled when the caller or `close` says so, and leaves the pad in order.
   *
   * @param signing aborted by {@link finish}; null for an operation that cannot be finished early
   */
  async #exclusively<Result>(
    signal: AbortSignal,
    work: (running: AbortSignal) => Promise<Result>,
    signing: AbortController | null = null,
  ): Promise<Result> {
    if (this.#running) throw deviceError('DEVICE_BUSY', 'another operation is running');
    const running = AbortSignal.any([signal, this.#closing.signal]);
    const operation = this.#connected(running).then(() => work(running));
    this.#running = operation;
    this.#signing = signing;
    try {
      return await operation;
    } catch (error) {
      // After anything else nobody knows what the pad is in the middle of: it is let go, and greeted anew.
      if (!isCoded(error, 'CAPTURE_EMPTY')) await this.#pad.disconnect();
      throw running.aborted ? deviceError('CAPTURE_CANCELLED') : error;
    } finally {
      this.#running = null;
      this.#signing = null;
    }
  }

  /** A pad that another one took the place of is refused: points would be told in the wrong units, under its name. */
  async #connected(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#pad.isConnected) return;
    await this.#pad.connect(signal);
    const { model, serial } = this.#pad.facts;
    if (model !== this.identity.model || serial !== this.identity.serial) {
      throw deviceError('DEVICE_REFUSED', 'another pad than before');
    }
  }
}
