import { type CodedError, deviceError, isCoded } from '../../../contract/errors.ts';
import type { PrinterStatus, ReceiptDocument, ReceiptPrinter } from '../../../contract/receipt-printer.ts';
import type { ByteTransport } from '../../../transports/byte-transport.ts';
import { withDeadline } from '../../../transports/deadline.ts';
import { waitUntilQuiet } from '../../../transports/quiet.ts';
import { LineUse } from '../../line-use.ts';
import type { EscPosProperties } from './properties.ts';
import {
  askStatus,
  askWhenDone,
  encodeReceipt,
  isDone,
  isRealTimeStatus,
  readStatus,
  type StatusQuestion,
  statusError,
} from './protocol.ts';

/** Flow control of the printer's buffer, which the operating system sees to where it is set up. */
const XON = 0x11;
const XOFF = 0x13;

/**
 * Opens a receipt printer on a transport that is not open yet, at the speed at which it answers.
 *
 * @throws CodedError `DEVICE_*`, or `CAPTURE_CANCELLED` when the signal is aborted; the transport is closed then
 */
export async function openEscPosDriver(
  transport: ByteTransport,
  properties: EscPosProperties,
  signal: AbortSignal,
): Promise<ReceiptPrinter> {
  const driver = new EscPosDriver(transport, properties);
  await driver.connect(signal);
  return driver;
}

class EscPosDriver implements ReceiptPrinter {
  readonly #transport: ByteTransport;
  readonly #properties: EscPosProperties;
  readonly #line: LineUse;
  #baudRate = 0;
  /** The printer has told that it is through with what it was sent. */
  #isDone = false;

  constructor(transport: ByteTransport, properties: EscPosProperties) {
    this.#transport = transport;
    this.#properties = properties;
    this.#line = new LineUse(transport, (signal) => this.#findBaudRate(signal), []);
  }

  connect(signal: AbortSignal): Promise<void> {
    return this.#line.run(signal, async () => {});
  }

  readStatus({ signal }: { readonly signal: AbortSignal }): Promise<PrinterStatus> {
    return this.#line.run(signal, (running) => this.#askStatus(running));
  }

  async print(document: ReceiptDocument, { signal }: { readonly signal: AbortSignal }): Promise<void> {
    const receipt = encodeReceipt(document, this.#properties.widthDots);
    await this.#line.run(signal, async (running) => {
      await this.#requireOrder(running);
      // What an earlier receipt has left in the printer comes out first, and its answer must not be taken for ours.
      await this.#sendAndWait(new Uint8Array(0), running);
      await this.#sendAndWait(receipt, running);
      await this.#requireOrder(running);
    });
  }

  close(): Promise<void> {
    return this.#line.close();
  }

  /** Asks for the status at each speed: at another than its own, a printer hears no question. */
  async #findBaudRate(signal: AbortSignal): Promise<void> {
    let lastError: CodedError = deviceError('DEVICE_SILENT');
    for (const [at, baudRate] of this.#properties.baudRates.entries()) {
      if (at === 0) await this.#transport.open(baudRate);
      else await this.#transport.setBaudRate(baudRate);
      this.#baudRate = baudRate;
      try {
        await this.#ask('printer', signal);
        return;
      } catch (error) {
        if (!isCoded(error, 'DEVICE_SILENT', 'DEVICE_GARBAGE') || signal.aborted) throw error;
        if (lastError.code === 'DEVICE_SILENT') lastError = error;
      }
    }
    throw lastError;
  }

  /** @throws CodedError `PRINTER_*` where the printer would not print, or `DEVICE_*` */
  async #requireOrder(signal: AbortSignal): Promise<void> {
    const error = statusError(await this.#askStatus(signal));
    if (error) throw error;
  }

  async #askStatus(signal: AbortSignal): Promise<PrinterStatus> {
    return readStatus({
      printer: await this.#ask('printer', signal),
      offlineCause: await this.#ask('offlineCause', signal),
      paper: await this.#ask('paper', signal),
    });
  }

  /** Sends bytes and waits until the printer has worked them off. While it prints it is asked whether it still can. */
  async #sendAndWait(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    // Ten bits a byte on the line, and half as much again for a slow bridge.
    const limit = this.#properties.timing.print + ((bytes.length * 10) / this.#baudRate) * 1000 * 1.5;
    const late = () => deviceError('PRINTER_OFFLINE', `not printed within ${Math.round(limit)} ms`);
    await withDeadline(limit, signal, late, async (printing) => {
      this.#isDone = false;
      await this.#transport.write(bytes);
      await this.#transport.write(askWhenDone());
      for (;;) {
        await this.#settle(this.#properties.timing.poll, printing);
        if (this.#isDone) return;
        await this.#requireOrder(printing);
      }
    });
  }

  /** The byte that answers one question. Every answer has its question: what came before it belongs to none. */
  async #ask(question: StatusQuestion, signal: AbortSignal): Promise<number> {
    const { status, quiet } = this.#properties.timing;
    await this.#settle(quiet, signal);
    const late = () => deviceError('DEVICE_SILENT', `no ${question} status`);
    return withDeadline(status, signal, late, async (waiting) => {
      await this.#transport.write(askStatus(question));
      for (;;) {
        for (const byte of await this.#transport.read(waiting)) {
          if (isRealTimeStatus(byte)) return byte;
          if (isDone(byte)) this.#isDone = true;
          else if (byte !== XON && byte !== XOFF) throw deviceError('DEVICE_GARBAGE', `status 0x${byte.toString(16)}`);
        }
      }
    });
  }

  /** Hears what comes unasked: that all is printed, and stray answers to pixels that look like a question. */
  #settle(quiet: number, signal: AbortSignal): Promise<void> {
    return waitUntilQuiet(this.#transport, quiet, this.#properties.timing.settle, signal, (chunk) => {
      if (chunk.some(isDone)) this.#isDone = true;
    });
  }
}
