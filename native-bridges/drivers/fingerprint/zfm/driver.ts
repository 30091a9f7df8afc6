import { requirePrint } from '../../../biometrics/quality/finger-quality.ts';
import type { DeviceIdentity, FingerCapture } from '../../../contract/capture.ts';
import type { CaptureStage, FingerCaptureDevice } from '../../../contract/capture-device.ts';
import { deviceError, isCoded } from '../../../contract/errors.ts';
import type { FingerPosition } from '../../../contract/modality.ts';
import type { ByteTransport } from '../../../transports/byte-transport.ts';
import type { ZfmProperties } from './properties.ts';
import { unpackPixels } from './protocol.ts';
import { ZfmSensor } from './sensor.ts';

/**
 * Opens a ZFM sensor on a transport that is not open yet.
 *
 * @throws CodedError `DEVICE_*`, or `CAPTURE_CANCELLED` when the signal is aborted; the transport is closed then
 */
export async function openZfmDriver(
  transport: ByteTransport,
  properties: ZfmProperties,
  identity: DeviceIdentity,
  signal: AbortSignal,
): Promise<FingerCaptureDevice> {
  const driver = new ZfmDriver(transport, properties, identity);
  await driver.connect(signal);
  return driver;
}

class ZfmDriver implements FingerCaptureDevice {
  readonly #sensor: ZfmSensor;
  readonly #properties: ZfmProperties;
  readonly #identity: DeviceIdentity;
  readonly #closing = new AbortController();
  #connected = false;
  #running: Promise<unknown> | null = null;

  constructor(transport: ByteTransport, properties: ZfmProperties, identity: DeviceIdentity) {
    this.#sensor = new ZfmSensor(transport, properties);
    this.#properties = properties;
    this.#identity = identity;
  }

  connect(signal: AbortSignal): Promise<void> {
    return this.#exclusively(signal, async (running) => {
      await this.#sensor.connect(running);
      this.#connected = true;
    });
  }

  captureFinger(
    position: FingerPosition,
    options: { readonly signal: AbortSignal; readonly onProgress: (stage: CaptureStage, share: number) => void },
  ): Promise<FingerCapture> {
    const { onProgress } = options;
    return this.#exclusively(options.signal, async (running) => {
      // After a failure nobody knows what the sensor still has to say: the line was closed and is set up anew.
      if (!this.#connected) await this.#sensor.connect(running);
      this.#connected = true;
      await this.#sensor.takeImage(running, (stage) => onProgress(stage, 0));
      const packed = await this.#sensor.fetchImage(running, (share) => onProgress('transferring', share));
      const { width, height, ppi } = this.#properties;
      const image = { width, height, ppi, pixels: unpackPixels(packed) };
      return { modality: 'fingerprint', position, image, quality: requirePrint(image), device: this.#identity };
    });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running?.catch(() => {});
    await this.#sensor.disconnect();
  }

  /** One operation at a time; it ends as cancelled when the caller or `close` says so, and leaves the line in order. */
  async #exclusively<T>(signal: AbortSignal, work: (running: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#running) throw deviceError('DEVICE_BUSY', 'another operation is running');
    const running = AbortSignal.any([signal, this.#closing.signal]);
    const operation = work(running);
    this.#running = operation;
    try {
      return await operation;
    } catch (error) {
      // These leave the dialogue where it was; after anything else the line is dropped.
      if (!isCoded(error, 'CAPTURE_NO_FINGER', 'CAPTURE_MESSY', 'CAPTURE_EMPTY')) {
        this.#connected = false;
        await this.#sensor.disconnect();
      }
      throw running.aborted ? deviceError('CAPTURE_CANCELLED') : error;
    } finally {
      this.#running = null;
    }
  }
}
