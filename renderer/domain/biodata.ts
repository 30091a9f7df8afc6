import * as z from 'zod/mini';
import { type Resident, resident } from '../../electron/contract/siak-api.ts';

/** The biodata elements of the record: those of the roster that the officer reads aloud and may correct. */
export const biodata = z.omit(resident, { recordingStatus: true });
export type Biodata = z.output<typeof biodata>;
export type BiodataField = keyof Biodata;

/** Starting point of a record: what the roster says. */
export function biodataOf({ recordingStatus: _, ...rest }: Resident): Biodata {
  return rest;
}

/** Why the officer changed a field. Persisted codes. */
export const CORRECTION_REASONS = ['document', 'spelling', 'resident-statement', 'moved'] as const;
export type CorrectionReason = (typeof CORRECTION_REASONS)[number];

/** One corrected field with both values; goes into `biodata.json`, inside the seal. */
export const biodataCorrection = z.object({
  field: z.keyof(biodata),
  before: z.string(),
  after: z.string(),
  reason: z.enum(CORRECTION_REASONS),
});
export type BiodataCorrection = z.output<typeof biodataCorrection>;

/** Every field whose value differs from the roster's; numbers as decimal text. */
export function changedFields(original: Biodata, edited: Biodata): BiodataField[] {
  return (Object.keys(original) as BiodataField[]).filter((field) => original[field] !== edited[field]);
}
