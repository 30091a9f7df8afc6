import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type AuditEvent, type AuditTrail, appendAudit, encodeAudit } from '../../../../renderer/packet/audit.ts';
import { isAuditChainIntact } from '../../../support/audit-chain.ts';

const context = { at: '2026-11-21T01:00:00.000Z', officerId: 'op-01' };

async function trailOf(events: readonly AuditEvent[]): Promise<AuditTrail> {
  let trail: AuditTrail = [];
  for (const event of events) trail = await appendAudit(trail, event, context);
  return trail;
}

describe('the audit trail', () => {
  const events: AuditEvent[] = [
    { event: 'record-started' },
    { event: 'biodata-corrected', field: 'name', reason: 'document' },
    { event: 'record-saved' },
  ];

  test('each line carries the SHA-256 of the one before', async () => {
    const trail = await trailOf(events);
    const hashOf = (line: string) => createHash('sha256').update(line).digest('hex');
    const previous = trail.map((line) => JSON.parse(line).previous);
    expect(previous).toEqual([hashOf(''), hashOf(trail[0]!), hashOf(trail[1]!)]);
    expect(isAuditChainIntact(trail)).toBe(true);
  });

  test('an altered, left out, added or moved line is noticed', async () => {
    const trail = await trailOf(events);
    const [first, second, third] = trail as [string, string, string];
    expect(isAuditChainIntact([first, second.replace('document', 'spelling'), third])).toBe(false);
    expect(isAuditChainIntact([first, third])).toBe(false);
    expect(isAuditChainIntact([second, first, third])).toBe(false);
    expect(isAuditChainIntact([first, first, second, third])).toBe(false);
    expect(isAuditChainIntact(['not json'])).toBe(false);
  });

  test('the file is one line each', async () => {
    const trail = await trailOf(events);
    expect(new TextDecoder().decode(encodeAudit(trail))).toBe(`${trail.join('\n')}\n`);
  });
});
