import { describe, expect, test } from 'vitest';
import type { OutboxEntry } from '../../../../../renderer/domain/outbox-entry.ts';
import { turnOf } from '../../../../../renderer/sync/outbox/turn.ts';

const now = Date.parse('2026-11-21T01:00:00.000Z');
const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();
const nobody: ReadonlySet<string> = new Set();

const entry = (sequence: number, change: Partial<OutboxEntry> = {}): OutboxEntry => ({
  ...{ packetId: `p${sequence}`, recordId: null, kioskId: 'k', sequence, driveId: 'd', size: 1, sha256: '' },
  ...{ savedAt: at(-60), status: 'waiting', attempts: 0, lastError: null, nextTryAt: null },
  ...{ receipt: null, acknowledgedAt: null, rejectionReasons: [] },
  ...change,
});

describe('whose turn it is', () => {
  test('the lowest number that waits', () => {
    const entries = [entry(1, { status: 'delivered' }), entry(2), entry(3)];
    expect(turnOf(entries, now, nobody).next?.sequence).toBe(2);
  });

  test('past one that waits for its next try, which is named', () => {
    const failed = { lastError: 'UPLOAD_DAMAGED', nextTryAt: at(30) };
    expect(turnOf([entry(1, failed), entry(2)], now, nobody).next?.sequence).toBe(2);
    expect(turnOf([entry(1, failed)], now, nobody)).toEqual({ next: null, nextDueAt: now + 30_000 });
    expect(turnOf([entry(1, failed)], now + 30_000, nobody).next?.sequence).toBe(1);
  });

  test('past one that somebody has to look at, unless it is hurried', () => {
    const stopped = entry(1, { lastError: 'SPOOL_PACKET_DAMAGED' });
    expect(turnOf([stopped], now, nobody)).toEqual({ next: null, nextDueAt: null });
    expect(turnOf([stopped], now, new Set(['p1'])).next?.sequence).toBe(1);
  });

  test('a delivered one’s when its day is over or it is hurried, after those that wait', () => {
    const delivered = entry(1, { status: 'delivered', nextTryAt: at(60) });
    expect(turnOf([delivered], now, nobody)).toEqual({ next: null, nextDueAt: now + 60_000 });
    expect(turnOf([delivered], now + 60_000, nobody).next?.sequence).toBe(1);
    expect(turnOf([delivered], now, new Set(['p1'])).next?.sequence).toBe(1);
    expect(turnOf([delivered, entry(2)], now + 60_000, new Set(['p1'])).next?.sequence).toBe(2);
  });

  test('one’s whose next try lies further ahead than any pause is long: the clock was set back', () => {
    const refused = { lastError: 'CENTRE_REFUSED' };
    expect(turnOf([entry(1, { ...refused, nextTryAt: at(3_600) })], now, nobody).next).toBeNull();
    expect(turnOf([entry(1, { ...refused, nextTryAt: at(3_601) })], now, nobody).next?.sequence).toBe(1);
    const delivered = (seconds: number) => entry(1, { status: 'delivered', nextTryAt: at(seconds) });
    expect(turnOf([delivered(86_400)], now, nobody).next).toBeNull();
    expect(turnOf([delivered(86_401)], now, nobody).next?.sequence).toBe(1);
  });

  test('nobody’s, where all is delivered', () => {
    expect(turnOf([entry(1, { status: 'delivered' })], now, nobody)).toEqual({ next: null, nextDueAt: null });
  });
});
