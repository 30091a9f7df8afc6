import { isCoded } from '../../../native-bridges/contract/errors.ts';
import { type OutboxEntry, reconcileSequences } from '../../domain/outbox-entry.ts';
import type { Queue, QueueEntry, QueueState } from '../../features/session.ts';
import type { OutboxRepository } from '../../storage/repositories/outbox-repository.ts';
import type { SyncEngine } from '../../sync/engine.ts';

/** Outbox and engine as the queue screen shows them. */
export class SessionQueue implements Queue {
  readonly #outbox: OutboxRepository;
  readonly #engine: SyncEngine;
  readonly #kioskId: string;
  readonly #report: (code: string, sequence: number | null) => void;
  readonly #watchers = new Set<() => void>();

  constructor(
    outbox: OutboxRepository,
    engine: SyncEngine,
    kioskId: string,
    report: (code: string, sequence: number | null) => void,
  ) {
    this.#outbox = outbox;
    this.#engine = engine;
    this.#kioskId = kioskId;
    this.#report = report;
  }

  async entries(): Promise<readonly QueueEntry[]> {
    const entries = await this.#outbox.entries();
    return entries.map((entry) => queueEntry(entry, this.#engine.sentBytes(entry.packetId))).reverse();
  }

  async state(): Promise<QueueState> {
    const entries = await this.#outbox.entries();
    const { highest, underWay } = await this.#outbox.sequences(this.#kioskId);
    const own = entries.filter(({ kioskId }) => kioskId === this.#kioskId);
    return { ...this.#engine.state, reconciliation: reconcileSequences(own, highest, underWay) };
  }

  watch(changed: () => void): () => void {
    const unsubscribe = this.#outbox.watch(changed);
    this.#watchers.add(changed);
    return () => {
      unsubscribe();
      this.#watchers.delete(changed);
    };
  }

  /** Tells who watches that link or progress changed; changes of the outbox itself tell themselves. */
  notify(): void {
    for (const changed of this.#watchers) changed();
  }

  pause(): void {
    this.#engine.pause();
  }

  resume(): void {
    this.#engine.resume();
  }

  async sendNow(): Promise<void> {
    try {
      await this.#engine.sendNow();
    } catch (error) {
      this.#report(isCoded(error) ? error.code : 'RPC_INTERNAL', null);
    }
  }
}

function queueEntry(entry: OutboxEntry, sentBytes: number): QueueEntry {
  const { packetId, sequence, savedAt, size, status, attempts, lastError, nextTryAt } = entry;
  const { acknowledgedAt, rejectionReasons } = entry;
  return {
    packetId,
    sequence,
    savedAt,
    size,
    status,
    sentBytes: status === 'sending' ? sentBytes : status === 'waiting' ? 0 : size,
    attempts,
    lastError,
    nextTryAt,
    acknowledgedAt,
    rejectionReasons,
  };
}
