import * as z from 'zod/mini';
import { instant, sha256Hex } from '../../electron/contract/packet.ts';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import { CORRECTION_REASONS } from '../domain/biodata.ts';
import { ENROLMENT_STEPS } from '../domain/draft.ts';
import { sha256 } from './digest.ts';

/**
 * What happened to a record, in facts. Field names, step names and hashes only: a value never stands here.
 * Persisted and sealed into `audit.jsonl`: never rename.
 */
const auditEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('record-started') }),
  z.object({ event: z.literal('record-reopened') }),
  z.object({ event: z.literal('step-entered'), step: z.enum(ENROLMENT_STEPS) }),
  z.object({ event: z.literal('biodata-corrected'), field: z.string(), reason: z.enum(CORRECTION_REASONS) }),
  z.object({ event: z.literal('biodata-confirmed') }),
  z.object({ event: z.literal('capture-stored'), capture: z.string(), sha256: sha256Hex }),
  /** A capture was made, and an earlier one of the same finger was better. */
  z.object({ event: z.literal('capture-not-kept'), capture: z.string() }),
  z.object({ event: z.literal('photo-approved') }),
  z.object({ event: z.literal('record-saved') }),
]);
export type AuditEvent = z.output<typeof auditEvent>;

const auditFields = z.object({
  at: instant,
  officerId: z.string(),
  /** SHA-256 of the line before, newline not included; of nothing for the first. */
  previous: sha256Hex,
});

/** SHA-256 of no bytes: where the chain hangs. */
const AUDIT_CHAIN_START = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Lines of one record's trail, oldest first, exactly as they will be sealed. */
export type AuditTrail = readonly string[];

/** The trail with one more line, chained to the last. */
export async function appendAudit(
  trail: AuditTrail,
  event: AuditEvent,
  context: { readonly at: string; readonly officerId: string },
): Promise<AuditTrail> {
  const last = trail.at(-1);
  const previous = last === undefined ? AUDIT_CHAIN_START : await hashOf(last);
  return [...trail, JSON.stringify({ at: context.at, officerId: context.officerId, ...event, previous })];
}

/** True if every line is whole, in its place and unaltered. Cutting lines off the end cannot be seen from here. */
export async function isAuditIntact(trail: AuditTrail): Promise<boolean> {
  let expected = AUDIT_CHAIN_START;
  for (const line of trail) {
    const parsed = parseJson(line);
    const fields = auditFields.safeParse(parsed);
    if (!fields.success || !auditEvent.safeParse(parsed).success || fields.data.previous !== expected) return false;
    expected = await hashOf(line);
  }
  return true;
}

/** `audit.jsonl`: one line each, newline-terminated. */
export function encodeAudit(trail: AuditTrail): Bytes {
  return new TextEncoder().encode(trail.map((line) => `${line}\n`).join(''));
}

const hashOf = (line: string) => sha256(new TextEncoder().encode(line));

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
