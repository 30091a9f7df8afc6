import { type DeviceErrorCode, deviceError } from '../../native-bridges/contract/errors.ts';
import type { FeatureAnswer, PadLine } from '../../native-bridges/simulators/stu/simulated-pad.ts';
import { ChunkQueue } from '../../native-bridges/transports/chunk-queue.ts';
import type { HidIdentity, HidTransport } from '../../native-bridges/transports/hid/hid-transport.ts';

/** What answers at the device's end. */
interface HidResponder {
  getFeature(reportId: number): FeatureAnswer;
  setFeature(report: Uint8Array): 'taken' | 'refused' | 'silent';
}

/** A HID cable in memory: the driver's end is a {@link HidTransport}, the device's end a {@link PadLine}. */
export class MemoryHid {
  /** Driver's ends that are open now: a leak is more than none after the test. */
  openHandles = 0;
  /** An error that the system answers to an opening, as for a device held by another program. */
  refuseOpening: DeviceErrorCode | null = null;
  /** Who answers feature reports. */
  responder: HidResponder = { getFeature: () => 'silent', setFeature: () => 'silent' };
  readonly #identity: HidIdentity;
  #received: ChunkQueue | null = null;
  #plugged = true;
  #onGone = new AbortController();

  constructor(identity: HidIdentity) {
    this.#identity = identity;
  }

  readonly transport: HidTransport = {
    open: async () => {
      if (!this.#plugged) throw deviceError('DEVICE_ABSENT');
      if (this.refuseOpening) throw deviceError(this.refuseOpening);
      await this.transport.close();
      this.openHandles += 1;
      this.#received = new ChunkQueue();
      return this.#identity;
    },
    getFeature: async (reportId, maxLength) => {
      this.#requireOpen();
      const answer = this.responder.getFeature(reportId);
      if (answer === 'refused') throw deviceError('DEVICE_REFUSED');
      if (answer === 'silent') return this.#untilGone();
      return answer.slice(0, maxLength);
    },
    setFeature: async (report) => {
      this.#requireOpen();
      const answer = this.responder.setFeature(report);
      if (answer === 'refused') throw deviceError('DEVICE_REFUSED');
      if (answer === 'silent') return this.#untilGone();
      await new Promise((resolve) => setImmediate(resolve));
    },
    write: async () => {
      this.#requireOpen();
      throw deviceError('DEVICE_REFUSED');
    },
    read: async (signal) => {
      if (!this.#received) throw deviceError('DEVICE_UNPLUGGED');
      return this.#received.take(signal);
    },
    discardInput: () => this.#received?.clear(),
    close: async () => {
      if (!this.#received) return;
      this.openHandles -= 1;
      this.#received.fail(deviceError('DEVICE_UNPLUGGED'));
      this.#received = null;
    },
  };

  readonly deviceEnd: PadLine = {
    input: async (report) => {
      this.#received?.push(report);
      await new Promise((resolve) => setImmediate(resolve));
    },
    unplug: async () => this.unplug(),
  };

  unplug(): void {
    this.#plugged = false;
    this.#received?.fail(deviceError('DEVICE_UNPLUGGED'));
    this.#onGone.abort();
    this.#onGone = new AbortController();
  }

  plug(): void {
    this.#plugged = true;
  }

  #requireOpen(): void {
    if (!this.#received || !this.#plugged) throw deviceError('DEVICE_UNPLUGGED');
  }

  /** As USB does: an unanswered request ends when the device goes. */
  #untilGone(): Promise<never> {
    return new Promise((_, reject) =>
      this.#onGone.signal.addEventListener('abort', () => reject(deviceError('DEVICE_UNPLUGGED')), { once: true }),
    );
  }
}
