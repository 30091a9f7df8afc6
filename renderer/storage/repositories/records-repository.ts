import type { Bytes } from '../../../native-bridges/contract/bytes.ts';
import { rendererError } from '../../domain/errors.ts';
import type { EnrolmentDatabase } from '../enrolment-database.ts';
import { withStorageErrors } from '../storage-errors.ts';
import type { StoredCapture, StoredRecord } from '../stored-types.ts';

/** A new state of a draft: what changes together, in one transaction. */
export interface DraftChange {
  readonly recordId: string;
  readonly sealedDraft: Bytes;
  readonly nikIndexes: readonly string[];
  readonly updatedAt: string;
  readonly capturesPut: readonly StoredCapture[];
  readonly capturesDeleted: readonly string[];
}

/** Drafts and their captures. Every method returns when the change is durable. Throws `STORAGE_*`. */
export class RecordsRepository {
  readonly #database: EnrolmentDatabase;

  constructor(database: EnrolmentDatabase) {
    this.#database = database;
  }

  get(recordId: string): Promise<StoredRecord | undefined> {
    return withStorageErrors(() => this.#database.records.get(recordId));
  }

  /** Records that are not in a packet yet: drafts, and those whose *Simpan* did not come to its end. */
  unsealed(): Promise<StoredRecord[]> {
    return withStorageErrors(() => this.#database.records.where('status').anyOf('draft', 'sealing').toArray());
  }

  /** Records of a person, found by the blind index of the NIK. */
  withNikIndex(nikIndex: string): Promise<StoredRecord[]> {
    return withStorageErrors(() => this.#database.records.where('nikIndexes').equals(nikIndex).toArray());
  }

  add(record: StoredRecord): Promise<void> {
    return withStorageErrors(async () => {
      await this.#database.records.add(record);
    });
  }

  /** @throws CodedError `RECORD_SEALED` if the record is no draft any more */
  change(change: DraftChange): Promise<void> {
    const { recordId, sealedDraft, nikIndexes, updatedAt, capturesPut, capturesDeleted } = change;
    const { records, captures } = this.#database;
    return withStorageErrors(() =>
      this.#database.transaction('rw', records, captures, async () => {
        const record = await records.get(recordId);
        if (record?.status !== 'draft') throw rendererError('RECORD_SEALED');
        await records.put({ ...record, sealedDraft, nikIndexes, updatedAt });
        await captures.bulkPut([...capturesPut]);
        await captures.bulkDelete(capturesDeleted.map((name) => [recordId, name]));
      }),
    );
  }

  capture(recordId: string, name: string): Promise<StoredCapture | undefined> {
    return withStorageErrors(() => this.#database.captures.get([recordId, name]));
  }
}
