import { Dexie } from 'dexie';
import { describe, expect, test } from 'vitest';
import { rendererError } from '../../../../renderer/domain/errors.ts';
import { requestPersistence } from '../../../../renderer/storage/persistence.ts';
import { RecordsRepository } from '../../../../renderer/storage/repositories/records-repository.ts';
import { withStorageErrors } from '../../../../renderer/storage/storage-errors.ts';
import { freshIndexedDb, openTestDatabase } from '../../../support/enrolment-database.ts';

const failWith = (error: unknown) => withStorageErrors(() => Promise.reject(error));

describe('failures of the database', () => {
  test.each([
    ['the browser’s own error', new DOMException('full', 'QuotaExceededError')],
    ['wrapped by Dexie', new Dexie.QuotaExceededError('full')],
    ['as the reason of an abort', new Dexie.AbortError('aborted', new DOMException('full', 'QuotaExceededError'))],
  ])('no room left is STORAGE_FULL: %s', async (_name, error) => {
    await expect(failWith(error)).rejects.toMatchObject({ code: 'STORAGE_FULL' });
  });

  test.each([new Dexie.DatabaseClosedError(), new DOMException('x', 'UnknownError'), new TypeError('x'), 'text'])(
    'anything else is STORAGE_FAILED, with its name and without its message: %s',
    async (error) => {
      const detail = error instanceof Error ? error.name : 'string';
      await expect(failWith(error)).rejects.toMatchObject({ code: 'STORAGE_FAILED', detail });
    },
  );

  test('an error that has a code keeps it, also out of a transaction', async () => {
    await expect(failWith(rendererError('RECORD_SEALED'))).rejects.toMatchObject({ code: 'RECORD_SEALED' });
    const records = new RecordsRepository(openTestDatabase(freshIndexedDb()));
    const change = { recordId: 'none', sealedDraft: new Uint8Array(), nikIndexes: [], updatedAt: '' };
    const lost = records.change({ ...change, capturesPut: [], capturesDeleted: [] });
    await expect(lost).rejects.toMatchObject({ code: 'RECORD_SEALED' });
  });

  test('a closed database is STORAGE_FAILED', async () => {
    const database = openTestDatabase(freshIndexedDb());
    database.close();
    await expect(new RecordsRepository(database).get('x')).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  });
});

describe('persistence', () => {
  test('is what the browser grants, and false where it cannot be asked', async () => {
    expect(await requestPersistence({ persist: async () => true })).toBe(true);
    expect(await requestPersistence({ persist: async () => false })).toBe(false);
    expect(await requestPersistence({ persist: () => Promise.reject(new TypeError()) })).toBe(false);
    expect(await requestPersistence(undefined)).toBe(false);
  });
});
