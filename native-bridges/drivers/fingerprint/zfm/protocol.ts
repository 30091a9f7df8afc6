import type { Bytes } from '../../../contract/bytes.ts';
import { type CodedError, type DeviceErrorCode, deviceError } from '../../../contract/errors.ts';

/** Instruction codes of the makers' manuals, by their manuals' names. */
const INSTRUCTIONS = {
  GenImg: 0x01,
  UpImage: 0x0a,
  WriteReg: 0x0e,
  ReadSysPara: 0x0f,
  VfyPwd: 0x13,
} as const;
export type ZfmInstruction = keyof typeof INSTRUCTIONS;

/** First byte of every acknowledgement. */
export const CONFIRMATION = {
  ok: 0x00,
  packetReceiveError: 0x01,
  noFinger: 0x02,
  imagingFailed: 0x03,
  imageTooMessy: 0x06,
  cannotUploadImage: 0x0f,
  wrongPassword: 0x13,
  passwordRequired: 0x21,
} as const;

/** Register 4: speed as a multiple of 9,600. */
const BAUD_REGISTER = 4;
const BAUD_UNIT = 9_600;

/** Takes a picture into the sensor's buffer, if a finger is on it. */
export const generateImage = (): Bytes => Uint8Array.of(INSTRUCTIONS.GenImg);

/** Sends the picture of the buffer, in data packets. */
export const uploadImage = (): Bytes => Uint8Array.of(INSTRUCTIONS.UpImage);

export const readSystemParameters = (): Bytes => Uint8Array.of(INSTRUCTIONS.ReadSysPara);

export function verifyPassword(password: number): Bytes {
  const payload = new Uint8Array(5);
  payload[0] = INSTRUCTIONS.VfyPwd;
  new DataView(payload.buffer).setUint32(1, password);
  return payload;
}

/** The sensor acknowledges at the old speed and goes on at the new one; it keeps it when switched off. */
export const writeBaudRate = (baudRate: number): Bytes =>
  Uint8Array.of(INSTRUCTIONS.WriteReg, BAUD_REGISTER, baudRate / BAUD_UNIT);

/** What we need of the 16 bytes that ReadSysPara answers. */
export interface SystemParameters {
  /** The speed in its register, which need not be the one it speaks at until it is switched off and on. */
  readonly baudRate: number;
}

/**
 * Reads the answer to ReadSysPara: confirmation code, then status, system id, library size, security level (2 each),
 * address (4), packet size code and baud multiplier (2 each).
 *
 * @throws CodedError `DEVICE_GARBAGE` for another length or an impossible speed
 */
export function parseSystemParameters(acknowledgement: Bytes): SystemParameters {
  if (acknowledgement.length !== 17) throw deviceError('DEVICE_GARBAGE', `${acknowledgement.length} parameter bytes`);
  const view = new DataView(acknowledgement.buffer, acknowledgement.byteOffset + 1);
  const multiplier = view.getUint16(14);
  if (multiplier < 1 || multiplier > 12) throw deviceError('DEVICE_GARBAGE', `baud multiplier ${multiplier}`);
  return { baudRate: multiplier * BAUD_UNIT };
}

/** The error for a confirmation code that is neither success nor one the caller waits out. */
export function refusal(instruction: ZfmInstruction, code: number): CodedError<DeviceErrorCode> {
  const detail = `${instruction} answered 0x${code.toString(16).padStart(2, '0')}`;
  // The sensor's own word for "your bytes arrived broken": the line is bad, not the request.
  return deviceError(code === CONFIRMATION.packetReceiveError ? 'DEVICE_GARBAGE' : 'DEVICE_REFUSED', detail);
}

/**
 * Spreads two four-bit pixels a byte, the left one in the high nibble, to eight bits: 0 stays black, 15 becomes 255.
 */
export function unpackPixels(packed: Uint8Array): Bytes {
  const pixels = new Uint8Array(packed.length * 2);
  for (let at = 0; at < packed.length; at += 1) {
    const pair = packed[at]!;
    pixels[2 * at] = (pair >> 4) * 17;
    pixels[2 * at + 1] = (pair & 0x0f) * 17;
  }
  return pixels;
}
