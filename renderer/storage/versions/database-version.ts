import type { Dexie, Transaction } from 'dexie';

/** One step of the database's history. Never edited once released; the next change is the next step. */
export interface DatabaseVersion {
  readonly version: number;
  /** Tables that this step adds, changes or (null) drops, in Dexie's index notation. */
  readonly schema: Readonly<Record<string, string | null>>;
  /** Brings the rows of the version before up to this one. Nothing is migrated by clearing. Null: no row changes. */
  readonly upgrade: ((transaction: Transaction) => Promise<void>) | null;
}

/**
 * Declares the history on a database.
 *
 * @param upTo last step to declare: a test opens an old version with it, writes rows, and opens the next
 */
export function declareVersions(database: Dexie, history: readonly DatabaseVersion[], upTo: number): void {
  for (const { version, schema, upgrade } of history) {
    if (version > upTo) continue;
    const declared = database.version(version).stores({ ...schema });
    if (upgrade) declared.upgrade(upgrade);
  }
}
