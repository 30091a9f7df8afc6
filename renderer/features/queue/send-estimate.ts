import type { QueueEntry } from '../session.ts';

/** Bytes at the centre at a moment. */
export interface SentSample {
  /** Milliseconds of any steady clock. */
  readonly at: number;
  readonly bytes: number;
}

/** A rate from less than this says more about the last packet's start than about the link. */
const SHORTEST_MS = 3000;
/** Older samples no longer say how fast the link is. */
export const WINDOW_MS = 60_000;

/** Bytes that the centre has, and bytes still to go, of all packets. */
export function sentAndLeft(entries: readonly QueueEntry[]): { readonly sent: number; readonly left: number } {
  let sent = 0;
  let left = 0;
  for (const entry of entries) {
    const there = entry.status === 'sending' ? entry.sentBytes : entry.status === 'waiting' ? 0 : entry.size;
    sent += there;
    left += entry.size - there;
  }
  return { sent, left };
}

/** Milliseconds until the rest is sent, at the rate of the last minute; null where the samples do not say. */
export function millisecondsLeft(samples: readonly SentSample[], left: number): number | null {
  const last = samples.at(-1);
  const first = samples.find((sample) => last !== undefined && sample.at >= last.at - WINDOW_MS);
  if (!last || !first || last.at - first.at < SHORTEST_MS || last.bytes <= first.bytes) return null;
  return (left * (last.at - first.at)) / (last.bytes - first.bytes);
}
