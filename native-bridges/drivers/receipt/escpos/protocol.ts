import type { Bytes } from '../../../contract/bytes.ts';
import { type CodedError, type DeviceErrorCode, deviceError } from '../../../contract/errors.ts';
import type {
  Alignment,
  ImageBlock,
  PrinterStatus,
  ReceiptDocument,
  TextBlock,
} from '../../../contract/receipt-printer.ts';
import { qrModuleDots } from './qr-size.ts';
import { breakLines, toAscii } from './text.ts';

const ESC = 0x1b;
const GS = 0x1d;
const DLE = 0x10;
const EOT = 0x04;
const LF = 0x0a;
/** What follows DLE in the commands that are obeyed at once: EOT, ENQ, DC4. */
const REAL_TIME_COMMANDS: readonly number[] = [EOT, 0x05, 0x14];

/** Font A. */
const CHARACTER_DOTS = 12;
const ALIGNMENT: { readonly [Name in Alignment]: number } = { left: 0, centre: 1, right: 2 };

/** Pictures are sent in bands of so many rows: a printer buffers a few kilobytes. They join without a gap. */
const BAND_ROWS = 128;
const DARK_BELOW = 128;

/**
 * Encodes a document: `ESC @`, its blocks from top to bottom.
 *
 * @param widthDots printable width of the paper
 * @throws RangeError for a picture wider than the paper, or a QR code that cannot be read at that width
 */
export function encodeReceipt(document: ReceiptDocument, widthDots: number): Bytes {
  return Uint8Array.from([ESC, 0x40, ...document.flatMap((block) => encodeBlock(block, widthDots))]);
}

function encodeBlock(block: ReceiptDocument[number], widthDots: number): readonly number[] {
  switch (block.kind) {
    case 'text':
      return encodeText(block, widthDots);
    case 'image':
      return encodeImage(block, widthDots);
    case 'qr':
      return encodeQr(block.payload, widthDots);
    case 'cut':
      // GS V 66 n: feed to the knife, n dots more, and cut.
      return [GS, 0x56, 66, 0];
  }
}

function encodeText({ text, size, align, bold }: TextBlock, widthDots: number): number[] {
  const scale = size === 'large' ? 2 : 1;
  const columns = Math.floor(widthDots / (CHARACTER_DOTS * scale));
  const lines = breakLines(toAscii(text), columns).flatMap((line) => [...new TextEncoder().encode(line), LF]);
  // GS ! n: width in the high nibble, height in the low one, each less one.
  return [...alignTo(align), ESC, 0x45, bold ? 1 : 0, GS, 0x21, scale === 2 ? 0x11 : 0x00, ...lines];
}

/** GS v 0: rows of bits, the leftmost pixel in the highest bit, 1 is black. */
function encodeImage({ width, height, pixels, align }: ImageBlock, widthDots: number): number[] {
  if (width > widthDots) throw new RangeError(`picture of ${width} dots on ${widthDots}`);
  const rowBytes = Math.ceil(width / 8);
  const encoded: number[] = [...alignTo(align)];
  for (let top = 0; top < height; top += BAND_ROWS) {
    const rows = Math.min(BAND_ROWS, height - top);
    const band = new Uint8Array(rowBytes * rows);
    for (let y = 0; y < rows; y += 1) {
      for (let x = 0; x < width; x += 1) {
        if (pixels[(top + y) * width + x]! < DARK_BELOW) band[y * rowBytes + (x >> 3)]! |= 0x80 >> (x & 7);
      }
    }
    encoded.push(GS, 0x76, 0x30, 0, ...twoBytes(rowBytes), ...twoBytes(rows), ...withoutQuestions(band));
  }
  return encoded;
}

/**
 * A printer obeys `DLE EOT`, `DLE ENQ` and `DLE DC4` wherever they stand, also among pixels. One dot more makes such a
 * DLE an ordinary byte.
 */
const withoutQuestions = (band: Uint8Array) =>
  band.map((byte, at) => (byte === DLE && REAL_TIME_COMMANDS.includes(band[at + 1] ?? 0) ? byte | 0x08 : byte));

/** GS ( k: model 2, size of a module, error correction M, the data, and the order to print it. */
function encodeQr(payload: string, widthDots: number): number[] {
  const data = new TextEncoder().encode(payload);
  const symbol = (...parameters: readonly number[]) => [GS, 0x28, 0x6b, ...twoBytes(parameters.length), ...parameters];
  return [
    ...alignTo('centre'),
    ...symbol(0x31, 0x41, 0x32, 0x00),
    ...symbol(0x31, 0x43, qrModuleDots(data.length, widthDots)),
    ...symbol(0x31, 0x45, 0x31),
    ...symbol(0x31, 0x50, 0x30, ...data),
    ...symbol(0x31, 0x51, 0x30),
  ];
}

const alignTo = (align: Alignment) => [ESC, 0x61, ALIGNMENT[align]];

/** The low byte first. */
const twoBytes = (value: number) => [value & 0xff, value >> 8];

/** What can be asked for at once, also while the printer prints or is offline. By the parameter n of `DLE EOT n`. */
export const STATUS_QUESTIONS = { printer: 1, offlineCause: 2, paper: 4 } as const;
export type StatusQuestion = keyof typeof STATUS_QUESTIONS;

export const askStatus = (question: StatusQuestion): Bytes => Uint8Array.of(DLE, EOT, STATUS_QUESTIONS[question]);

/** Whether a byte answers `DLE EOT`: bits 0 and 7 are off, 1 and 4 on, which tells it from XON, XOFF and `GS r`. */
export const isRealTimeStatus = (byte: number): boolean => (byte & 0b1001_0011) === 0b0001_0010;

/** What `DLE EOT` 1, 2 and 4 have answered. */
export function readStatus(answers: { readonly [Question in StatusQuestion]: number }): PrinterStatus {
  const isOut = (answers.paper & 0x60) !== 0 || (answers.offlineCause & 0x20) !== 0;
  return {
    paper: isOut ? 'out' : (answers.paper & 0x0c) !== 0 ? 'low' : 'present',
    coverOpen: (answers.offlineCause & 0x04) !== 0,
    offline: (answers.printer & 0x08) !== 0,
  };
}

/** Why a printer in this state does not print; null where it does. An open cover often looks like missing paper too. */
export function statusError({ paper, coverOpen, offline }: PrinterStatus): CodedError<DeviceErrorCode> | null {
  if (coverOpen) return deviceError('PRINTER_COVER_OPEN');
  if (paper === 'out') return deviceError('PRINTER_PAPER_OUT');
  return offline ? deviceError('PRINTER_OFFLINE') : null;
}

/**
 * `GS r 1` asks for the paper sensor too, but is worked off in its turn: its answer says that all before it is on the
 * paper.
 */
export const askWhenDone = (): Bytes => Uint8Array.of(GS, 0x72, 1);

/** Whether a byte answers `GS r`: bits 4 and 7 are off. */
export const isDone = (byte: number): boolean => (byte & 0b1001_0000) === 0;
