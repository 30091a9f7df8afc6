import { SerialPort } from 'serialport';
import type { Bytes } from '../../contract/bytes.ts';
import { type DeviceErrorCode, deviceError } from '../../contract/errors.ts';
import type { ByteTransport } from '../byte-transport.ts';
import { ChunkQueue } from '../chunk-queue.ts';
import { isPortPresent } from './serial-ports.ts';

/** How often an open port is looked for. */
const WATCH_INTERVAL_MS = 250;

/** The port while it is open. */
interface Line {
  readonly port: SerialPort;
  readonly received: ChunkQueue;
  readonly watch: NodeJS.Timeout;
}

/** A serial port of the operating system: `/dev/ttyUSB0`, `COM3`, or a pseudo-terminal. Eight bits, no parity, one stop bit. */
export class SerialTransport implements ByteTransport {
  readonly #path: string;
  #line: Line | null = null;
  /** Counts openings and closings, so that an opening that was overtaken by a closing releases what it got. */
  #generation = 0;

  constructor(path: string) {
    this.#path = path;
  }

  async open(baudRate: number): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    await this.#release();
    const port = new SerialPort({ path: this.#path, baudRate, autoOpen: false });
    const received = new ChunkQueue();
    // Errors also reach the callbacks below; without a listener they would end the process.
    port.on('error', () => {});
    port.on('close', () => received.fail(unplugged()));
    // Flowing from the start: the library notices an unplugged device only while somebody reads.
    port.on('data', (chunk: Buffer) => received.push(new Uint8Array(chunk)));
    await new Promise<void>((resolve, reject) => {
      port.open((error) =>
        error ? reject(deviceError(openErrorCode(error.message), error.message, error)) : resolve(),
      );
    });
    if (generation !== this.#generation) {
      await closePort(port);
      throw unplugged();
    }
    this.#line = { port, received, watch: this.#watch(received) };
  }

  async write(bytes: Uint8Array): Promise<void> {
    const { port } = this.#opened();
    await new Promise<void>((resolve, reject) => {
      // The library would keep the bytes for a port that opens again.
      if (!port.isOpen) return reject(unplugged());
      port.write(Buffer.from(bytes), (error) => (error ? reject(unplugged(error)) : resolve()));
    });
  }

  async read(signal: AbortSignal): Promise<Bytes> {
    return this.#opened().received.take(signal);
  }

  async setBaudRate(baudRate: number): Promise<void> {
    const { port, received } = this.#opened();
    await new Promise<void>((resolve, reject) => {
      port.update({ baudRate }, (error) => (error ? reject(unplugged(error)) : resolve()));
    });
    received.clear();
  }

  async close(): Promise<void> {
    this.#generation += 1;
    await this.#release();
  }

  async #release(): Promise<void> {
    const line = this.#line;
    this.#line = null;
    if (!line) return;
    clearInterval(line.watch);
    line.received.fail(unplugged());
    await closePort(line.port);
  }

  /**
   * A port that goes while bytes are coming in is not noticed by the library: it reads no bytes, again and again. So
   * its name is looked for; on Windows, where that is costly, the system ends the read itself.
   */
  #watch(received: ChunkQueue): NodeJS.Timeout {
    return setInterval(() => {
      if (process.platform === 'win32') return;
      void isPortPresent(this.#path).then((present) => present || received.fail(unplugged()));
    }, WATCH_INTERVAL_MS);
  }

  #opened(): Line {
    if (!this.#line) throw unplugged();
    return this.#line;
  }
}

/** Resolves when the handle is released, also where the library is closing the port of an unplugged device itself. */
function closePort(port: SerialPort): Promise<void> {
  return new Promise((resolve) => {
    if (port.closing) port.once('close', () => resolve());
    else if (port.isOpen) port.close(() => resolve());
    else resolve();
  });
}

const unplugged = (cause?: unknown) => deviceError('DEVICE_UNPLUGGED', '', cause);

/** What an opening failed of, from the library's words: the system's `strerror`, on Windows the library's own. */
export function openErrorCode(message: string): DeviceErrorCode {
  if (/cannot lock port|resource busy|EBUSY/i.test(message)) return 'DEVICE_BUSY';
  // Windows says "Access denied" for a port that another program holds.
  if (/access denied/i.test(message)) return 'DEVICE_BUSY';
  if (/permission denied|operation not permitted|EACCES|EPERM/i.test(message)) return 'DEVICE_PERMISSION';
  if (/no such (file|device)|file not found|ENOENT|ENXIO|ENODEV/i.test(message)) return 'DEVICE_ABSENT';
  return 'DEVICE_REFUSED';
}
