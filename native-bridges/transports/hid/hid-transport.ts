import type { Bytes } from '../../contract/bytes.ts';

/** Who answers at the other end, as the operating system read it from the device. */
export interface HidIdentity {
  readonly vendorId: number;
  readonly productId: number;
  readonly serial: string | null;
}

/**
 * One HID device and its reports, each with the report id in its first byte. One user at a time.
 *
 * Guarantees every implementation gives:
 * - `open` either holds the device or has released everything it touched; it may be called again after `close` and after
 *   an unplug, and then finds the device wherever it was plugged in;
 * - once the device is gone, every call and every waiting read ends with `DEVICE_UNPLUGGED`;
 * - input reports that arrive while nobody reads are kept, the newest of them where it is too many;
 * - `close` never throws, may be called at any time (also while `open` runs) and twice, and leaves no handle open.
 */
export interface HidTransport {
  /** @throws CodedError `DEVICE_ABSENT` | `DEVICE_BUSY` | `DEVICE_PERMISSION` | `DEVICE_REFUSED` */
  open(): Promise<HidIdentity>;

  /**
   * Asks for a feature report.
   *
   * @param maxLength bytes to make room for, id included; the answer may be shorter
   * @throws CodedError `DEVICE_REFUSED` where the device has no such report; `DEVICE_UNPLUGGED`
   */
  getFeature(reportId: number, maxLength: number): Promise<Bytes>;

  /** Sends a feature report. @throws CodedError `DEVICE_REFUSED` where the device does not take it; `DEVICE_UNPLUGGED` */
  setFeature(report: Uint8Array): Promise<void>;

  /** Sends an output report. @throws CodedError `DEVICE_REFUSED` | `DEVICE_UNPLUGGED` */
  write(report: Uint8Array): Promise<void>;

  /** The next input report. @throws CodedError `DEVICE_UNPLUGGED`, or the signal's reason when it is aborted */
  read(signal: AbortSignal): Promise<Bytes>;

  /** Forgets the input reports that have arrived and were not read. */
  discardInput(): void;

  close(): Promise<void>;
}
