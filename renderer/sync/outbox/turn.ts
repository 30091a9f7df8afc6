import type { OutboxEntry } from '../../domain/outbox-entry.ts';

/** Whose turn it is, and when the next one comes. */
export interface Turn {
  /** The waiting entry with the lowest number that may be sent now; null if there is none. */
  readonly next: OutboxEntry | null;
  /** Milliseconds since the epoch at which a waiting entry becomes due; null if none is planned. */
  readonly nextDueAt: number | null;
}

/**
 * Picks the next packet: by number, past those that wait for their next try and those that somebody has to look at.
 *
 * @param unsettled entries by sequence
 * @param now milliseconds since the epoch
 * @param hurried packets to be tried now, whatever was planned: all of them, after *Kirim sekarang*
 */
export function turnOf(unsettled: readonly OutboxEntry[], now: number, hurried: ReadonlySet<string>): Turn {
  let nextDueAt: number | null = null;
  for (const entry of unsettled) {
    if (entry.status === 'delivered') continue;
    if (hurried.has(entry.packetId) || entry.lastError === null) return { next: entry, nextDueAt: now };
    if (entry.nextTryAt === null) continue;
    const dueAt = Date.parse(entry.nextTryAt);
    if (dueAt <= now) return { next: entry, nextDueAt: now };
    nextDueAt = Math.min(nextDueAt ?? dueAt, dueAt);
  }
  return { next: null, nextDueAt };
}
