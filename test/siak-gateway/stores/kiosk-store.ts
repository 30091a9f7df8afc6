import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { type Ed25519PublicJwk, ed25519PublicJwk } from '../../../electron/contract/centre-keys.ts';
import type { Database } from '../database/database.ts';
import { GatewayProblem } from '../problems.ts';
import { hashOfCode } from './drive-store.ts';

/** A kiosk that has been activated. */
export interface Kiosk {
  readonly kioskId: string;
  readonly publicKey: Ed25519PublicJwk;
  /** Drives it was activated for, the newest first; it may still deliver for an earlier one. Never empty. */
  readonly driveIds: readonly string[];
}

export interface KioskStore {
  /**
   * Activates a kiosk, or gives the one that already has this key its id again.
   * @throws GatewayProblem `ACTIVATION_CODE_UNKNOWN`, also for a one-time code that another kiosk used
   */
  activate(code: string, publicKey: Ed25519PublicJwk): Promise<Kiosk>;
  findByThumbprint(thumbprint: string): Promise<Kiosk | null>;
  /** Public key of a kiosk that is known to exist. */
  keyOf(kioskId: string): Promise<Ed25519PublicJwk>;
  /** Notes that the kiosk was heard, and how far its clock is from ours. */
  noteSeen(kioskId: string, seenAt: Date, kioskClock: Date): Promise<void>;
}

const kioskRow = z.object({ kiosk_id: z.string(), public_key: ed25519PublicJwk });
const driveIdRow = z.object({ drive_id: z.string() });

export function createKioskStore(database: Database): KioskStore {
  const findByThumbprint = async (thumbprint: string): Promise<Kiosk | null> => {
    const [row] = await database.query('SELECT kiosk_id, public_key FROM kiosk WHERE thumbprint = $1', [thumbprint]);
    if (!row) return null;
    const { kiosk_id: kioskId, public_key: publicKey } = kioskRow.parse(row);
    const drives = await database.query(
      'SELECT drive_id FROM kiosk_drive WHERE kiosk_id = $1 ORDER BY activated_at DESC, drive_id',
      [kioskId],
    );
    return { kioskId, publicKey, driveIds: drives.map((drive) => driveIdRow.parse(drive).drive_id) };
  };

  return {
    findByThumbprint,

    async activate(code, publicKey) {
      const now = new Date().toISOString();
      await database.transaction(async (transaction) => {
        // Whoever is second with the same key does nothing here and reads the first one's row.
        await transaction.query(
          `INSERT INTO kiosk (kiosk_id, thumbprint, public_key, activated_at) VALUES ($1, $2, $3, $4)
           ON CONFLICT (thumbprint) DO NOTHING`,
          [`kiosk-${randomBytes(6).toString('hex')}`, publicKey.kid, JSON.stringify(publicKey), now],
        );
        const [row] = await transaction.query('SELECT kiosk_id, public_key FROM kiosk WHERE thumbprint = $1', [
          publicKey.kid,
        ]);
        const { kiosk_id: kioskId } = kioskRow.parse(row);
        const [claimed] = await transaction.query(
          `UPDATE activation_code SET used_by = $1
           WHERE code_sha256 = $2 AND (reusable OR used_by IS NULL OR used_by = $1) RETURNING drive_id`,
          [kioskId, hashOfCode(code)],
        );
        // Rolls the kiosk back as well.
        if (!claimed) throw new GatewayProblem('ACTIVATION_CODE_UNKNOWN', 'unknown or used activation code');
        await transaction.query(
          `INSERT INTO kiosk_drive (kiosk_id, drive_id, activated_at) VALUES ($1, $2, $3)
           ON CONFLICT (kiosk_id, drive_id) DO UPDATE SET activated_at = $3`,
          [kioskId, driveIdRow.parse(claimed).drive_id, now],
        );
      });
      const kiosk = await findByThumbprint(publicKey.kid);
      if (!kiosk) throw new GatewayProblem('INTERNAL', 'activation was lost');
      return kiosk;
    },

    async keyOf(kioskId) {
      const [row] = await database.query('SELECT kiosk_id, public_key FROM kiosk WHERE kiosk_id = $1', [kioskId]);
      return kioskRow.parse(row).public_key;
    },

    async noteSeen(kioskId, seenAt, kioskClock) {
      await database.query('UPDATE kiosk SET last_seen_at = $2, clock_offset_seconds = $3 WHERE kiosk_id = $1', [
        kioskId,
        seenAt.toISOString(),
        (kioskClock.getTime() - seenAt.getTime()) / 1000,
      ]);
    },
  };
}
