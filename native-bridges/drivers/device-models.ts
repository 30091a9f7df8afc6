import type { DeviceKind, DeviceOfKind } from '../contract/device-kind.ts';
import type { UsbId } from '../transports/serial/serial-ports.ts';
import { SerialTransport } from '../transports/serial/serial-transport.ts';
import { openSerialBarcodeDriver } from './barcode/serial/driver.ts';
import { SERIAL_BARCODE_PROPERTIES } from './barcode/serial/properties.ts';
import { openZfmDriver } from './fingerprint/zfm/driver.ts';
import { ZFM_PROPERTIES } from './fingerprint/zfm/properties.ts';
import { openNmeaDriver } from './position/nmea/driver.ts';
import { NMEA_PROPERTIES } from './position/nmea/properties.ts';
import { openEscPosDriver } from './receipt/escpos/driver.ts';
import { ESC_POS_58_PROPERTIES, ESC_POS_80_PROPERTIES } from './receipt/escpos/properties.ts';

/** A place in the kit where a device is, or is expected. */
interface DevicePlace {
  readonly deviceId: string;
  /** `/dev/ttyUSB0`, `/dev/serial/by-id/…`, `COM3`. */
  readonly port: string;
  readonly simulated: boolean;
}

/** Every model, and the kind of device it is. */
const KIND_OF_MODEL = {
  zfm: 'fingerprint',
  nmea: 'position',
  'serial-barcode': 'barcode',
  'esc-pos-58': 'receipt',
  'esc-pos-80': 'receipt',
} as const satisfies Record<string, DeviceKind>;
export type DeviceModelId = keyof typeof KIND_OF_MODEL;

/** Models of one kind. */
export type ModelIdOfKind<Kind extends DeviceKind> = {
  [Id in DeviceModelId]: (typeof KIND_OF_MODEL)[Id] extends Kind ? Id : never;
}[DeviceModelId];

/** All that the rest of the product needs to know of a model. */
export interface DeviceModel<Kind extends DeviceKind> {
  /** As shown to the technician and written into packets. */
  readonly name: string;
  readonly kind: Kind;
  /** USB devices behind whose serial port this model is looked for when the kit names no port. */
  readonly usbBridges: readonly UsbId[];
  /**
   * Opens and greets the device.
   *
   * @throws CodedError `DEVICE_*`, or `CAPTURE_CANCELLED` when the signal is aborted; nothing is held then
   */
  readonly open: (place: DevicePlace, signal: AbortSignal) => Promise<DeviceOfKind[Kind]>;
}

/** The chips that sensor boards and cables put between USB and the sensor's serial line. */
const USB_SERIAL_BRIDGES: readonly UsbId[] = [
  { vendorId: '10c4', productId: 'ea60' }, // Silicon Labs CP210x
  { vendorId: '1a86', productId: '7523' }, // WCH CH340
  { vendorId: '1a86', productId: '55d4' }, // WCH CH9102
  { vendorId: '0403', productId: '6001' }, // FTDI FT232R
  { vendorId: '067b', productId: '2303' }, // Prolific PL2303
];

/** Receivers with USB of their own. Behind one of the bridges above, a receiver is named by the kit's profile. */
const UBLOX_RECEIVERS: readonly UsbId[] = [
  { vendorId: '1546', productId: '01a6' }, // u-blox 6
  { vendorId: '1546', productId: '01a7' }, // u-blox 7
  { vendorId: '1546', productId: '01a8' }, // u-blox 8
];

/** The registry. A new device is one row here and in {@link KIND_OF_MODEL}, its properties, its protocol and its driver. */
export const DEVICE_MODELS: { readonly [Id in DeviceModelId]: DeviceModel<(typeof KIND_OF_MODEL)[Id]> } = {
  zfm: {
    name: 'ZFM / R30x',
    kind: 'fingerprint',
    usbBridges: USB_SERIAL_BRIDGES,
    open: ({ deviceId, port, simulated }, signal) =>
      openZfmDriver(
        new SerialTransport(port),
        ZFM_PROPERTIES,
        { deviceId, model: 'ZFM / R30x', serial: null, simulated },
        signal,
      ),
  },
  nmea: {
    name: 'NMEA 0183',
    kind: 'position',
    usbBridges: UBLOX_RECEIVERS,
    open: ({ deviceId, port, simulated }, signal) =>
      openNmeaDriver(
        new SerialTransport(port),
        NMEA_PROPERTIES,
        { deviceId, model: 'NMEA 0183', serial: null, simulated },
        signal,
      ),
  },
  'serial-barcode': {
    name: 'Serial barcode',
    kind: 'barcode',
    // Readers share the bridges of the sensors: the kit's profile names their port.
    usbBridges: [],
    open: ({ deviceId, port, simulated }, signal) =>
      openSerialBarcodeDriver(
        new SerialTransport(port),
        SERIAL_BARCODE_PROPERTIES,
        { deviceId, model: 'Serial barcode', serial: null, simulated },
        signal,
      ),
  },
  'esc-pos-58': {
    name: 'ESC/POS 58 mm',
    kind: 'receipt',
    usbBridges: [],
    open: ({ port }, signal) => openEscPosDriver(new SerialTransport(port), ESC_POS_58_PROPERTIES, signal),
  },
  'esc-pos-80': {
    name: 'ESC/POS 80 mm',
    kind: 'receipt',
    usbBridges: [],
    open: ({ port }, signal) => openEscPosDriver(new SerialTransport(port), ESC_POS_80_PROPERTIES, signal),
  },
};

/** The models of one kind, in the order of the registry. */
export function modelIdsOfKind<Kind extends DeviceKind>(kind: Kind): readonly ModelIdOfKind<Kind>[] {
  const ids = Object.keys(KIND_OF_MODEL) as DeviceModelId[];
  return ids.filter((id): id is ModelIdOfKind<Kind> => KIND_OF_MODEL[id] === kind);
}
