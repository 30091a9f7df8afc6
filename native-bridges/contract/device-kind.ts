import type { BarcodeReader } from './barcode-reader.ts';
import type { FingerCaptureDevice } from './capture-device.ts';
import type { PositionReceiver } from './position-receiver.ts';
import type { ReceiptPrinter } from './receipt-printer.ts';

/** What each kind of device can do, once opened. A kind is a modality, or a device that captures nothing of a person. */
export interface DeviceOfKind {
  readonly fingerprint: FingerCaptureDevice;
  readonly position: PositionReceiver;
  readonly barcode: BarcodeReader;
  readonly receipt: ReceiptPrinter;
}
export type DeviceKind = keyof DeviceOfKind;
