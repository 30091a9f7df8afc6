import * as z from 'zod/mini';
import { bytes } from './bytes.ts';

/** Largest picture on a receipt: as wide as 80 mm paper, a quarter of a metre long. */
const MAX_IMAGE_PIXELS = 576 * 2000;

const alignment = z.enum(['left', 'centre', 'right']);
export type Alignment = z.output<typeof alignment>;

/** Text of one paragraph: broken between words where the paper ends. Printers know ASCII; see the driver's `toAscii`. */
const textBlock = z.object({
  kind: z.literal('text'),
  text: z.string().check(z.maxLength(2000)),
  /** `large` is twice as wide and twice as high. */
  size: z.enum(['normal', 'large']),
  align: alignment,
  bold: z.boolean(),
});
export type TextBlock = z.output<typeof textBlock>;

/** A picture in black and white: grey levels under 128 are printed. */
const imageBlock = z
  .object({
    kind: z.literal('image'),
    width: z.int().check(z.positive()),
    height: z.int().check(z.positive()),
    /** Eight-bit grey, row by row from the top left. */
    pixels: bytes(MAX_IMAGE_PIXELS),
    align: alignment,
  })
  .check(z.refine((image) => image.pixels.byteLength === image.width * image.height, 'PIXEL_COUNT'));
export type ImageBlock = z.output<typeof imageBlock>;

/** A QR code of model 2 with error correction M, as large as the paper allows. */
const qrBlock = z.object({
  kind: z.literal('qr'),
  /** Without control characters, some of which are commands to the printer wherever they stand. */
  payload: z.string().check(z.regex(/^\P{Cc}+$/u), z.maxLength(2331)),
});

const cutBlock = z.object({ kind: z.literal('cut') });

/** What is to be on the paper, from top to bottom. */
export const receiptDocument = z.array(z.discriminatedUnion('kind', [textBlock, imageBlock, qrBlock, cutBlock]));
export type ReceiptDocument = z.output<typeof receiptDocument>;

/** What the printer says of itself. */
export const printerStatus = z.object({
  paper: z.enum(['present', 'low', 'out']),
  coverOpen: z.boolean(),
  /** It takes no more data, for one of the above reasons or another one. */
  offline: z.boolean(),
});
export type PrinterStatus = z.output<typeof printerStatus>;

/** A receipt printer, opened and held by one session. Its guarantees are those of `FingerCaptureDevice`. */
export interface ReceiptPrinter {
  /** @throws CodedError `DEVICE_*` | `CAPTURE_CANCELLED` */
  readStatus(options: { readonly signal: AbortSignal }): Promise<PrinterStatus>;

  /**
   * Prints a document; resolves when the printer has worked it off and is still in order, not when it was sent.
   *
   * After a failure part of it may be on the paper, and what the printer still holds comes out when its paper is back:
   * the document is printed anew, from its beginning.
   *
   * @throws CodedError `PRINTER_*` | `DEVICE_*` | `CAPTURE_CANCELLED`
   * @throws RangeError before anything is sent, for a picture wider than the paper or a QR code that cannot fit on it
   */
  print(document: ReceiptDocument, options: { readonly signal: AbortSignal }): Promise<void>;

  /** Releases the port. Never throws. */
  close(): Promise<void>;
}
