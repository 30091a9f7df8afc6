import type { OutboxEntry } from '../../domain/outbox-entry.ts';
import { ASK_AGAIN_MS, REFUSED_PAUSE_MS } from '../policy.ts';

/** Whose turn it is, and when the next one comes. */
export interface Turn {
  /** The entry that may be sent now: of those that wait the lowest number, then of those delivered; null if none. */
  readonly next: OutboxEntry | null;
  /** Milliseconds since the epoch at which an entry becomes due; null if none is planned. */
  readonly nextDueAt: number | null;
}

/**
 * Picks the next packet: by number, past those that wait for their next try and those that somebody has to look at.
 * What the centre does not have yet goes before what it only has not signed for.
 *
 * @param unsettled entries by sequence
 * @param now milliseconds since the epoch
 * @param hurried packets to be tried now, whatever was planned: all of them, after *Kirim sekarang*
 */
export function turnOf(unsettled: readonly OutboxEntry[], now: number, hurried: ReadonlySet<string>): Turn {
  const delivered = unsettled.filter(({ status }) => status === 'delivered');
  const waiting = unsettled.filter(({ status }) => status !== 'delivered');
  let nextDueAt: number | null = null;
  for (const entry of [...waiting, ...delivered]) {
    const { packetId, status, lastError, nextTryAt } = entry;
    const isNew = status !== 'delivered' && lastError === null;
    if (hurried.has(packetId) || isNew) return { next: entry, nextDueAt: now };
    if (nextTryAt === null) continue;
    const dueAt = Date.parse(nextTryAt);
    // Nobody plans further ahead: the clock was set back since, and the plan says nothing any more.
    if (dueAt <= now || dueAt - now > longestPlannedPause(status)) return { next: entry, nextDueAt: now };
    nextDueAt = Math.min(nextDueAt ?? dueAt, dueAt);
  }
  return { next: null, nextDueAt };
}

const longestPlannedPause = (status: OutboxEntry['status']) =>
  status === 'delivered' ? ASK_AGAIN_MS : REFUSED_PAUSE_MS;
