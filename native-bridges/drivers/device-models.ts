import type { FingerCaptureDevice } from '../contract/capture-device.ts';
import type { Modality } from '../contract/modality.ts';
import type { UsbId } from '../transports/serial/serial-ports.ts';
import { SerialTransport } from '../transports/serial/serial-transport.ts';
import { openZfmDriver } from './fingerprint/zfm/driver.ts';
import { ZFM_PROPERTIES } from './fingerprint/zfm/properties.ts';

/** A place in the kit where a device is, or is expected. */
interface DevicePlace {
  readonly deviceId: string;
  /** `/dev/ttyUSB0`, `/dev/serial/by-id/…`, `COM3`. */
  readonly port: string;
  readonly simulated: boolean;
}

export const DEVICE_MODEL_IDS = ['zfm'] as const;
export type DeviceModelId = (typeof DEVICE_MODEL_IDS)[number];

/** All that the rest of the product needs to know of a model. */
export interface DeviceModel {
  /** As shown to the technician and written into packets. */
  readonly name: string;
  readonly modality: Modality;
  /** USB devices behind whose serial port this model is looked for when the kit names no port. */
  readonly usbBridges: readonly UsbId[];
  /**
   * Opens and greets the device.
   *
   * @throws CodedError `DEVICE_*`, or `CAPTURE_CANCELLED` when the signal is aborted; nothing is held then
   */
  readonly open: (place: DevicePlace, signal: AbortSignal) => Promise<FingerCaptureDevice>;
}

/** The chips that sensor boards and cables put between USB and the sensor's serial line. */
const USB_SERIAL_BRIDGES: readonly UsbId[] = [
  { vendorId: '10c4', productId: 'ea60' }, // Silicon Labs CP210x
  { vendorId: '1a86', productId: '7523' }, // WCH CH340
  { vendorId: '1a86', productId: '55d4' }, // WCH CH9102
  { vendorId: '0403', productId: '6001' }, // FTDI FT232R
  { vendorId: '067b', productId: '2303' }, // Prolific PL2303
];

/** The registry. A new device is one row here, its properties, its protocol and its driver. */
export const DEVICE_MODELS: { readonly [Id in DeviceModelId]: DeviceModel } = {
  zfm: {
    name: 'ZFM / R30x',
    modality: 'fingerprint',
    usbBridges: USB_SERIAL_BRIDGES,
    open: ({ deviceId, port, simulated }, signal) =>
      openZfmDriver(
        new SerialTransport(port),
        ZFM_PROPERTIES,
        { deviceId, model: 'ZFM / R30x', serial: null, simulated },
        signal,
      ),
  },
};
