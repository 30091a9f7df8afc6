import * as z from 'zod/mini';
import { bytes } from './bytes.ts';
import type { DeviceIdentity } from './capture.ts';

/** Largest screen of a signature pad: 800×480. */
const MAX_SCREEN_PIXELS = 800 * 480;

const coordinate = z.int().check(z.gte(0), z.lte(0xffff));
const screenSide = z.int().check(z.positive(), z.lte(0xffff));

/** What the numbers of a pad mean. Pad units count from the top left corner of the writing surface. */
export const padCapability = z.object({
  /** Largest x and y that the pad reports, pad units. */
  maxX: screenSide,
  maxY: screenSide,
  /** Pixels of the screen under the writing surface. */
  screenWidth: screenSide,
  screenHeight: screenSide,
  /** Samples a second while a pen is near. */
  reportRate: z.int().check(z.positive(), z.lte(0xff)),
});
export type PadCapability = z.output<typeof padCapability>;

/** One sample of the pen while it is near the pad. */
export const padPoint = z.object({
  /** Pad units, 0 to the capability's `maxX` and `maxY`. */
  x: coordinate,
  y: coordinate,
  /** 0 (no pressure) to 1 (the most the pad can measure). */
  pressure: z.number().check(z.gte(0), z.lte(1)),
  /** The pen touches the surface: ink. */
  down: z.boolean(),
  /** Since the first sample of this signing, by the pad's clock; never goes back. */
  timeMs: z.number().check(z.gte(0)),
  /** Samples that the pad took and that never arrived, directly before this one. */
  lostSamples: z.int().check(z.gte(0)),
});
export type PadPoint = z.output<typeof padPoint>;

/** What arrived between the start of a signing and its end. */
export const signingSummary = z.object({
  points: z.int().check(z.gte(0)),
  strokes: z.int().check(z.gte(0)),
  lostSamples: z.int().check(z.gte(0)),
});
export type SigningSummary = z.output<typeof signingSummary>;

/** What the pad's screen is to show: eight-bit grey, row by row from the top left; 0 is black, 255 white. */
export const padImage = z
  .object({ width: screenSide, height: screenSide, pixels: bytes(MAX_SCREEN_PIXELS) })
  .check(z.refine((image) => image.pixels.byteLength === image.width * image.height, 'PIXEL_COUNT'));
export type PadImage = z.output<typeof padImage>;

/**
 * A signature pad with a screen, opened and held by one session.
 *
 * Guarantees every implementation gives:
 * - each operation ends within its deadline, with a result or a `CodedError` of the device list;
 * - an aborted signal ends the operation with `CAPTURE_CANCELLED` and leaves the pad usable;
 * - a pad that went away ends it with `DEVICE_UNPLUGGED`; once it is back, the next operation finds it again;
 * - after `close()` no handle is held and no point is told; closing twice is harmless.
 */
export interface SignaturePad {
  /** As the pad itself answered; of the model's data sheet where it does not. */
  readonly capability: PadCapability;
  readonly identity: DeviceIdentity;

  /**
   * Turns the ink on and tells every sample of the pen until {@link finish}.
   *
   * @throws CodedError `CAPTURE_EMPTY` where the pen never touched the pad, `CAPTURE_INCOMPLETE` where nobody finished
   *   within the time allowed, `CAPTURE_CANCELLED`, `DEVICE_*`
   */
  sign(options: { readonly signal: AbortSignal; readonly onPoint: (point: PadPoint) => void }): Promise<SigningSummary>;

  /** Ends a running signing: `sign` resolves. Without one nothing happens. */
  finish(): void;

  /** Takes ink and image off the screen; also while somebody signs. @throws CodedError `DEVICE_*`, `CAPTURE_CANCELLED` */
  clear(signal: AbortSignal): Promise<void>;

  /**
   * Shows what is being signed. The image has the size of the screen.
   *
   * @throws CodedError `DEVICE_REFUSED` for another size, or where the pad does not take it; `DEVICE_*`, `CAPTURE_CANCELLED`
   */
  showImage(
    image: PadImage,
    options: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
  ): Promise<void>;

  /** Releases the pad. Never throws. */
  close(): Promise<void>;
}
