import { Dexie, liveQuery } from 'dexie';
import type { LedgerLine, OutboxEntry } from '../../domain/outbox-entry.ts';
import { type OutboxFact, outboxStatusAfter } from '../../domain/outbox-status.ts';
import { recordStatusAfter } from '../../domain/record-status.ts';
import type { EnrolmentDatabase } from '../enrolment-database.ts';
import { withStorageErrors } from '../storage-errors.ts';
import { readNumber, readText, receiptCursorKey, sequenceKey } from './meta.ts';

/** What a fact leaves behind beside the status. */
export type OutboxChange = Partial<Pick<OutboxEntry, 'attempts' | 'lastError' | 'nextTryAt'>>;

/** A verified receipt that belongs to its packet. */
export interface VerifiedReceipt {
  readonly packetId: string;
  readonly verdict: 'accepted' | 'rejected';
  readonly reasons: readonly string[];
  readonly receivedAt: string;
  readonly jws: string;
}

/** Outbox, ledger, and what a receipt does to them and to the record. Throws `STORAGE_*`. */
export class OutboxRepository {
  readonly #database: EnrolmentDatabase;

  constructor(database: EnrolmentDatabase) {
    this.#database = database;
  }

  /** Every entry, by sequence. */
  async entries(): Promise<OutboxEntry[]> {
    const entries = await withStorageErrors(() => this.#database.outbox.toArray());
    return entries.sort((a, b) => a.sequence - b.sequence);
  }

  /** Entries without a receipt, by sequence. */
  async unsettled(): Promise<OutboxEntry[]> {
    const entries = await withStorageErrors(() =>
      this.#database.outbox.where('status').anyOf('waiting', 'sending', 'delivered').toArray(),
    );
    return entries.sort((a, b) => a.sequence - b.sequence);
  }

  get(packetId: string): Promise<OutboxEntry | undefined> {
    return withStorageErrors(() => this.#database.outbox.get(packetId));
  }

  /** Moves an entry by a fact; an entry that is gone or settled stays as it is. */
  apply(packetId: string, fact: Exclude<OutboxFact, { fact: 'ReceiptVerified' }>, change: OutboxChange): Promise<void> {
    const { outbox } = this.#database;
    return withStorageErrors(() =>
      this.#database.transaction('rw', outbox, async () => {
        const entry = await outbox.get(packetId);
        if (!entry || entry.status === 'acknowledged' || entry.status === 'rejected') return;
        await outbox.put({ ...entry, ...change, status: outboxStatusAfter(entry.status, fact) });
      }),
    );
  }

  /**
   * What a verified receipt changes, in one transaction: entry, record, and the ledger line where it accepts. The
   * first receipt is final.
   *
   * @returns true if this receipt settled the entry
   */
  settle(receipt: VerifiedReceipt): Promise<boolean> {
    const { outbox, ledger, records } = this.#database;
    return withStorageErrors(() =>
      this.#database.transaction('rw', outbox, ledger, records, async () => {
        const entry = await outbox.get(receipt.packetId);
        if (!entry || entry.receipt !== null) return false;
        const { verdict, jws, receivedAt, reasons } = receipt;
        const settled: OutboxEntry = {
          ...entry,
          status: outboxStatusAfter(entry.status, { fact: 'ReceiptVerified', verdict }),
          receipt: jws,
          acknowledgedAt: verdict === 'accepted' ? receivedAt : null,
          rejectionReasons: verdict === 'rejected' ? reasons : [],
          lastError: null,
          nextTryAt: null,
        };
        await outbox.put(settled);
        if (verdict === 'accepted') await ledger.add(ledgerLine(settled, receivedAt, jws));
        const record = entry.recordId === null ? undefined : await records.get(entry.recordId);
        if (record) {
          const status = recordStatusAfter(record.status, { fact: 'ReceiptVerified', verdict });
          await records.put({ ...record, status, updatedAt: receivedAt });
        }
        return true;
      }),
    );
  }

  /**
   * Destroys what was readable of an acknowledged record: captures, draft and the record's key. A record in any other
   * state is not touched.
   */
  forgetRecord(recordId: string): Promise<void> {
    const { records, captures } = this.#database;
    return withStorageErrors(() =>
      this.#database.transaction('rw', records, captures, async () => {
        const record = await records.get(recordId);
        if (record?.status !== 'acknowledged') return;
        await captures.where('[recordId+name]').between([recordId, Dexie.minKey], [recordId, Dexie.maxKey]).delete();
        await records.put({ ...record, wrappedKey: null, sealedDraft: null });
      }),
    );
  }

  /** Acknowledged records of which something readable is still there: the purge was interrupted. */
  async unforgotten(): Promise<string[]> {
    const records = await withStorageErrors(() =>
      this.#database.records.where('status').equals('acknowledged').toArray(),
    );
    return records.filter((record) => record.wrappedKey !== null).map((record) => record.recordId);
  }

  /** Cursor behind the last receipt page that was wholly applied; '' before the first. */
  async receiptCursor(kioskId: string): Promise<string> {
    return (await withStorageErrors(() => readText(this.#database, receiptCursorKey(kioskId)))) ?? '';
  }

  moveReceiptCursor(kioskId: string, cursor: string): Promise<void> {
    return withStorageErrors(async () => {
      await this.#database.meta.put({ key: receiptCursorKey(kioskId), value: cursor });
    });
  }

  /**
   * Numbers in use: the highest ever reserved, and those that a record not yet saved holds. A draft keeps the number of
   * a *Simpan* that failed for the next one.
   */
  async sequences(kioskId: string): Promise<{ highest: number; underWay: ReadonlySet<number> }> {
    return withStorageErrors(async () => {
      const unsealed = await this.#database.records.where('status').anyOf('draft', 'sealing').toArray();
      const own = unsealed.filter(({ reservation }) => reservation?.kioskId === kioskId);
      const numbers = own.flatMap(({ reservation }) => reservation?.sequence ?? []);
      return { highest: await readNumber(this.#database, sequenceKey(kioskId)), underWay: new Set(numbers) };
    });
  }

  /** Calls back after every change of the outbox, until the returned function is called. */
  watch(changed: () => void): () => void {
    const subscription = liveQuery(() => this.#database.outbox.toArray()).subscribe({
      next: changed,
      // A database that fails says so at the next read, where somebody can be told.
      error: changed,
    });
    return () => subscription.unsubscribe();
  }
}

function ledgerLine(entry: OutboxEntry, receivedAt: string, receipt: string): LedgerLine {
  const { packetId, recordId, kioskId, sequence, driveId, size, sha256, savedAt } = entry;
  return { packetId, recordId, kioskId, sequence, driveId, size, sha256, savedAt, receivedAt, receipt };
}
