import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import * as z from 'zod/mini';
import { CodedError } from '../../native-bridges/contract/errors.ts';
import type { Ed25519PublicJwk } from './centre-keys.ts';
import { shellError } from './errors.ts';
import { instant, sequenceNumber, sha256Hex } from './packet.ts';

/*
 * The receipt is a signed format that both sides of the shell contract read: the spool before it lets a packet go, the
 * sync engine before it believes the centre. So its whole validator is here, the signature included, and there is one.
 */

/** JWS `typ` of a receipt. */
export const RECEIPT_JWS_TYPE = 'jemput-receipt+jws';

/** Why the reference centre does not take a packet. Another centre may say more: a kiosk shows codes it does not know. */
export const REJECTION_REASONS = [
  /** The age file does not open with the centre's key. */
  'SEAL_INVALID',
  /** No strict stored ZIP: compressed, padded, overlapping, or with doubtful names. */
  'ARCHIVE_INVALID',
  /** `manifest.json` is missing or has another shape. */
  'MANIFEST_INVALID',
  /** `manifest.jws` is not the kiosk's signature over `manifest.json`. */
  'SIGNATURE_INVALID',
  /** The manifest names another packet, kiosk, sequence or drive than the header outside the seal. */
  'HEADER_MISMATCH',
  /** A file that the manifest lists is not in the archive. */
  'FILE_MISSING',
  /** A file is in the archive that the manifest does not list. */
  'FILE_UNLISTED',
  /** A file's size or SHA-256 is not the listed one. */
  'FILE_ALTERED',
  /** A modality is neither captured nor excepted. */
  'CAPTURE_MISSING',
  /** A print is no grey image. */
  'FINGERPRINT_UNREADABLE',
  /** A print shows no ridges. */
  'FINGERPRINT_EMPTY',
  /** Two fingers have the same image. */
  'FINGERPRINT_REPEATED',
  /** Another packet of the kiosk already has this sequence number. */
  'SEQUENCE_REUSED',
  /** Simulated devices or invented people outside the training tenant. */
  'SIMULATED_OUTSIDE_TRAINING',
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** What the centre signs about one packet. Reasons are codes, see {@link REJECTION_REASONS}. */
export const receipt = z.object({
  packetId: z.uuid(),
  kioskId: z.string(),
  sequence: sequenceNumber,
  sha256: sha256Hex,
  receivedAt: instant,
  verdict: z.enum(['accepted', 'rejected']),
  reasons: z.array(z.string()),
});
export type Receipt = z.output<typeof receipt>;

/**
 * Verifies a compact JWS receipt against the centre's keys.
 *
 * @returns the receipt; whether it belongs to a given packet is for the caller to check with {@link receiptMatches}
 * @throws CodedError `RECEIPT_FORGED` for an unknown key, another algorithm or type, a bad signature or a wrong shape
 */
export async function readReceipt(jws: string, centreKeys: readonly Ed25519PublicJwk[]): Promise<Receipt> {
  try {
    const { kid, typ } = decodeProtectedHeader(jws);
    const key = centreKeys.find((candidate) => candidate.kid === kid);
    if (!key || typ !== RECEIPT_JWS_TYPE) throw shellError('RECEIPT_FORGED', 'unknown key or type');
    const { payload } = await compactVerify(jws, await importJWK(key, 'EdDSA'), { algorithms: ['EdDSA'] });
    return receipt.parse(JSON.parse(new TextDecoder().decode(payload)));
  } catch (error) {
    throw error instanceof CodedError ? error : shellError('RECEIPT_FORGED', 'signature or shape', error);
  }
}

/** True if the receipt speaks of exactly this packet: id, kiosk, sequence and sealed bytes. */
export function receiptMatches(
  { packetId, kioskId, sequence, sha256 }: Receipt,
  packet: { packetId: string; kioskId: string; sequence: number; sha256: string },
): boolean {
  return (
    packetId === packet.packetId &&
    kioskId === packet.kioskId &&
    sequence === packet.sequence &&
    sha256 === packet.sha256
  );
}
