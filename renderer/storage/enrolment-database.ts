import { Dexie, type Table } from 'dexie';
import type {
  StoredCapture,
  StoredLedgerLine,
  StoredMeta,
  StoredOutboxEntry,
  StoredRecord,
  StoredRosterPage,
  StoredVaultKey,
} from './stored-types.ts';
import { declareVersions } from './versions/database-version.ts';
import { DATABASE_HISTORY } from './versions/history.ts';

/** The browser's IndexedDB, or a test's own. */
export interface IndexedDbParts {
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
}

/** Records, outbox, ledger and roster of one kiosk. */
export class EnrolmentDatabase extends Dexie {
  declare readonly vaultKeys: Table<StoredVaultKey, string>;
  declare readonly records: Table<StoredRecord, string>;
  declare readonly captures: Table<StoredCapture, [recordId: string, name: string]>;
  declare readonly outbox: Table<StoredOutboxEntry, string>;
  declare readonly ledger: Table<StoredLedgerLine, string>;
  declare readonly roster: Table<StoredRosterPage, number>;
  declare readonly meta: Table<StoredMeta, string>;

  /** @param schemaVersion last version to declare; tests of migrations open an older database with it */
  constructor(name: string, parts: IndexedDbParts, schemaVersion: number = Number.POSITIVE_INFINITY) {
    super(name, {
      ...parts,
      // Chrome's default since version 121 answers before the bytes are on the disk: a power cut would take a
      // person's record with it.
      chromeTransactionDurability: 'strict',
      // Reads must come from the database: a print counts as stored only after it was read back.
      cache: 'disabled',
    });
    declareVersions(this, DATABASE_HISTORY, schemaVersion);
  }
}
