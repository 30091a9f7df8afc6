import type { QueueEntry } from '../../../../../renderer/features/session.ts';

/** A packet that waits, with what a test changes of it. */
export function queueEntry(changes: Partial<QueueEntry>): QueueEntry {
  return {
    packetId: '11111111-1111-4111-8111-111111111111',
    sequence: 1,
    savedAt: '2026-11-18T02:00:00.000Z',
    size: 1_300_000,
    status: 'waiting',
    sentBytes: 0,
    attempts: 0,
    lastError: null,
    nextTryAt: null,
    acknowledgedAt: null,
    rejectionReasons: [],
    ...changes,
  };
}
