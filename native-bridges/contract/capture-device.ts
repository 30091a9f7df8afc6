import type { FingerCapture } from './capture.ts';
import type { FingerPosition } from './modality.ts';

/**
 * A single-finger sensor, opened and held by one session.
 *
 * Guarantees every implementation gives:
 * - each operation ends within its deadline, with a result or a `CodedError` of the device list;
 * - an aborted signal ends the operation with `CAPTURE_CANCELLED` and leaves the device usable;
 * - after `close()` no handle is held and no event is sent; closing twice is harmless.
 */
export interface FingerCaptureDevice {
  /**
   * Waits for a finger and returns its image.
   *
   * @param onProgress stage, and the share (0 to 1) of the image received so far
   * @throws CodedError<DeviceErrorCode>
   */
  captureFinger(
    position: FingerPosition,
    options: { readonly signal: AbortSignal; readonly onProgress: (stage: CaptureStage, share: number) => void },
  ): Promise<FingerCapture>;

  /** Releases the port. Never throws. */
  close(): Promise<void>;
}

/** `waiting` for a finger, `imaging` on the sensor, `transferring` the image. */
export type CaptureStage = 'waiting' | 'imaging' | 'transferring';
