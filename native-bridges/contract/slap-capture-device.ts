import * as z from 'zod/mini';
import { type Bytes, bytes } from './bytes.ts';
import { deviceIdentity } from './capture.ts';
import { fingerPosition } from './modality.ts';

/** What is placed on a slap scanner at a time, and the fingers that belong to it: the 4-4-2 sequence. */
export const SLAPS = {
  'left-four': ['left-index', 'left-middle', 'left-ring', 'left-little'],
  'right-four': ['right-index', 'right-middle', 'right-ring', 'right-little'],
  thumbs: ['left-thumb', 'right-thumb'],
} as const;

export const slap = z.enum(['left-four', 'right-four', 'thumbs']);
export type Slap = z.output<typeof slap>;

export const eye = z.enum(['left', 'right']);
export type Eye = z.output<typeof eye>;

/** More than any record has: a face of 1080p, or one finger of a slap, both lossless. */
export const MAX_RECORD_BYTES = 8 * 1024 * 1024;

/** One image as the device delivered it. */
const biometricRecord = {
  /** ISO/IEC 19794 record (part 4 finger, 5 face, 6 iris), byte for byte. */
  record: bytes(MAX_RECORD_BYTES),
  /** Score of the device, 0 to 100: its word, not measured by us. */
  deviceScore: z.number().check(z.gte(0), z.lte(100)),
};

/** What was verified, for the record: which request was answered, and who signed. */
const captureProof = z.object({
  transactionId: z.string(),
  /** SHA-256 of the signer's certificate, hexadecimal, lower case. */
  certificate: z.string(),
  /** How the device computes its chain of hashes; see drivers/sbi/properties.ts. */
  hashChain: z.enum(['bytes', 'text']),
});
export type CaptureProof = z.output<typeof captureProof>;

export const slapCapture = z.object({
  modality: z.literal('fingerprint'),
  slap,
  /** In the order of {@link SLAPS}. */
  fingers: z.array(z.object({ position: fingerPosition, ...biometricRecord })),
  /** Fingers of this slap that the resident does not have, or cannot give. */
  exceptions: z.array(fingerPosition),
  device: deviceIdentity,
  proof: captureProof,
});
export type SlapCapture = z.output<typeof slapCapture>;

export const irisCapture = z.object({
  modality: z.literal('iris'),
  /** Left before right. */
  eyes: z.array(z.object({ eye, ...biometricRecord })),
  exceptions: z.array(eye),
  device: deviceIdentity,
  proof: captureProof,
});
export type IrisCapture = z.output<typeof irisCapture>;

export const faceCapture = z.object({
  modality: z.literal('face'),
  ...biometricRecord,
  device: deviceIdentity,
  proof: captureProof,
});
export type FaceCapture = z.output<typeof faceCapture>;

/** Live view: JPEG frames as the device sends them, three a second or more. They are shown and never stored. */
export type OnPreview = (jpeg: Bytes) => void;

interface CaptureOptions {
  readonly signal: AbortSignal;
  /** Null where nobody looks. A preview that fails does not stop a capture. */
  readonly onPreview: OnPreview | null;
}

interface PreviewOptions {
  readonly signal: AbortSignal;
  readonly onPreview: OnPreview;
}

/**
 * Devices that deliver finished records through a service of their maker, opened and held by one session.
 *
 * Guarantees every implementation gives:
 * - each operation ends within its deadline, with a result or a `CodedError` of the device list;
 * - a capture holds what was asked for and nothing else: every finger or eye that is no exception, once;
 * - an aborted signal ends a capture with `CAPTURE_CANCELLED` and leaves the device usable;
 * - `preview` runs until its signal is aborted, and resolves then; `close` ends it with `CAPTURE_CANCELLED`;
 * - one operation at a time: a second one is refused with `DEVICE_BUSY`;
 * - after `close()` no handle is held and no frame is sent; closing twice is harmless.
 */
interface RecordCaptureDevice {
  /** Releases everything. Never throws. */
  close(): Promise<void>;
}

export interface SlapCaptureDevice extends RecordCaptureDevice {
  /** @param exceptions fingers of the slap that cannot be captured; @throws RangeError when none is left */
  captureSlap(
    slap: Slap,
    options: CaptureOptions & { readonly exceptions: readonly z.output<typeof fingerPosition>[] },
  ): Promise<SlapCapture>;
  preview(slap: Slap, options: PreviewOptions): Promise<void>;
}

export interface IrisCaptureDevice extends RecordCaptureDevice {
  /** @param exceptions an eye that cannot be captured; @throws RangeError when none is left */
  captureIris(options: CaptureOptions & { readonly exceptions: readonly Eye[] }): Promise<IrisCapture>;
  preview(options: PreviewOptions): Promise<void>;
}

export interface FaceCaptureDevice extends RecordCaptureDevice {
  captureFace(options: CaptureOptions): Promise<FaceCapture>;
  preview(options: PreviewOptions): Promise<void>;
}
