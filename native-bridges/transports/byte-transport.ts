import type { Bytes } from '../contract/bytes.ts';

/**
 * A line of bytes to a device. One user at a time.
 *
 * Guarantees every implementation gives:
 * - `open` either holds the line or has released everything it touched;
 * - once the device is gone, every call and every waiting read ends with `DEVICE_UNPLUGGED`;
 * - `close` never throws, may be called at any time (also while `open` runs) and twice, and leaves no handle open.
 */
export interface ByteTransport {
  /** @throws CodedError `DEVICE_ABSENT` | `DEVICE_BUSY` | `DEVICE_PERMISSION` | `DEVICE_REFUSED` */
  open(baudRate: number): Promise<void>;

  /** Resolves when the bytes are with the operating system. @throws CodedError `DEVICE_UNPLUGGED` */
  write(bytes: Uint8Array): Promise<void>;

  /**
   * The next chunk, of at least one byte. Bytes that arrived before are kept for it.
   *
   * @throws CodedError `DEVICE_UNPLUGGED`, or the signal's reason when it is aborted
   */
  read(signal: AbortSignal): Promise<Bytes>;

  /** Changes the speed of the open line. Unread bytes are lost: they were sampled at the old one. */
  setBaudRate(baudRate: number): Promise<void>;

  close(): Promise<void>;
}
