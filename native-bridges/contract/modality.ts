import * as z from 'zod/mini';

/** What a device captures. `barcode`, `position` and `receipt` devices join with the full kit. */
export const modality = z.enum(['fingerprint', 'face', 'iris', 'signature']);
export type Modality = z.output<typeof modality>;

/**
 * Finger positions by ISO/IEC 19794-4 code (1 right thumb … 10 left little finger).
 * The names are stored in packets and file names: never renamed.
 */
export const FINGER_POSITIONS = {
  'right-thumb': 1,
  'right-index': 2,
  'right-middle': 3,
  'right-ring': 4,
  'right-little': 5,
  'left-thumb': 6,
  'left-index': 7,
  'left-middle': 8,
  'left-ring': 9,
  'left-little': 10,
} as const;

export const fingerPosition = z.enum(Object.keys(FINGER_POSITIONS) as [FingerPosition, ...FingerPosition[]]);
export type FingerPosition = keyof typeof FINGER_POSITIONS;
