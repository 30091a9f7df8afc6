import type { BarcodeReader, BarcodeScan } from '../../../contract/barcode-reader.ts';
import type { DeviceIdentity } from '../../../contract/capture.ts';
import { deviceError } from '../../../contract/errors.ts';
import { BarcodeLineParser } from '../../../framing/barcode-line.ts';
import { FramingError } from '../../../framing/framing-error.ts';
import type { ByteTransport } from '../../../transports/byte-transport.ts';
import { withDeadline } from '../../../transports/deadline.ts';
import { waitUntilQuiet } from '../../../transports/quiet.ts';
import { LineUse } from '../../line-use.ts';
import type { BarcodeProperties } from './properties.ts';

/**
 * Opens a barcode reader on a transport that is not open yet. That the port opens is all that can be known of it: a
 * reader says nothing before it has read.
 *
 * @throws CodedError `DEVICE_*`, or `CAPTURE_CANCELLED` when the signal is aborted; the transport is closed then
 */
export async function openSerialBarcodeDriver(
  transport: ByteTransport,
  properties: BarcodeProperties,
  identity: DeviceIdentity,
  signal: AbortSignal,
): Promise<BarcodeReader> {
  const driver = new SerialBarcodeDriver(transport, properties, identity);
  await driver.connect(signal);
  return driver;
}

class SerialBarcodeDriver implements BarcodeReader {
  readonly #transport: ByteTransport;
  readonly #timing: BarcodeProperties['timing'];
  readonly #identity: DeviceIdentity;
  readonly #line: LineUse;

  constructor(transport: ByteTransport, { baudRate, timing }: BarcodeProperties, identity: DeviceIdentity) {
    this.#transport = transport;
    this.#timing = timing;
    this.#identity = identity;
    this.#line = new LineUse(transport, () => transport.open(baudRate), ['BARCODE_NONE']);
  }

  connect(signal: AbortSignal): Promise<void> {
    return this.#line.run(signal, async () => {});
  }

  readBarcode({ signal }: { readonly signal: AbortSignal }): Promise<BarcodeScan> {
    const { scan, quiet, settle } = this.#timing;
    return this.#line.run(signal, async (running) => {
      await waitUntilQuiet(this.#transport, quiet, settle, running);
      const nothing = () => deviceError('BARCODE_NONE');
      const first = await withDeadline(scan, running, nothing, (waiting) => this.#transport.read(waiting));
      return { text: await this.#readText(first, running), device: this.#identity };
    });
  }

  close(): Promise<void> {
    return this.#line.close();
  }

  /** The text that begins with these bytes. Line ends before it are left from the barcode before. */
  async #readText(first: Uint8Array, signal: AbortSignal): Promise<string> {
    const parser = new BarcodeLineParser();
    const unended = () => deviceError('DEVICE_GARBAGE', `${parser.pendingBytes} bytes and no line end`);
    for (let chunk = first; ; ) {
      const [text] = parser.push(chunk);
      if (text instanceof FramingError) throw deviceError('DEVICE_GARBAGE', `line: ${text.reason}`, text);
      if (text !== undefined) return text;
      chunk = await withDeadline(this.#timing.gap, signal, unended, (waiting) => this.#transport.read(waiting));
    }
  }
}
