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
  /** The image is that of another finger of this person: the sensor repeated itself, or the finger was not changed. */
  'CAPTURE_REPEATED',
  /** The officer cancelled. */
  'CAPTURE_CANCELLED',
] as const;

export type DeviceErrorCode = (typeof DEVICE_ERROR_CODES)[number];

/** An error from {@link DEVICE_ERROR_CODES}. */
export const deviceError = (code: DeviceErrorCode, detail = '', cause?: unknown): CodedError<DeviceErrorCode> =>
  new CodedError(code, detail, cause === undefined ? undefined : { cause });
