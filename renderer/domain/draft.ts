import * as z from 'zod/mini';
import { captureException, instant, sha256Hex } from '../../electron/contract/packet.ts';
import { deviceIdentity, fingerQuality } from '../../native-bridges/contract/capture.ts';
import { type FingerPosition, fingerPosition } from '../../native-bridges/contract/modality.ts';
import { type Biodata, biodata, biodataCorrection } from './biodata.ts';

/** The steps of a recording, in the SOP's order (Kemendagri SOP 7.2.1.1: biodata, photo, signature, fingers). */
export const ENROLMENT_STEPS = ['biodata', 'photo', 'signature', 'fingers', 'review'] as const;
export type EnrolmentStep = (typeof ENROLMENT_STEPS)[number];

/** The fingers this version records; the default pair of the card's chip. The ten come with slap scanners. */
export const REQUIRED_FINGERS = ['right-index', 'left-index'] as const satisfies readonly FingerPosition[];

/** A capture's file: `photo`, `signature`, `signature-points` or `finger/<position>`. Names the stored bytes. */
export type CaptureName = 'photo' | 'signature' | 'signature-points' | `finger/${FingerPosition}`;

/** What the draft knows of a stored capture file; the bytes lie beside it, under the record's key. */
export const captureFile = z.object({
  mediaType: z.string(),
  size: z.int(),
  sha256: sha256Hex,
  capturedAt: instant,
});
export type CaptureFile = z.output<typeof captureFile>;

const fingerFile = z.extend(captureFile, {
  position: fingerPosition,
  quality: fingerQuality,
  device: deviceIdentity,
  /** How often this finger was captured, the kept one included. */
  attempts: z.int().check(z.positive()),
});
export type FingerFile = z.output<typeof fingerFile>;

/** A record being made. Stored encrypted under its own key after every change. */
export const draft = z.object({
  recordId: z.uuid(),
  driveId: z.uuid(),
  officerId: z.string(),
  startedAt: instant,
  step: z.enum(ENROLMENT_STEPS),
  /** What the roster said, to show before/after; null for a resident who is not in it. */
  rosterBiodata: z.nullable(biodata),
  biodata,
  corrections: z.array(biodataCorrection),
  /** The resident heard the biodata read aloud and agreed. */
  biodataConfirmedAt: z.nullable(instant),
  photo: z.nullable(captureFile),
  /** The resident saw the portrait and approved it (letter 400.8.1.2/13999/Dukcapil, 11 October 2024). */
  photoApprovedAt: z.nullable(instant),
  signature: z.nullable(captureFile),
  signaturePoints: z.nullable(captureFile),
  fingers: z.array(fingerFile),
  exceptions: z.array(captureException),
});
export type Draft = z.output<typeof draft>;

/** A draft of which nothing is recorded yet: the biodata stand as the roster has them. */
export function newDraft(
  about: Pick<Draft, 'recordId' | 'driveId' | 'officerId' | 'startedAt'>,
  rosterBiodata: Biodata,
): Draft {
  return {
    ...about,
    step: 'biodata',
    rosterBiodata,
    biodata: rosterBiodata,
    corrections: [],
    biodataConfirmedAt: null,
    photo: null,
    photoApprovedAt: null,
    signature: null,
    signaturePoints: null,
    fingers: [],
    exceptions: [],
  };
}

/** True when the step has what the record needs from it. */
export function isStepComplete(draft: Draft, step: EnrolmentStep): boolean {
  switch (step) {
    case 'biodata':
      return draft.biodataConfirmedAt !== null;
    case 'photo':
      return draft.photo !== null && draft.photoApprovedAt !== null;
    case 'signature':
      return draft.signature !== null && draft.signaturePoints !== null;
    case 'fingers':
      return REQUIRED_FINGERS.every((position) => draft.fingers.some((finger) => finger.position === position));
    case 'review':
      return ENROLMENT_STEPS.every((other) => other === 'review' || isStepComplete(draft, other));
  }
}

/** The first step that still lacks something; `review` when all is there. */
export function firstOpenStep(draft: Draft): EnrolmentStep {
  return ENROLMENT_STEPS.find((step) => !isStepComplete(draft, step)) ?? 'review';
}
