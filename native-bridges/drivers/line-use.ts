import { type DeviceErrorCode, deviceError, isCoded } from '../contract/errors.ts';
import type { ByteTransport } from '../transports/byte-transport.ts';

/**
 * One driver's use of a line: one operation at a time, each ended by its caller or by `close`, and the line set up anew
 * after a failure, since nobody knows then what the device still has to say.
 */
export class LineUse {
  readonly #transport: ByteTransport;
  readonly #connect: (signal: AbortSignal) => Promise<void>;
  readonly #passing: readonly DeviceErrorCode[];
  readonly #closing = new AbortController();
  #connected = false;
  #running: Promise<unknown> | null = null;

  /**
   * @param connect opens the line and greets the device
   * @param passing failures of a person or of a moment, after which the dialogue is where it was
   */
  constructor(
    transport: ByteTransport,
    connect: (signal: AbortSignal) => Promise<void>,
    passing: readonly DeviceErrorCode[],
  ) {
    this.#transport = transport;
    this.#connect = connect;
    this.#passing = passing;
  }

  /**
   * Runs one operation on the connected line.
   *
   * @throws CodedError `DEVICE_BUSY` while another one runs, `CAPTURE_CANCELLED` when the signal is aborted or the line
   *   closed; what `connect` and `work` throw
   */
  async run<T>(signal: AbortSignal, work: (running: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#running) throw deviceError('DEVICE_BUSY', 'another operation is running');
    const running = AbortSignal.any([signal, this.#closing.signal]);
    const operation = this.#connectAnd(running, work);
    this.#running = operation;
    try {
      return await operation;
    } catch (error) {
      if (!this.#passing.some((code) => isCoded(error, code))) {
        this.#connected = false;
        await this.#transport.close();
      }
      throw running.aborted ? deviceError('CAPTURE_CANCELLED') : error;
    } finally {
      this.#running = null;
    }
  }

  /** Ends a running operation and releases the line. Never throws. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running?.catch(() => {});
    await this.#transport.close();
  }

  async #connectAnd<T>(signal: AbortSignal, work: (running: AbortSignal) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    if (!this.#connected) await this.#connect(signal);
    this.#connected = true;
    return work(signal);
  }
}
