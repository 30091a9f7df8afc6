import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { onTestFinished } from 'vitest';
import { EnrolmentDatabase, type IndexedDbParts } from '../../renderer/storage/enrolment-database.ts';

/** An IndexedDB of its own: what one test stores no other sees. */
export const freshIndexedDb = (): IndexedDbParts => ({ indexedDB: new IDBFactory(), IDBKeyRange });

/** Opens the kiosk's database; opened again over the same parts, it is the same disk after a restart. */
export function openTestDatabase(parts: IndexedDbParts, schemaVersion?: number): EnrolmentDatabase {
  const database = new EnrolmentDatabase('kiosk', parts, schemaVersion);
  onTestFinished(() => database.close());
  return database;
}
