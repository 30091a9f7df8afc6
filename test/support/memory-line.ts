import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import { deviceError } from '../../native-bridges/contract/errors.ts';
import type { DeviceLine } from '../../native-bridges/simulators/device-line.ts';
import type { ByteTransport } from '../../native-bridges/transports/byte-transport.ts';
import { ChunkQueue } from '../../native-bridges/transports/chunk-queue.ts';

/**
 * A serial line in memory: the driver's end is a {@link ByteTransport}, the device's end a {@link DeviceLine}. It cuts
 * what it carries into pieces of changing size, as USB bridges do.
 */
export class MemoryLine {
  /** Driver's ends that are open now: a leak is more than none after the test. */
  openHandles = 0;
  /** Takes what the driver writes. */
  onWritten: (bytes: Uint8Array) => void = () => {};
  #plugged = true;
  #baudRate: number | null = null;
  #received: ChunkQueue | null = null;
  #pieces = 0;

  readonly transport: ByteTransport = {
    open: async (baudRate) => {
      if (!this.#plugged) throw deviceError('DEVICE_ABSENT');
      await this.transport.close();
      this.openHandles += 1;
      this.#baudRate = baudRate;
      this.#received = new ChunkQueue();
    },
    write: async (bytes) => {
      if (!this.#plugged || !this.#received) throw deviceError('DEVICE_UNPLUGGED');
      setImmediate(() => this.onWritten(bytes));
    },
    read: (signal) => {
      if (!this.#received) return Promise.reject(deviceError('DEVICE_UNPLUGGED'));
      return this.#received.take(signal);
    },
    setBaudRate: async (baudRate) => {
      this.#baudRate = baudRate;
      this.#received?.clear();
    },
    close: async () => {
      if (this.#received) this.openHandles -= 1;
      this.#received = null;
      this.#baudRate = null;
    },
  };

  readonly deviceEnd: DeviceLine = {
    baudRate: async () => this.#baudRate,
    write: async (bytes) => {
      for (const piece of this.#cut(Uint8Array.from(bytes))) {
        this.#received?.push(piece);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    unplug: async () => this.unplug(),
  };

  unplug(): void {
    this.#plugged = false;
    this.#received?.fail(deviceError('DEVICE_UNPLUGGED'));
  }

  plug(): void {
    this.#plugged = true;
  }

  *#cut(bytes: Bytes): Generator<Bytes> {
    for (let at = 0; at < bytes.length; ) {
      const size = 1 + ((this.#pieces++ * 37) % 64);
      yield bytes.slice(at, at + size);
      at += size;
    }
  }
}
