/**
 * Base of every error that crosses a process or reaches a user.
 *
 * `code` selects the sentence shown to the officer (locales, `errors.<code>`) and is what the log keeps.
 * `detail` is for technicians: device answers, byte offsets, HTTP status. It never carries personal data.
 */
export class CodedError<Code extends string = string> extends Error {
  override readonly name = 'CodedError';
  readonly code: Code;
  readonly detail: string;

  constructor(code: Code, detail = '', options?: { cause?: unknown }) {
    super(detail === '' ? code : `${code}: ${detail}`, options);
    this.code = code;
    this.detail = detail;
  }
}

/** True for a {@link CodedError}, optionally one of the given codes. */
export function isCoded<Code extends string>(error: unknown, ...codes: readonly Code[]): error is CodedError<Code> {
  return error instanceof CodedError && (codes.length === 0 || (codes as readonly string[]).includes(error.code));
}

/** The closed list of what can go wrong between a capture device and the record. */
export const DEVICE_ERROR_CODES = [
  /** No such device, or it is not plugged in. */
  'DEVICE_ABSENT',
  /** Its port is held by another program. */
  'DEVICE_BUSY',
  /** The operating system refuses access to its port. */
  'DEVICE_PERMISSION',
  /** It does not answer within the deadline. */
  'DEVICE_SILENT',
  /** It answers with bytes that are not its protocol, or with a wrong checksum. */
  'DEVICE_GARBAGE',
  /** It went away in the middle of an operation. */
  'DEVICE_UNPLUGGED',
  /** It answers properly, and refuses (wrong password, internal fault). */
  'DEVICE_REFUSED',
  /** Its process ended; the shell starts it again. */
  'DEVICE_HOST_DOWN',
  /** No finger was placed within the time allowed. */
  'CAPTURE_NO_FINGER',
  /** The device itself calls the image unusable. */
  'CAPTURE_MESSY',
  /** Fewer bytes arrived than the image has. */
  'CAPTURE_INCOMPLETE',
  /** The device said "success", and the pixels show no print. */
  'CAPTURE_EMPTY',
  /** The image was here before: of another finger of this person, or the device sent the last one once more. */
  'CAPTURE_REPEATED',
  /** The officer cancelled. */
  'CAPTURE_CANCELLED',
  /** The receiver works, and has no position that is good enough within the time allowed. */
  'POSITION_NO_FIX',
  /** Nothing was held before the barcode reader within the time allowed. */
  'BARCODE_NONE',
  /** The printer has no paper, or ran out of it. */
  'PRINTER_PAPER_OUT',
  'PRINTER_COVER_OPEN',
  /** The printer answers and does not print, for a reason that it does not tell. */
  'PRINTER_OFFLINE',
  // Secure Biometric Interface: what a device service answers is used only where every check holds.
  /** Its answer is not of the interface: HTTP status, JSON, missing or unreadable fields. */
  'SBI_RESPONSE',
  /** It reports a failure of its own. */
  'SBI_DEVICE_ERROR',
  /** It runs, and its device is not ready or not registered. */
  'SBI_NOT_READY',
  /** Nothing was placed before the device in the time allowed. */
  'SBI_TIMEOUT',
  /** A signature is missing, of another kind, or does not match. */
  'SBI_SIGNATURE',
  /** The signer's certificate has no valid path to the certificates that the kit trusts. */
  'SBI_CERTIFICATE',
  /** The capture belongs to another request. */
  'SBI_TRANSACTION',
  /** It speaks another version of the interface. */
  'SBI_VERSION',
  /** The capture is for another purpose or environment. */
  'SBI_PURPOSE',
  /** Other fingers, eyes or numbers of them than were asked for. */
  'SBI_SELECTION',
  /** Signed by a device other than the one that was opened. */
  'SBI_IDENTITY',
  /** The chain of hashes over the images is broken. */
  'SBI_HASH_CHAIN',
] as const;

export type DeviceErrorCode = (typeof DEVICE_ERROR_CODES)[number];

/** An error from {@link DEVICE_ERROR_CODES}. */
export const deviceError = (code: DeviceErrorCode, detail = '', cause?: unknown): CodedError<DeviceErrorCode> =>
  new CodedError(code, detail, cause === undefined ? undefined : { cause });
