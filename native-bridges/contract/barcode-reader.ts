import * as z from 'zod/mini';
import { deviceIdentity } from './capture.ts';

/** What was read from one barcode. */
export const barcodeScan = z.object({
  /** The barcode's own text, without what the reader puts at its end. May hold GS and RS, the separators of GS1. */
  text: z.string().check(z.minLength(1)),
  device: deviceIdentity,
});
export type BarcodeScan = z.output<typeof barcodeScan>;

/** A barcode reader, opened and held by one session. Its guarantees are those of `FingerCaptureDevice`. */
export interface BarcodeReader {
  /**
   * Waits for the next barcode. One that was read before the call is thrown away: it was meant for another field.
   *
   * @throws CodedError `BARCODE_NONE` | `DEVICE_*` | `CAPTURE_CANCELLED`
   */
  readBarcode(options: { readonly signal: AbortSignal }): Promise<BarcodeScan>;

  /** Releases the port. Never throws. */
  close(): Promise<void>;
}
