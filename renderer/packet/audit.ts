import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import type { BiodataCorrection } from '../domain/biodata.ts';
import type { EnrolmentStep } from '../domain/draft.ts';
import { sha256 } from './digest.ts';

/**
 * What happened to a record, in facts. Field names, step names and hashes only: a value never stands here.
 * Persisted and sealed into `audit.jsonl`: never rename.
 */
export type AuditEvent =
  | { readonly event: 'record-started' | 'record-reopened' | 'biodata-confirmed' | 'photo-approved' | 'record-saved' }
  | { readonly event: 'step-entered'; readonly step: EnrolmentStep }
  | { readonly event: 'biodata-corrected'; readonly field: string; readonly reason: BiodataCorrection['reason'] }
  | { readonly event: 'capture-stored'; readonly capture: string; readonly sha256: string }
  /** A capture was made, and an earlier one of the same finger was better. */
  | { readonly event: 'capture-not-kept'; readonly capture: string };

/** SHA-256 of no bytes: where the chain hangs. */
const AUDIT_CHAIN_START = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Lines of one record's trail, oldest first, exactly as they will be sealed. */
export type AuditTrail = readonly string[];

/**
 * The trail with one more line: `at`, `officerId`, the event's own fields, and `previous`, the SHA-256 of the line
 * before without its newline.
 */
export async function appendAudit(
  trail: AuditTrail,
  event: AuditEvent,
  context: { readonly at: string; readonly officerId: string },
): Promise<AuditTrail> {
  const last = trail.at(-1);
  const previous = last === undefined ? AUDIT_CHAIN_START : await hashOf(last);
  return [...trail, JSON.stringify({ at: context.at, officerId: context.officerId, ...event, previous })];
}

/** `audit.jsonl`: one line each, newline-terminated. */
export function encodeAudit(trail: AuditTrail): Bytes {
  return new TextEncoder().encode(trail.map((line) => `${line}\n`).join(''));
}

const hashOf = (line: string) => sha256(new TextEncoder().encode(line));
