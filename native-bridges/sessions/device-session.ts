import type { FingerCaptureDevice } from '../contract/capture-device.ts';
import type { DeviceSummary } from '../contract/device-host-contract.ts';
import { type DeviceErrorCode, deviceError, isCoded } from '../contract/errors.ts';
import type { Modality } from '../contract/modality.ts';
import { isPortPresent, isPseudoTerminal } from '../transports/serial/serial-ports.ts';

/** What a session needs to know of its device; `open` comes from the registry of models. */
export interface SessionDevice {
  readonly deviceId: string;
  readonly modality: Modality;
  readonly model: string;
  readonly port: string;
  readonly simulated: boolean;
  /** Found behind a USB bridge that many devices use: what it is shows when it answers. */
  readonly discovered: boolean;
  readonly open: (signal: AbortSignal) => Promise<FingerCaptureDevice>;
}

/** Failures of a person or of a moment: the device itself is in order after them. */
const PASSING_FAILURES: readonly DeviceErrorCode[] = ['CAPTURE_NO_FINGER', 'CAPTURE_MESSY', 'CAPTURE_CANCELLED'];

/**
 * One device of the kit, and who uses it. The port is held during a use and at no other time, so that a device may be
 * pulled out, plugged in again or tried with the maker's program between two captures.
 */
export class DeviceSession {
  readonly #device: SessionDevice;
  readonly #onChange: () => void;
  #present = false;
  #fault: string | null = null;
  #use: AbortController | null = null;
  /** Settles when the port of the last use is released. */
  #released: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(device: SessionDevice, onChange: () => void) {
    this.#device = device;
    this.#onChange = onChange;
  }

  get summary(): DeviceSummary {
    const { deviceId, modality, model, port, simulated } = this.#device;
    return { deviceId, modality, model, port, state: this.#state(), fault: this.#fault, simulated };
  }

  /** Found, not named by the kit's profile. */
  get isDiscovered(): boolean {
    return this.#device.discovered;
  }

  /** Looks whether the port is there. A device that left and came back starts without its old fault. */
  async checkPresence(): Promise<void> {
    const present = await isPortPresent(this.#device.port);
    if (present === this.#present) return;
    this.#present = present;
    this.#fault = null;
    this.#onChange();
  }

  /**
   * Opens the device, lends it to `work` alone, and releases it, whatever happens.
   *
   * A use that was cancelled may still be letting go of the port: it is waited for. Another one that runs is not.
   *
   * @throws CodedError<DeviceErrorCode> what `work` throws; `DEVICE_BUSY` while it is lent, `DEVICE_ABSENT` without a
   *   port, `CAPTURE_CANCELLED` when the signal is aborted
   */
  async use<Result>(
    signal: AbortSignal,
    work: (device: FingerCaptureDevice, signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    if (this.#use && !this.#use.signal.aborted) throw deviceError('DEVICE_BUSY', 'another capture is running');
    const use = new AbortController();
    // Intent: nobody else may begin from here on.
    this.#use = use;
    const cancel = () => use.abort(deviceError('CAPTURE_CANCELLED'));
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    const previous = this.#released;
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    this.#released = released;
    this.#onChange();
    try {
      await previous;
      const result = await this.#lend(use.signal, work);
      this.#fault = null;
      return result;
    } catch (error) {
      this.#learnFrom(error);
      throw use.signal.aborted ? use.signal.reason : error;
    } finally {
      signal.removeEventListener('abort', cancel);
      if (this.#use === use) this.#use = null;
      release();
      this.#onChange();
    }
  }

  /** Ends a running use and waits until its port is released. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#use?.abort(deviceError('CAPTURE_CANCELLED'));
    await this.#released;
  }

  async #lend<Result>(
    signal: AbortSignal,
    work: (device: FingerCaptureDevice, signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    signal.throwIfAborted();
    if (this.#closed) throw deviceError('CAPTURE_CANCELLED');
    await this.#refuseDisguisedSimulator();
    const device = await this.#device.open(signal);
    try {
      // Cancelled or pulled out while it opened: what was just opened is closed below.
      signal.throwIfAborted();
      return await work(device, signal);
    } finally {
      await device.close();
    }
  }

  /** A pseudo-terminal is no hardware, whatever the kit profile calls it. */
  async #refuseDisguisedSimulator(): Promise<void> {
    const { port, simulated } = this.#device;
    if (!(await isPortPresent(port))) throw deviceError('DEVICE_ABSENT', 'no such port');
    if (!simulated && (await isPseudoTerminal(port))) throw deviceError('DEVICE_REFUSED', 'pseudo-terminal');
  }

  #learnFrom(error: unknown): void {
    if (isCoded(error) && !isCoded(error, ...PASSING_FAILURES)) this.#fault = error.code;
    // Also when it is back before the next look: that look then finds it newly arrived, and in order.
    if (isCoded(error, 'DEVICE_UNPLUGGED')) this.#present = false;
  }

  #state(): DeviceSummary['state'] {
    if (this.#use) return 'capturing';
    if (!this.#present) return 'absent';
    return this.#fault === null ? 'ready' : 'faulted';
  }
}
