import type { ShellApi } from '../../electron/contract/shell-contract.ts';
import { isCoded } from '../../native-bridges/contract/errors.ts';
import type { OutboxEntry } from '../domain/outbox-entry.ts';
import type { OutboxRepository } from '../storage/repositories/outbox-repository.ts';
import { type Clock, isoInstant, LONGEST_TIMER_MS } from './clock.ts';
import { turnOf } from './outbox/turn.ts';
import {
  ASK_AGAIN_MS,
  LINK_PROBE_MS,
  meaningOf,
  pauseAfterFailures,
  pauseBetweenReceiptLooks,
  REFUSED_PAUSE_MS,
} from './policy.ts';
import { fetchReceipts, type ReceiptPorts } from './receipts.ts';

export interface EnginePorts extends ReceiptPorts {
  readonly outbox: Pick<OutboxRepository, 'unsettled' | 'apply'> & ReceiptPorts['outbox'];
  readonly centre: Pick<ShellApi['centre'], 'time' | 'upload' | 'cancelUpload' | 'receipts'>;
  readonly clock: Clock;
  /** A number from 0 (inclusive) to 1. */
  readonly random: () => number;
}

/** What the engine knows beyond the outbox. */
export interface LinkState {
  readonly link: 'unknown' | 'online' | 'offline';
  /** Code of the last call's failure, or `RECEIPT_FORGED` until a look for receipts finds none; else null. */
  readonly linkError: string | null;
  readonly paused: boolean;
}

/**
 * Sends what waits, one packet after the other by number, and applies the centre's receipts. The link is measured by
 * the calls themselves, never by what the system says of its network.
 *
 * It runs from `start()` to `stop()`; a failure of any kind is a pause, never its end.
 */
export class SyncEngine {
  readonly #ports: EnginePorts;
  readonly #changed: () => void;
  #state: LinkState = { link: 'unknown', linkError: null, paused: false };
  #running = false;
  #wake: () => void = () => undefined;
  #woken = false;
  #uploading: string | null = null;
  readonly #sentBytes = new Map<string, number>();
  readonly #hurried = new Set<string>();
  /** The last look for receipts met one that the centre did not sign. */
  #receiptForged = false;
  #linkFailures = 0;
  // Readings of the monotonic clock: a wall clock that is set back must not stretch a pause to a year.
  #linkRetryAt = Number.NEGATIVE_INFINITY;
  #lastCallAt = Number.NEGATIVE_INFINITY;
  /** A look for receipts is owed: at start, after a delivery, and after one that failed. */
  #receiptsOwed = true;
  #receiptLooks = 0;
  #receiptsDueAt = Number.NEGATIVE_INFINITY;

  /** @param changed called whenever link, pause or progress change */
  constructor(ports: EnginePorts, changed: () => void) {
    this.#ports = ports;
    this.#changed = changed;
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Bytes of a packet under way that the centre has; 0 for every other. */
  sentBytes(packetId: string): number {
    return this.#sentBytes.get(packetId) ?? 0;
  }

  /** Progress as the shell reports it. */
  noteProgress(packetId: string, sentBytes: number): void {
    if (packetId !== this.#uploading) return;
    this.#sentBytes.set(packetId, sentBytes);
    this.#changed();
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    void this.#run();
  }

  /** Ends the engine; an upload under way is broken off, and goes on at the same byte another day. */
  stop(): void {
    this.#running = false;
    this.#breakOff();
    this.wake();
  }

  pause(): void {
    this.#setState({ paused: true });
    this.#breakOff();
  }

  resume(): void {
    this.#setState({ paused: false });
    this.wake();
  }

  /** Tries everything at once: forgets every pause, the officer's included. @throws CodedError `STORAGE_*` */
  async sendNow(): Promise<void> {
    this.#linkRetryAt = Number.NEGATIVE_INFINITY;
    this.#linkFailures = 0;
    this.#receiptsOwed = true;
    this.#receiptLooks = 0;
    this.#receiptsDueAt = Number.NEGATIVE_INFINITY;
    try {
      for (const { packetId } of await this.#ports.outbox.unsettled()) this.#hurried.add(packetId);
    } finally {
      this.resume();
    }
  }

  /** Something may have changed: a packet was added, the shell is back. */
  wake(): void {
    this.#woken = true;
    this.#wake();
  }

  async #run(): Promise<void> {
    await this.#forgetPlannedPauses();
    while (this.#running) {
      this.#woken = false;
      let pause: number;
      try {
        pause = await this.#round();
      } catch (error) {
        if (!this.#running) return;
        // The database failed: nothing was lost, and the next round asks it again.
        this.#ports.report(codeOf(error), null);
        pause = pauseAfterFailures(1, this.#ports.random());
      }
      if (this.#running) await this.#sleep(pause);
    }
  }

  /**
   * A new session is a new place or a new day: what waited for its hour is tried at once, and the centre is asked again
   * about what it has not signed for.
   */
  async #forgetPlannedPauses(): Promise<void> {
    const unsettled = await this.#ports.outbox.unsettled().catch(() => []);
    for (const { packetId, status, lastError, nextTryAt } of unsettled) {
      if (nextTryAt !== null || (status === 'delivered' && lastError === null)) this.#hurried.add(packetId);
    }
  }

  /** One step of work. Returns how long there is nothing to do. */
  async #round(): Promise<number> {
    const { outbox, clock } = this.#ports;
    if (this.#state.paused) return Number.POSITIVE_INFINITY;
    const now = clock.monotonic();
    if (now < this.#linkRetryAt) return this.#linkRetryAt - now;

    const unsettled = await outbox.unsettled();
    const today = clock.now();
    const { next, nextDueAt } = turnOf(unsettled, today, this.#hurried);
    const awaited = this.#receiptsOwed || unsettled.some(({ status }) => status === 'delivered');
    const looks = awaited && now >= this.#receiptsDueAt;
    // A receipt that is there already spares asking about its packet.
    if (next && !(next.status === 'delivered' && looks)) {
      await this.#send(next);
      return 0;
    }
    if (looks) {
      await this.#lookForReceipts();
      return 0;
    }
    if (now - this.#lastCallAt >= LINK_PROBE_MS) {
      await this.#call(() => this.#ports.centre.time());
      return 0;
    }
    return Math.min(
      this.#lastCallAt + LINK_PROBE_MS - now,
      nextDueAt === null ? Number.POSITIVE_INFINITY : nextDueAt - today,
      awaited ? this.#receiptsDueAt - now : Number.POSITIVE_INFINITY,
    );
  }

  async #send(entry: OutboxEntry): Promise<void> {
    const { outbox, centre, random, clock, report } = this.#ports;
    const { packetId, sequence } = entry;
    this.#hurried.delete(packetId);
    this.#uploading = packetId;
    await outbox.apply(packetId, { fact: 'UploadStarted' }, { attempts: entry.attempts + 1 });
    // Pause or stop may have come in between, with no upload there to break off yet.
    const code = this.#running && !this.#state.paused ? await this.#attempt(() => centre.upload(packetId)) : CANCELLED;
    this.#uploading = null;
    this.#sentBytes.delete(packetId);

    if (code === null) {
      const nextTryAt = isoInstant(clock.now() + ASK_AGAIN_MS);
      await outbox.apply(packetId, { fact: 'UploadCompleted' }, { lastError: null, nextTryAt });
      this.#linkIsUp();
      // The receipt of a packet asked about again comes with the looks that go on anyway.
      if (entry.status === 'delivered') return;
      this.#receiptLooks = 0;
      this.#receiptsOwed = true;
      this.#receiptsDueAt = Number.NEGATIVE_INFINITY;
      return;
    }
    const meaning = meaningOf(code);
    if (meaning === 'cancelled') {
      // Due again as soon as the engine goes on; of one that is delivered only the time says so.
      const nextTryAt = entry.status === 'delivered' ? isoInstant(clock.now()) : null;
      await outbox.apply(packetId, { fact: 'UploadInterrupted' }, { lastError: null, nextTryAt });
      return;
    }
    report(code, sequence);
    if (meaning === 'pause-link') this.#linkIsDown(code);
    // A packet that the spool cannot read says nothing of the link; any other answer came from the centre.
    else if (meaning !== 'stop-packet') this.#linkIsUp();
    const pause = {
      'pause-link': this.#linkRetryAt - clock.monotonic(),
      'pause-packet': pauseAfterFailures(entry.attempts + 1, random()),
      refused: REFUSED_PAUSE_MS,
      'stop-packet': null,
    }[meaning];
    const nextTryAt = pause === null ? null : isoInstant(clock.now() + pause);
    await outbox.apply(packetId, { fact: 'UploadInterrupted' }, { lastError: code, nextTryAt });
  }

  async #lookForReceipts(): Promise<void> {
    const { clock, random } = this.#ports;
    let settled = 0;
    const ok = await this.#call(async () => {
      const look = await fetchReceipts(this.#ports);
      settled = look.settled;
      this.#receiptForged = !look.trusted;
    });
    this.#receiptsOwed = !ok || this.#receiptForged;
    this.#receiptLooks = settled > 0 ? 1 : this.#receiptLooks + 1;
    this.#receiptsDueAt = clock.monotonic() + pauseBetweenReceiptLooks(this.#receiptLooks, random());
  }

  /** Makes a call that measures the link. @returns whether it went well */
  async #call(operation: () => Promise<unknown>): Promise<boolean> {
    const code = await this.#attempt(operation);
    if (code === null) this.#linkIsUp();
    else {
      if (code !== this.#state.linkError) this.#ports.report(code, null);
      this.#linkIsDown(code);
    }
    return code === null;
  }

  /** @returns null, or the code of the failure */
  async #attempt(operation: () => Promise<unknown>): Promise<string | null> {
    try {
      await operation();
      return null;
    } catch (error) {
      // The database says nothing of the link.
      if (isCoded(error, 'STORAGE_FAILED', 'STORAGE_FULL')) throw error;
      return codeOf(error);
    } finally {
      this.#lastCallAt = this.#ports.clock.monotonic();
    }
  }

  #linkIsUp(): void {
    this.#linkFailures = 0;
    this.#linkRetryAt = Number.NEGATIVE_INFINITY;
    this.#setState({ link: 'online', linkError: this.#receiptForged ? 'RECEIPT_FORGED' : null });
  }

  #linkIsDown(code: string): void {
    this.#linkFailures += 1;
    this.#linkRetryAt = this.#ports.clock.monotonic() + pauseAfterFailures(this.#linkFailures, this.#ports.random());
    this.#setState({ link: 'offline', linkError: code });
  }

  #setState(change: Partial<LinkState>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed();
  }

  #breakOff(): void {
    // The upload's own promise then ends with UPLOAD_CANCELLED; a shell that is gone has ended it already.
    if (this.#uploading !== null) void this.#ports.centre.cancelUpload(this.#uploading).catch(() => undefined);
  }

  async #sleep(milliseconds: number): Promise<void> {
    if (this.#woken || milliseconds <= 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    // Waking too early costs one look at what is due.
    const pause = Math.min(milliseconds, LONGEST_TIMER_MS);
    const cancel = Number.isFinite(milliseconds) ? this.#ports.clock.after(pause, resolve) : () => undefined;
    await promise;
    cancel();
    this.#wake = () => undefined;
  }
}

const CANCELLED = 'UPLOAD_CANCELLED';

const codeOf = (error: unknown): string => (isCoded(error) ? error.code : 'RPC_INTERNAL');
