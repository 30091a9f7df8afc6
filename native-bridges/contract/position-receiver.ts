import * as z from 'zod/mini';
import { deviceIdentity } from './capture.ts';

/** How a kept position was found. Estimated, typed-in and simulated positions are never kept, so they have no name. */
export const fixQuality = z.enum(['satellite', 'differential', 'precise', 'rtk', 'float-rtk']);
export type FixQuality = z.output<typeof fixQuality>;

/** Where the kit is, and when, as satellites say. */
export const positionFix = z.object({
  /** Degrees north of the equator, WGS 84. */
  latitude: z.number().check(z.gte(-90), z.lte(90)),
  /** Degrees east of Greenwich. */
  longitude: z.number().check(z.gte(-180), z.lte(180)),
  /** The instant of the position, UTC, by the satellites' clock and not by the kit's. */
  instant: z.iso.datetime(),
  quality: fixQuality,
  /** Horizontal dilution of precision: 1 is an open sky; times about 5 m is the expected error. */
  hdop: z.number().check(z.positive()),
  /** Satellites used. */
  satellites: z.int().check(z.gte(0)),
  device: deviceIdentity,
});
export type PositionFix = z.output<typeof positionFix>;

/**
 * A satellite receiver, opened and held by one session. Its guarantees are those of `FingerCaptureDevice`: each
 * operation ends within its deadline, an aborted signal ends it with `CAPTURE_CANCELLED`, and nothing is held after
 * `close()`.
 */
export interface PositionReceiver {
  /**
   * Waits for a position that is good enough to be kept, and that is not older than the call.
   *
   * @throws CodedError `POSITION_NO_FIX` | `DEVICE_*` | `CAPTURE_CANCELLED`
   */
  readFix(options: { readonly signal: AbortSignal }): Promise<PositionFix>;

  /** Releases the port. Never throws. */
  close(): Promise<void>;
}
