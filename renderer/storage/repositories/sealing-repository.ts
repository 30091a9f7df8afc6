import { Dexie } from 'dexie';
import type { Bytes } from '../../../native-bridges/contract/bytes.ts';
import { rendererError } from '../../domain/errors.ts';
import type { OutboxEntry } from '../../domain/outbox-entry.ts';
import { recordStatusAfter } from '../../domain/record-status.ts';
import type { EnrolmentDatabase } from '../enrolment-database.ts';
import { withStorageErrors } from '../storage-errors.ts';
import type { StoredRecord, StoredReservation } from '../stored-types.ts';
import { readNumber, sequenceKey } from './meta.ts';

export interface ReservationRequest {
  readonly recordId: string;
  readonly kioskId: string;
  /** Used if the record has no packet id yet. */
  readonly newPacketId: string;
  /** Highest number the spool has ever seen; the counter here may be older, after a lost database. */
  readonly spoolHighest: number;
}

/** The transactions of *Simpan*, of its failure and of its healing. Throws `STORAGE_*`. */
export class SealingRepository {
  readonly #database: EnrolmentDatabase;

  constructor(database: EnrolmentDatabase) {
    this.#database = database;
  }

  /** The reservation of a record, if it has one. */
  async reservationOf(recordId: string): Promise<StoredReservation | null> {
    const record = await withStorageErrors(() => this.#database.records.get(recordId));
    return record?.reservation ?? null;
  }

  /**
   * Draft → sealing, with a packet id and the next sequence number; those of an earlier failed try are used again.
   *
   * @throws CodedError `RECORD_SEALED`
   */
  reserve({ recordId, kioskId, newPacketId, spoolHighest }: ReservationRequest): Promise<StoredReservation> {
    const { records, meta } = this.#database;
    return withStorageErrors(() =>
      this.#database.transaction('rw', records, meta, async () => {
        const record = await records.get(recordId);
        if (record?.status !== 'draft' && record?.status !== 'sealing') throw rendererError('RECORD_SEALED');
        const status = recordStatusAfter(record.status, { fact: 'PacketReserved' });
        if (record.reservation?.kioskId === kioskId) {
          await records.put({ ...record, status });
          return record.reservation;
        }
        const key = sequenceKey(kioskId);
        const sequence = Math.max(await readNumber(this.#database, key), spoolHighest) + 1;
        const reservation = { packetId: newPacketId, kioskId, sequence };
        await meta.put({ key, value: sequence });
        await records.put({ ...record, status, reservation });
        return reservation;
      }),
    );
  }

  /** Sealing → draft. The reservation stays for the next try, unless its number turned out to be taken. */
  backToDraft(recordId: string, reservation: 'keep' | 'drop'): Promise<void> {
    return this.#changeRecord(recordId, (record) => ({
      ...record,
      status: recordStatusAfter(record.status, { fact: 'PacketNotSpooled' }),
      reservation: reservation === 'keep' ? record.reservation : null,
    }));
  }

  /**
   * The one transaction of *Simpan*: the outbox has the packet, and its record is sealed. Doing it twice changes
   * nothing.
   *
   * @param sealedDraft the draft with its finished audit trail; null where it is not known and stays as it is
   */
  enqueue(entry: OutboxEntry, sealedDraft: Bytes | null): Promise<void> {
    const { records, outbox, meta } = this.#database;
    return withStorageErrors(() =>
      this.#database.transaction('rw', records, outbox, meta, async () => {
        if (await outbox.get(entry.packetId)) return;
        await outbox.add(entry);
        const key = sequenceKey(entry.kioskId);
        await meta.put({ key, value: Math.max(await readNumber(this.#database, key), entry.sequence) });
        if (entry.recordId === null) return;
        const record = await records.get(entry.recordId);
        if (!record) throw rendererError('STORAGE_FAILED', 'packet of an unknown record');
        await records.put({
          ...record,
          status: recordStatusAfter(record.status, { fact: 'PacketQueued' }),
          updatedAt: entry.savedAt,
          sealedDraft: sealedDraft ?? record.sealedDraft,
        });
      }),
    );
  }

  /** Records whose *Simpan* did not come to its end. */
  unfinished(): Promise<StoredRecord[]> {
    return withStorageErrors(() => this.#database.records.where('status').equals('sealing').toArray());
  }

  /** The record that reserved this packet id, if any. */
  recordOfPacket(packetId: string): Promise<StoredRecord | undefined> {
    return withStorageErrors(() => this.#database.records.where('reservation.packetId').equals(packetId).first());
  }

  /** Raises the counter to at least `highest`, so that no number is given twice after a lost database. */
  alignSequence(kioskId: string, highest: number): Promise<void> {
    const { meta, outbox } = this.#database;
    return withStorageErrors(() =>
      this.#database.transaction('rw', meta, outbox, async () => {
        const key = sequenceKey(kioskId);
        const last = await outbox
          .where('[kioskId+sequence]')
          .between([kioskId, Dexie.minKey], [kioskId, Dexie.maxKey])
          .last();
        const value = Math.max(await readNumber(this.#database, key), last?.sequence ?? 0, highest);
        await meta.put({ key, value });
      }),
    );
  }

  #changeRecord(recordId: string, change: (record: StoredRecord) => StoredRecord): Promise<void> {
    const { records } = this.#database;
    return withStorageErrors(() =>
      this.#database.transaction('rw', records, async () => {
        const record = await records.get(recordId);
        if (record) await records.put(change(record));
      }),
    );
  }
}
