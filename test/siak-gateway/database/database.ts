/** What a statement takes. JSON goes in as text, instants as ISO 8601 text. */
export type SqlValue = string | number | boolean | null;

/** One row as the database returns it; whoever asked for it validates it. */
export type Row = Readonly<Record<string, unknown>>;

/** Statements with numbered parameters (`$1`), in the SQL that PostgreSQL and PGlite have in common. */
export interface Queries {
  query(sql: string, parameters?: readonly SqlValue[]): Promise<readonly Row[]>;
}

/** The centre's database: PGlite in the reference gateway, PostgreSQL where a real one runs. */
export interface Database extends Queries {
  /** Commits if the work resolves; rolls back and rethrows if it does not. */
  transaction<Result>(work: (transaction: Queries) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
