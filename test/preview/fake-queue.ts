import type { Queue, QueueEntry, QueueState } from '../../renderer/features/session.ts';
import type { Scenario } from './scenario.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const FIRST_SEQUENCE = 396;

/** Packets in every state, as far as the scenario has them. */
export class FakeQueue implements Queue {
  #entries: QueueEntry[];
  #paused: boolean;
  readonly #scenario: Scenario;
  readonly #watchers = new Set<() => void>();

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#paused = scenario.queue === 'paused';
    this.#entries = inventEntries(scenario);
  }

  /** Queues one more packet; answers its number. */
  add(size: number): number {
    const sequence = (this.#entries[0]?.sequence ?? 0) + 1;
    this.#entries = [entryOf(sequence, 0, { size }), ...this.#entries];
    this.#tell();
    return sequence;
  }

  async entries(): Promise<readonly QueueEntry[]> {
    return this.#entries;
  }

  async state(): Promise<QueueState> {
    const { queue } = this.#scenario;
    const count = (status: QueueEntry['status']) => this.#entries.filter((entry) => entry.status === status).length;
    const recorded = this.#entries.length;
    const [acknowledged, rejected] = [count('acknowledged'), count('rejected')];
    return {
      link: queue === 'offline' ? 'offline' : 'online',
      linkError: queue === 'offline' ? 'CENTRE_UNREACHABLE' : queue === 'trouble' ? 'CENTRE_NOT_SIAK' : null,
      paused: this.#paused,
      reconciliation: {
        recorded,
        acknowledged,
        rejected,
        waiting: recorded - acknowledged - rejected,
        missingSequences: queue === 'trouble' ? [398] : [],
      },
    };
  }

  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  pause(): void {
    this.#paused = true;
    this.#tell();
  }

  resume(): void {
    this.#paused = false;
    this.#tell();
  }

  sendNow(): void {
    this.#tell();
  }

  #tell(): void {
    for (const changed of this.#watchers) changed();
  }
}

function inventEntries({ queue }: Scenario): QueueEntry[] {
  if (queue === 'empty') return [];
  const acknowledged = (sequence: number, ago: number) =>
    entryOf(sequence, ago, { status: 'acknowledged', attempts: 1, acknowledgedAt: instant(ago - 20 * MINUTE) });
  const old = [
    acknowledged(FIRST_SEQUENCE + 3, DAY + 200 * MINUTE),
    acknowledged(FIRST_SEQUENCE + 2, DAY + 214 * MINUTE),
    acknowledged(FIRST_SEQUENCE + 1, 2 * DAY),
    acknowledged(FIRST_SEQUENCE, 3 * DAY),
  ];
  const today = Array.from({ length: 14 }, (_, index) =>
    acknowledged(FIRST_SEQUENCE + 17 - index, (30 + index * 6) * MINUTE),
  );
  const rejected = entryOf(FIRST_SEQUENCE + 18, 25 * MINUTE, {
    status: 'rejected',
    attempts: 1,
    rejectionReasons: ['FINGERPRINT_EMPTY'],
  });
  if (queue === 'done') return [...today, ...old];
  if (queue === 'rejected') return [rejected, ...today, ...old];
  const waiting = [5, 10, 14].map((ago, index) => entryOf(FIRST_SEQUENCE + 24 - index, ago * MINUTE, {}));
  if (queue === 'offline' || queue === 'paused') return [...waiting, ...today, ...old];
  const delayed = entryOf(FIRST_SEQUENCE + 21, 17 * MINUTE, {
    attempts: 3,
    lastError: 'CENTRE_FAILED',
    nextTryAt: instant(-4 * MINUTE),
  });
  const sending = entryOf(FIRST_SEQUENCE + 20, 20 * MINUTE, { status: 'sending', sentBytes: 952_110, attempts: 2 });
  const delivered = entryOf(FIRST_SEQUENCE + 19, 22 * MINUTE, {
    status: 'delivered',
    sentBytes: 1_342_118,
    attempts: 1,
  });
  return [...waiting, delayed, sending, delivered, rejected, ...today, ...old];
}

function entryOf(sequence: number, ago: number, changes: Partial<QueueEntry>): QueueEntry {
  return {
    packetId: `00000000-0000-4000-9000-${String(sequence).padStart(12, '0')}`,
    sequence,
    savedAt: instant(ago),
    size: 1_300_000 + ((sequence * 7919) % 140_000),
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

/** ISO instant so many milliseconds ago. */
function instant(ago: number): string {
  return new Date(Date.now() - ago).toISOString();
}
