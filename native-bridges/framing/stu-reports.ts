import type { Bytes } from '../contract/bytes.ts';
import { FramingError } from './framing-error.ts';

/**
 * HID reports of Wacom's STU signature pads, report id in the first byte. The numbers and their names are those of
 * the STU SDK's report table; all are feature reports but the two that carry pen data.
 */
export const STU_REPORT = {
  penData: 0x01,
  status: 0x03,
  information: 0x08,
  capability: 0x09,
  writingMode: 0x0e,
  serial: 0x0f,
  clearScreen: 0x20,
  inkingMode: 0x21,
  startImage: 0x25,
  imageData: 0x26,
  endImage: 0x27,
  writingArea: 0x2a,
  penDataOption: 0x32,
  penDataTimed: 0x34,
} as const;

/** Bytes of each report with its id. Capability, information and serial may be longer or shorter by firmware. */
const PEN_DATA_BYTES = 7;
const PEN_DATA_TIMED_BYTES = 11;
const STATUS_BYTES = 5;
const INFORMATION_BYTES = 12;
const MODEL_NAME_BYTES = 7;
/** Up to the report rate; resolution and encodings follow on pads newer than the STU-300 and STU-500. */
const CAPABILITY_BYTES = 12;
const FULL_CAPABILITY_BYTES = 16;
const WRITING_AREA_BYTES = 9;
/** The pad's largest report, the image block. Windows wants room for it, and fills it up, whatever is asked for. */
export const STU_MAX_FEATURE_BYTES = 256;
/** Most bytes of an image in one report; the report is 256 bytes long. */
export const STU_IMAGE_BLOCK_BYTES = 253;

/** One sample of the pen, in the pad's own numbers. */
export interface StuPenSample {
  /** The pen is near enough to be seen. */
  readonly near: boolean;
  /** It touches the surface. */
  readonly down: boolean;
  /** 0 to 4,095; the capability says how far this pad counts. */
  readonly pressure: number;
  readonly x: number;
  readonly y: number;
  /** Milliseconds and running number, both modulo 65,536; null in the report without them. */
  readonly time: number | null;
  readonly sequence: number | null;
}

const NEAR_BIT = 0x8000;
const DOWN_BIT = 0x1000;
const PRESSURE_MASK = 0x0fff;

/** True for an input report that carries pen data, whole or not; a pad may send others. */
export const isPenReport = (report: Uint8Array): boolean =>
  report[0] === STU_REPORT.penData || report[0] === STU_REPORT.penDataTimed;

/**
 * Reads pen data, report 01 or 34: a word with near (bit 15), down (bit 12) and pressure (bits 0-11), x, y, and in
 * report 34 time and sequence; words are big endian.
 *
 * Public drivers differ in the flags: some look for them in bits 0 and 1 of the first byte, which are bits 8 and 9 of
 * the pressure. This is the only place that knows.
 *
 * @throws FramingError `PACKET_ID` | `LENGTH`
 */
export function decodePenReport(report: Uint8Array): StuPenSample {
  const isTimed = report[0] === STU_REPORT.penDataTimed;
  const view = viewOf(
    report,
    isTimed ? STU_REPORT.penDataTimed : STU_REPORT.penData,
    isTimed ? PEN_DATA_TIMED_BYTES : PEN_DATA_BYTES,
  );
  const word = view.getUint16(1);
  return {
    near: (word & NEAR_BIT) !== 0,
    down: (word & DOWN_BIT) !== 0,
    pressure: word & PRESSURE_MASK,
    x: view.getUint16(3),
    y: view.getUint16(5),
    time: isTimed ? view.getUint16(7) : null,
    sequence: isTimed ? view.getUint16(9) : null,
  };
}

/** Writes pen data: report 34 where the sample has time and sequence, 01 where it has neither. */
export function encodePenReport(sample: StuPenSample): Bytes {
  const isTimed = sample.time !== null && sample.sequence !== null;
  const [report, view] = isTimed
    ? blank(STU_REPORT.penDataTimed, PEN_DATA_TIMED_BYTES)
    : blank(STU_REPORT.penData, PEN_DATA_BYTES);
  view.setUint16(1, (sample.near ? NEAR_BIT : 0) | (sample.down ? DOWN_BIT : 0) | (sample.pressure & PRESSURE_MASK));
  view.setUint16(3, sample.x);
  view.setUint16(5, sample.y);
  if (isTimed) {
    view.setUint16(7, sample.time);
    view.setUint16(9, sample.sequence);
  }
  return report;
}

/** What the pad says of itself in report 09. */
export interface StuCapability {
  readonly maxX: number;
  readonly maxY: number;
  readonly maxPressure: number;
  readonly screenWidth: number;
  readonly screenHeight: number;
  /** Samples a second. */
  readonly reportRate: number;
  /** Image encodings as a set of {@link STU_ENCODING_FLAG}; 0 where the pad does not say. */
  readonly encodings: number;
}

export const STU_ENCODING_FLAG = { zlib: 0x01, mono: 0x02, colour16: 0x04, colour24: 0x08 } as const;

/** @throws FramingError `PACKET_ID` | `LENGTH`; `VALUE` where a size is zero or a pressure over twelve bits */
export function decodeCapability(report: Uint8Array): StuCapability {
  const view = viewOf(report, STU_REPORT.capability, CAPABILITY_BYTES, STU_MAX_FEATURE_BYTES);
  const capability = {
    maxX: view.getUint16(1),
    maxY: view.getUint16(3),
    maxPressure: view.getUint16(5),
    screenWidth: view.getUint16(7),
    screenHeight: view.getUint16(9),
    reportRate: view.getUint8(11),
    // Behind the resolution (u16 at 12).
    encodings: report.length >= 15 ? view.getUint8(14) : 0,
  };
  const { encodings: _, ...sizes } = capability;
  if (Object.values(sizes).includes(0) || capability.maxPressure > PRESSURE_MASK) throw new FramingError('VALUE');
  return capability;
}

export function encodeCapability(capability: StuCapability): Bytes {
  const [report, view] = blank(STU_REPORT.capability, FULL_CAPABILITY_BYTES);
  view.setUint16(1, capability.maxX);
  view.setUint16(3, capability.maxY);
  view.setUint16(5, capability.maxPressure);
  view.setUint16(7, capability.screenWidth);
  view.setUint16(9, capability.screenHeight);
  view.setUint8(11, capability.reportRate);
  // Every STU pad resolves a hundredth of a millimetre.
  view.setUint16(12, 2540);
  view.setUint8(14, capability.encodings);
  return report;
}

/** Name and firmware of the pad: `STU-430`, `1.2.3.4`. */
export interface StuInformation {
  readonly model: string;
  readonly firmware: string;
}

/** @throws FramingError `PACKET_ID` | `LENGTH`; `VALUE` where the name is empty or not printable */
export function decodeInformation(report: Uint8Array): StuInformation {
  viewOf(report, STU_REPORT.information, INFORMATION_BYTES, STU_MAX_FEATURE_BYTES);
  const model = text(report.subarray(1, 1 + MODEL_NAME_BYTES));
  if (model === '') throw new FramingError('VALUE');
  return { model, firmware: report.subarray(8, 12).join('.') };
}

export function encodeInformation({ model, firmware }: StuInformation): Bytes {
  const [report] = blank(STU_REPORT.information, INFORMATION_BYTES);
  report.set(asciiOf(model).subarray(0, MODEL_NAME_BYTES), 1);
  report.set(firmware.split('.').map(Number), 8);
  return report;
}

/** The serial number of report 0F, which not every pad has. @throws FramingError `PACKET_ID` | `LENGTH` | `VALUE` */
export function decodeSerial(report: Uint8Array): string {
  viewOf(report, STU_REPORT.serial, 2, STU_MAX_FEATURE_BYTES);
  return text(report.subarray(1));
}

export const encodeSerial = (serial: string): Bytes => Uint8Array.of(STU_REPORT.serial, ...asciiOf(serial), 0);

/** Result code of a pad that has nothing to complain of. */
export const STU_RESULT_OK = 0;

/** What the pad does, and what it made of the last command. */
export interface StuStatus {
  /** `image`: between start and end of an image; it takes no other command then. */
  readonly state: 'ready' | 'image' | 'other';
  /** {@link STU_RESULT_OK}, or the SDK's error code. */
  readonly lastResult: number;
}

/** @throws FramingError `PACKET_ID` | `LENGTH` */
export function decodeStatus(report: Uint8Array): StuStatus {
  const view = viewOf(report, STU_REPORT.status, STATUS_BYTES, STU_MAX_FEATURE_BYTES);
  const code = view.getUint8(1);
  return { state: code === 0 ? 'ready' : code === 1 ? 'image' : 'other', lastResult: view.getUint8(2) };
}

export const encodeStatus = ({ state, lastResult }: StuStatus): Bytes =>
  Uint8Array.of(STU_REPORT.status, { ready: 0, image: 1, other: 0xff }[state], lastResult, 0, 0);

/** Image encodings of report 25. */
export const STU_ENCODING = { mono: 0x00, colour16: 0x02, colour24: 0x04 } as const;
export type StuEncoding = keyof typeof STU_ENCODING;

/** Part of the screen in pixels, corners included. */
export interface StuArea {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What the pad can be told; encoded with {@link encodeStuCommand}. */
export type StuCommand =
  | { readonly kind: 'clear-screen' }
  | { readonly kind: 'inking-mode'; readonly on: boolean }
  /** 0 a line of one width, 1 a line whose width follows the pressure. */
  | { readonly kind: 'writing-mode'; readonly mode: 0 | 1 }
  /** `timed`: samples come as report 34. */
  | { readonly kind: 'pen-data-option'; readonly timed: boolean }
  | { readonly kind: 'writing-area'; readonly area: StuArea }
  | { readonly kind: 'start-image'; readonly encoding: StuEncoding }
  | { readonly kind: 'image-data'; readonly block: Bytes }
  | { readonly kind: 'end-image'; readonly commit: boolean };

/** Time and sequence: value 3 of the SDK's PenDataOptionMode. */
const TIME_AND_SEQUENCE = 3;

/** @throws RangeError for an image block that is empty or over {@link STU_IMAGE_BLOCK_BYTES} */
export function encodeStuCommand(command: StuCommand): Bytes {
  switch (command.kind) {
    case 'clear-screen':
      return Uint8Array.of(STU_REPORT.clearScreen, 0);
    case 'inking-mode':
      return Uint8Array.of(STU_REPORT.inkingMode, command.on ? 1 : 0);
    case 'writing-mode':
      return Uint8Array.of(STU_REPORT.writingMode, command.mode);
    case 'pen-data-option':
      return Uint8Array.of(STU_REPORT.penDataOption, command.timed ? TIME_AND_SEQUENCE : 0);
    case 'writing-area': {
      // The one report whose words are little endian.
      const [report, view] = blank(STU_REPORT.writingArea, WRITING_AREA_BYTES);
      const { left, top, right, bottom } = command.area;
      for (const [index, side] of [left, top, right, bottom].entries()) view.setUint16(1 + 2 * index, side, true);
      return report;
    }
    case 'start-image':
      return Uint8Array.of(STU_REPORT.startImage, STU_ENCODING[command.encoding]);
    case 'image-data': {
      const { length } = command.block;
      if (length === 0 || length > STU_IMAGE_BLOCK_BYTES) throw new RangeError(`image block of ${length}`);
      // The report has one size; the length says how much of it counts.
      const [report, view] = blank(STU_REPORT.imageData, 3 + STU_IMAGE_BLOCK_BYTES);
      view.setUint16(1, length, true);
      report.set(command.block, 3);
      return report;
    }
    case 'end-image':
      return Uint8Array.of(STU_REPORT.endImage, command.commit ? 0 : 1);
  }
}

/** Reads a command, as the pad does. @throws FramingError `PACKET_ID` | `LENGTH` | `VALUE` */
export function decodeStuCommand(report: Uint8Array): StuCommand {
  switch (report[0]) {
    case STU_REPORT.clearScreen:
      viewOf(report, STU_REPORT.clearScreen, 2);
      return { kind: 'clear-screen' };
    case STU_REPORT.inkingMode:
      return { kind: 'inking-mode', on: choice(report, [0, 1]) === 1 };
    case STU_REPORT.writingMode:
      return { kind: 'writing-mode', mode: choice(report, [0, 1]) };
    case STU_REPORT.penDataOption:
      return { kind: 'pen-data-option', timed: choice(report, [0, TIME_AND_SEQUENCE]) === TIME_AND_SEQUENCE };
    case STU_REPORT.writingArea: {
      const view = viewOf(report, STU_REPORT.writingArea, WRITING_AREA_BYTES);
      const [left, top, right, bottom] = [1, 3, 5, 7].map((at) => view.getUint16(at, true));
      if (left > right || top > bottom) throw new FramingError('VALUE');
      return { kind: 'writing-area', area: { left, top, right, bottom } };
    }
    case STU_REPORT.startImage: {
      const code = choice(report, Object.values(STU_ENCODING));
      return { kind: 'start-image', encoding: code === 0 ? 'mono' : code === 2 ? 'colour16' : 'colour24' };
    }
    case STU_REPORT.imageData: {
      const view = viewOf(report, STU_REPORT.imageData, 3 + STU_IMAGE_BLOCK_BYTES);
      const length = view.getUint16(1, true);
      if (length === 0 || length > STU_IMAGE_BLOCK_BYTES) throw new FramingError('LENGTH');
      return { kind: 'image-data', block: report.slice(3, 3 + length) as Bytes };
    }
    case STU_REPORT.endImage:
      return { kind: 'end-image', commit: choice(report, [0, 1]) === 0 };
    default:
      throw new FramingError('PACKET_ID');
  }
}

/** A view of a report that has the id, and from `least` to `most` bytes. */
function viewOf(report: Uint8Array, id: number, least: number, most = least): DataView {
  if (report[0] !== id) throw new FramingError('PACKET_ID');
  if (report.length < least || report.length > most) throw new FramingError('LENGTH');
  return new DataView(report.buffer, report.byteOffset, report.length);
}

function blank(id: number, length: number): [Bytes, DataView] {
  const report = new Uint8Array(length);
  report[0] = id;
  return [report, new DataView(report.buffer)];
}

/** The one value of a two-byte report. */
function choice<Value extends number>(report: Uint8Array, allowed: readonly Value[]): Value {
  const value = viewOf(report, report[0], 2).getUint8(1);
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new FramingError('VALUE');
  return found;
}

/** Printable ASCII up to the first zero. */
function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const letters = [...bytes.subarray(0, end === -1 ? bytes.length : end)];
  if (letters.some((letter) => letter < 0x20 || letter > 0x7e)) throw new FramingError('VALUE');
  return String.fromCharCode(...letters).trim();
}

const asciiOf = (letters: string): Bytes => Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
