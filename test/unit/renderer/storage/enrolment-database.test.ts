import { Dexie, type Table } from 'dexie';
import { IDBDatabase } from 'fake-indexeddb';
import { describe, expect, test, vi } from 'vitest';
import type { StoredRecord } from '../../../../renderer/storage/stored-types.ts';
import { type DatabaseVersion, declareVersions } from '../../../../renderer/storage/versions/database-version.ts';
import { DATABASE_HISTORY } from '../../../../renderer/storage/versions/history.ts';
import { freshIndexedDb, openTestDatabase } from '../../../support/enrolment-database.ts';

const record: StoredRecord = {
  recordId: '5a1f6a46-8a07-4f0e-9a6e-6a7d0f7d9a01',
  status: 'draft',
  nikIndexes: ['ab12'],
  updatedAt: '2026-11-21T01:00:00.000Z',
  wrappedKey: Uint8Array.of(1, 2),
  sealedDraft: Uint8Array.of(3, 4),
  reservation: null,
};

describe('the database', () => {
  test('asks for strict durability: an answered write is on the disk', async () => {
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await openTestDatabase(freshIndexedDb()).records.add(record);
    const writes = transaction.mock.calls.filter(([, mode]) => mode === 'readwrite');
    expect(writes.length).toBeGreaterThan(0);
    for (const [, , options] of writes as unknown as [unknown, unknown, unknown][]) {
      expect(options).toEqual({ durability: 'strict' });
    }
    transaction.mockRestore();
  });

  test('what version 1 stored, the newest version reads', async () => {
    const parts = freshIndexedDb();
    const old = openTestDatabase(parts, 1);
    await old.records.add(record);
    await old.captures.add({ recordId: record.recordId, name: 'photo', sealed: Uint8Array.of(5) });
    expect(old.verno).toBe(1);
    old.close();

    const newest = openTestDatabase(parts);
    expect(await newest.records.get(record.recordId)).toEqual(record);
    expect(await newest.captures.get([record.recordId, 'photo'])).toMatchObject({ name: 'photo' });
    expect(newest.verno).toBe(DATABASE_HISTORY.at(-1)!.version);
  });

  test('versions are consecutive from 1', () => {
    expect(DATABASE_HISTORY.map(({ version }) => version)).toEqual(DATABASE_HISTORY.map((_, index) => index + 1));
  });
});

describe('a migration', () => {
  /** What the next version could be: a new index, filled from the rows that are there. */
  const nextVersion: DatabaseVersion = {
    version: DATABASE_HISTORY.length + 1,
    schema: { records: 'recordId, status, *nikIndexes, reservation.packetId, day' },
    upgrade: async (transaction) => {
      const rows = transaction.table<{ day: string; updatedAt: string }>('records').toCollection();
      await rows.modify((row) => {
        row.day = row.updatedAt.slice(0, 10);
      });
    },
  };

  test('runs over the rows of the version before, and keeps them', async () => {
    const parts = freshIndexedDb();
    const old = openTestDatabase(parts);
    await old.records.add(record);
    old.close();

    const migrated = new Dexie('kiosk', { ...parts });
    declareVersions(migrated, [...DATABASE_HISTORY, nextVersion], Number.POSITIVE_INFINITY);
    const records: Table<StoredRecord, string> = migrated.table('records');
    expect(await records.where('day').equals('2026-11-21').toArray()).toEqual([{ ...record, day: '2026-11-21' }]);
    migrated.close();
  });

  test('is not declared beyond the version asked for', async () => {
    const database = new Dexie('kiosk', { ...freshIndexedDb() });
    declareVersions(database, [...DATABASE_HISTORY, nextVersion], DATABASE_HISTORY.length);
    await database.open();
    expect(database.verno).toBe(DATABASE_HISTORY.length);
    database.close();
  });
});
