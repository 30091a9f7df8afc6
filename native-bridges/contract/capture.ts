import * as z from 'zod/mini';
import { bytes } from './bytes.ts';
import { fingerPosition } from './modality.ts';

/** Largest image a capture may carry: a 1600×1500 slap, 8 bit. */
const MAX_PIXELS = 1600 * 1500;

/** Eight-bit grey image, row by row from the top left; 0 is black (ridge), 255 white. */
export const greyImage = z
  .object({
    width: z.int().check(z.positive()),
    height: z.int().check(z.positive()),
    /** Pixels per inch, as the device's sheet states it. */
    ppi: z.int().check(z.positive()),
    pixels: bytes(MAX_PIXELS),
  })
  .check(z.refine((image) => image.pixels.byteLength === image.width * image.height, 'PIXEL_COUNT'));
export type GreyImage = z.output<typeof greyImage>;

/** What was measured from the pixels that will be stored, never taken from the device's word. */
export const fingerQuality = z.object({
  /** Share of the image covered by ridges, 0 to 1. */
  coverage: z.number(),
  /** Root-mean-square contrast inside the covered area, grey levels. */
  contrast: z.number(),
  /** 0 to 100, composed of the above; not an NFIQ score. */
  score: z.int().check(z.gte(0), z.lte(100)),
});
export type FingerQuality = z.output<typeof fingerQuality>;

/** Who made a capture. `simulated` marks the record: the centre refuses it outside its training tenant. */
export const deviceIdentity = z.object({
  deviceId: z.string(),
  model: z.string(),
  serial: z.nullable(z.string()),
  simulated: z.boolean(),
});
export type DeviceIdentity = z.output<typeof deviceIdentity>;

export const fingerCapture = z.object({
  modality: z.literal('fingerprint'),
  position: fingerPosition,
  image: greyImage,
  quality: fingerQuality,
  device: deviceIdentity,
});
export type FingerCapture = z.output<typeof fingerCapture>;
