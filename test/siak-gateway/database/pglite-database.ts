import { PGlite } from '@electric-sql/pglite';
import type { Database, Queries, Row, SqlValue } from './database.ts';

/**
 * Opens PostgreSQL compiled to WebAssembly over a folder of its own.
 *
 * Survives `kill -9`. It runs without fsync and so does not promise to survive a power cut: sealed packets are fsynced
 * files beside it, and a kiosk that is told nothing of its packet asks again.
 */
export async function openPgliteDatabase(folder: string): Promise<Database> {
  const database = await PGlite.create(folder);
  const run = async (target: Pick<PGlite, 'query'>, sql: string, parameters: readonly SqlValue[]): Promise<Row[]> =>
    (await target.query<Row>(sql, [...parameters])).rows;
  return {
    query: (sql, parameters = []) => run(database, sql, parameters),
    transaction: (work) =>
      database.transaction((transaction) => {
        const queries: Queries = { query: (sql, parameters = []) => run(transaction, sql, parameters) };
        return work(queries);
      }),
    close: () => database.close(),
  };
}
