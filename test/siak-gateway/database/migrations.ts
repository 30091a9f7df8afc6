import * as z from 'zod/mini';
import type { Database } from './database.ts';

interface Migration {
  /** Consecutive from 1. */
  readonly version: number;
  readonly name: string;
  readonly statements: readonly string[];
}

/** Append-only: a step that has run anywhere is never changed. Plain PostgreSQL, no extension. */
const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: 'drives, kiosks, packets, receipts',
    statements: [
      `CREATE TABLE drive (
        drive_id text PRIMARY KEY,
        training boolean NOT NULL,
        list_version integer NOT NULL,
        details jsonb NOT NULL
      )`,
      `CREATE TABLE officer (
        officer_id text PRIMARY KEY,
        drive_id text NOT NULL REFERENCES drive,
        details jsonb NOT NULL
      )`,
      `CREATE TABLE resident (
        nik text PRIMARY KEY,
        drive_id text NOT NULL REFERENCES drive,
        position integer NOT NULL,
        details jsonb NOT NULL,
        UNIQUE (drive_id, position)
      )`,
      `CREATE TABLE kiosk (
        kiosk_id text PRIMARY KEY,
        thumbprint text NOT NULL UNIQUE,
        public_key jsonb NOT NULL,
        activated_at timestamptz NOT NULL,
        last_seen_at timestamptz,
        clock_offset_seconds double precision,
        receipt_count integer NOT NULL DEFAULT 0
      )`,
      `CREATE TABLE kiosk_drive (
        kiosk_id text NOT NULL REFERENCES kiosk,
        drive_id text NOT NULL REFERENCES drive,
        activated_at timestamptz NOT NULL,
        PRIMARY KEY (kiosk_id, drive_id)
      )`,
      `CREATE TABLE activation_code (
        code_sha256 text PRIMARY KEY,
        drive_id text NOT NULL REFERENCES drive,
        reusable boolean NOT NULL,
        used_by text REFERENCES kiosk
      )`,
      `CREATE TABLE packet (
        packet_id text PRIMARY KEY,
        kiosk_id text NOT NULL REFERENCES kiosk,
        drive_id text NOT NULL REFERENCES drive,
        sequence integer NOT NULL,
        holds_sequence boolean NOT NULL,
        size integer NOT NULL,
        sha256 text NOT NULL,
        received_at timestamptz NOT NULL,
        verdict text NOT NULL CHECK (verdict IN ('accepted', 'rejected')),
        reasons jsonb NOT NULL
      )`,
      // A number belongs to the first packet that bears it; later ones are kept and rejected.
      'CREATE UNIQUE INDEX packet_sequence ON packet (kiosk_id, sequence) WHERE holds_sequence',
      `CREATE TABLE receipt (
        kiosk_id text NOT NULL REFERENCES kiosk,
        position integer NOT NULL,
        packet_id text NOT NULL UNIQUE REFERENCES packet,
        jws text NOT NULL,
        PRIMARY KEY (kiosk_id, position)
      )`,
    ],
  },
];

const appliedRows = z.array(z.object({ version: z.int() }));

/**
 * Brings the schema to the newest version, each step in a transaction of its own.
 *
 * @throws RangeError if the database was made by a newer gateway
 */
export async function migrate(database: Database, now: string): Promise<void> {
  await database.query(
    'CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY, name text, applied_at timestamptz)',
  );
  const rows = await database.query('SELECT version FROM schema_version ORDER BY version');
  const applied = appliedRows.parse(rows).map(({ version }) => version);
  const newest = MIGRATIONS.length;
  if (applied.some((version) => version > newest)) throw new RangeError(`database is newer than version ${newest}`);
  for (const { version, name, statements } of MIGRATIONS.filter((step) => !applied.includes(step.version))) {
    await database.transaction(async (transaction) => {
      for (const statement of statements) await transaction.query(statement);
      await transaction.query('INSERT INTO schema_version VALUES ($1, $2, $3)', [version, name, now]);
    });
  }
}
