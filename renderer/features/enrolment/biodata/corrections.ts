import {
  type Biodata,
  type BiodataCorrection,
  type BiodataField,
  type CorrectionReason,
  changedFields,
} from '../../../domain/biodata.ts';
import type { Draft } from '../../../domain/draft.ts';

/** The reason the officer chose for each changed field, as far as chosen. */
export type Reasons = Partial<Record<BiodataField, CorrectionReason>>;

/** Reasons that the draft has already. */
export function reasonsOf(draft: Draft): Reasons {
  return Object.fromEntries(draft.corrections.map(({ field, reason }) => [field, reason]));
}

/** Fields that differ from the roster; none for a resident who is not in it. */
export function correctedFields(draft: Draft, edited: Biodata): readonly BiodataField[] {
  return draft.rosterBiodata ? changedFields(draft.rosterBiodata, edited) : [];
}

/** Corrections with both values; a change without a reason yet is not among them. */
export function correctionsOf(draft: Draft, edited: Biodata, reasons: Reasons): BiodataCorrection[] {
  const { rosterBiodata } = draft;
  if (!rosterBiodata) return [];
  return correctedFields(draft, edited).flatMap((field) => {
    const reason = reasons[field];
    return reason ? [{ field, before: String(rosterBiodata[field]), after: String(edited[field]), reason }] : [];
  });
}
