import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import {
  type Drive,
  drive,
  type Officer,
  officer,
  type RosterPage,
  resident,
} from '../../../electron/contract/siak-api.ts';
import type { Database } from '../database/database.ts';
import { makePinVerifier, type TenantSeed } from '../tenant.ts';

/** Drives with their officers and rosters. */
export interface DriveStore {
  /** Fills an empty database with a tenant; a filled one stays as it is. */
  seed(tenant: TenantSeed): Promise<void>;
  find(driveId: string): Promise<StoredDrive>;
  /** Residents after the given position, at most `limit` of them. */
  roster(driveId: string, after: number, limit: number): Promise<RosterSlice>;
}

interface StoredDrive {
  readonly drive: Drive;
  readonly training: boolean;
  readonly officers: readonly Officer[];
}

interface RosterSlice {
  readonly listVersion: string;
  readonly residents: RosterPage['residents'];
  /** Position of the last resident of the slice; null if nobody comes after. */
  readonly last: number | null;
}

/** Codes are kept hashed, as passwords are. */
export const hashOfCode = (code: string): string => createHash('sha256').update(code).digest('hex');

const driveRow = z.object({ training: z.boolean(), list_version: z.int(), details: drive });
const officerRow = z.object({ details: officer });
const residentRow = z.object({ position: z.int(), details: resident });

export function createDriveStore(database: Database): DriveStore {
  const driveOf = async (driveId: string) => {
    const rows = await database.query('SELECT training, list_version, details FROM drive WHERE drive_id = $1', [
      driveId,
    ]);
    return driveRow.parse(rows[0]);
  };
  return {
    async seed(tenant) {
      const [existing] = await database.query('SELECT 1 FROM drive');
      if (existing) return;
      const officers = await Promise.all(
        tenant.officers.map(async ({ pin, ...rest }) => ({ ...rest, pinVerifier: await makePinVerifier(pin) })),
      );
      const { driveId } = tenant.drive;
      await database.transaction(async (transaction) => {
        await transaction.query(
          'INSERT INTO drive (drive_id, training, list_version, details) VALUES ($1, $2, 1, $3)',
          [driveId, tenant.training, JSON.stringify(tenant.drive)],
        );
        await transaction.query('INSERT INTO activation_code (code_sha256, drive_id, reusable) VALUES ($1, $2, $3)', [
          hashOfCode(tenant.activationCode),
          driveId,
          tenant.codeIsReusable,
        ]);
        for (const details of officers) {
          await transaction.query('INSERT INTO officer (officer_id, drive_id, details) VALUES ($1, $2, $3)', [
            details.officerId,
            driveId,
            JSON.stringify(details),
          ]);
        }
        for (const [index, details] of tenant.residents.entries()) {
          await transaction.query('INSERT INTO resident (nik, drive_id, position, details) VALUES ($1, $2, $3, $4)', [
            details.nik,
            driveId,
            index + 1,
            JSON.stringify(details),
          ]);
        }
      });
    },

    async find(driveId) {
      const { training, details } = await driveOf(driveId);
      const rows = await database.query('SELECT details FROM officer WHERE drive_id = $1 ORDER BY officer_id', [
        driveId,
      ]);
      return { drive: details, training, officers: rows.map((row) => officerRow.parse(row).details) };
    },

    async roster(driveId, after, limit) {
      const { list_version: listVersion } = await driveOf(driveId);
      const rows = await database.query(
        'SELECT position, details FROM resident WHERE drive_id = $1 AND position > $2 ORDER BY position LIMIT $3',
        [driveId, after, limit + 1],
      );
      const page = rows.slice(0, limit).map((row) => residentRow.parse(row));
      return {
        listVersion: String(listVersion),
        residents: page.map(({ details }) => details),
        last: rows.length > limit ? page.at(-1)!.position : null,
      };
    },
  };
}
