import * as z from 'zod/mini';
import { bytes } from '../../native-bridges/contract/bytes.ts';
import { deviceIdentity, fingerQuality } from '../../native-bridges/contract/capture.ts';
import { modality } from '../../native-bridges/contract/modality.ts';

/** Version 1 of the packet; written into every header and manifest. */
export const PACKET_FORMAT = 'jemput-packet/1';

/** A sealed packet is far below this (about 1.4 MB); more is refused before it is held in memory. */
export const MAX_PACKET_BYTES = 32 * 1024 * 1024;

/** Lower-case hexadecimal SHA-256. */
export const sha256Hex = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** ISO 8601 instant in UTC with milliseconds, as `Date.toISOString` writes it. */
export const instant = z.iso.datetime({ precision: 3 });

/** The gateway takes nine digits: more would be stored here and never accepted there. */
export const MAX_SEQUENCE_NUMBER = 999_999_999;

/** Consecutive number of a packet on its kiosk, from 1. Every gap has a name at day closing. */
export const sequenceNumber = z.int().check(z.positive(), z.lte(MAX_SEQUENCE_NUMBER));

/** All that may be known of a packet outside its seal. */
export const packetHeader = z.strictObject({
  format: z.literal(PACKET_FORMAT),
  packetId: z.uuid(),
  kioskId: z.string().check(z.regex(/^[A-Za-z0-9-]{1,64}$/)),
  sequence: sequenceNumber,
  driveId: z.uuid(),
  /** Size and SHA-256 of the sealed bytes. */
  size: z.int().check(z.positive(), z.lte(MAX_PACKET_BYTES)),
  sha256: sha256Hex,
});
export type PacketHeader = z.output<typeof packetHeader>;

/** One file of the archive, as the manifest names it. */
export const manifestFile = z.object({
  name: z.string(),
  mediaType: z.string(),
  size: z.int().check(z.nonnegative()),
  sha256: sha256Hex,
  /** What the file is a capture of; absent for `biodata.json` and `audit.jsonl`. */
  modality: z.optional(modality),
  position: z.optional(z.string()),
  quality: z.optional(fingerQuality),
  /** Standard the bytes follow, in words: "JFIF 1.02", "Netpbm PGM P5, 500 ppi". */
  standard: z.optional(z.string()),
  device: z.optional(deviceIdentity),
});
export type ManifestFile = z.output<typeof manifestFile>;

/** A modality that was not captured, and why. Carries a reason code, never a diagnosis in words. */
export const captureException = z.object({ modality, position: z.nullable(z.string()), reason: z.string() });

/** A biodata field that the officer corrected. The values are in `biodata.json`; the manifest names nobody. */
export const correction = z.object({ field: z.string(), reason: z.string(), officerId: z.string() });

/** `manifest.json`. Contains no personal data: the shell sees it when it signs. */
export const manifest = z.object({
  format: z.literal(PACKET_FORMAT),
  packetId: z.uuid(),
  recordId: z.uuid(),
  kioskId: z.string(),
  sequence: sequenceNumber,
  driveId: z.uuid(),
  officerId: z.string(),
  startedAt: instant,
  savedAt: instant,
  /** True where any device or person of this record was simulated. */
  training: z.boolean(),
  files: z.array(manifestFile),
  exceptions: z.array(captureException),
  corrections: z.array(correction),
  /** Signed statements of others (verifikator, supervisor); JWS each. */
  attestations: z.array(z.string()),
});
export type Manifest = z.output<typeof manifest>;

/** JWS `typ` of `manifest.jws`, so that a signature can never serve for something else. */
export const MANIFEST_JWS_TYPE = 'jemput-manifest+jws';

export const manifestBytes = bytes(1024 * 1024);
export const packetBytes = bytes(MAX_PACKET_BYTES);
