import { requirePrint } from '../../../biometrics/quality/finger-quality.ts';
import type { DeviceIdentity, FingerCapture } from '../../../contract/capture.ts';
import type { CaptureStage, FingerCaptureDevice } from '../../../contract/capture-device.ts';
import type { FingerPosition } from '../../../contract/modality.ts';
import type { ByteTransport } from '../../../transports/byte-transport.ts';
import { LineUse } from '../../line-use.ts';
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
  readonly #line: LineUse;

  constructor(transport: ByteTransport, properties: ZfmProperties, identity: DeviceIdentity) {
    const sensor = new ZfmSensor(transport, properties);
    this.#sensor = sensor;
    this.#properties = properties;
    this.#identity = identity;
    this.#line = new LineUse(transport, (signal) => sensor.connect(signal), [
      'CAPTURE_NO_FINGER',
      'CAPTURE_MESSY',
      'CAPTURE_EMPTY',
    ]);
  }

  connect(signal: AbortSignal): Promise<void> {
    return this.#line.run(signal, async () => {});
  }

  captureFinger(
    position: FingerPosition,
    options: { readonly signal: AbortSignal; readonly onProgress: (stage: CaptureStage, share: number) => void },
  ): Promise<FingerCapture> {
    const { onProgress } = options;
    return this.#line.run(options.signal, async (running) => {
      await this.#sensor.takeImage(running, (stage) => onProgress(stage, 0));
      const packed = await this.#sensor.fetchImage(running, (share) => onProgress('transferring', share));
      const { width, height, ppi } = this.#properties;
      const image = { width, height, ppi, pixels: unpackPixels(packed) };
      return { modality: 'fingerprint', position, image, quality: requirePrint(image), device: this.#identity };
    });
  }

  close(): Promise<void> {
    return this.#line.close();
  }
}
