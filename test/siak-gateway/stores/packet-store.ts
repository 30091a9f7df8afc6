import * as z from 'zod/mini';
import type { PacketHeader } from '../../../electron/contract/packet.ts';
import type { Receipt, RejectionReason } from '../../../electron/contract/receipt.ts';
import type { Database } from '../database/database.ts';

/** What the centre remembers of a packet that it has whole. */
interface StoredPacket {
  readonly packetId: string;
  readonly kioskId: string;
  readonly size: number;
  readonly sha256: string;
}

interface ReceiptSlice {
  /** Compact JWS each, oldest first. */
  readonly receipts: readonly string[];
  /** Position of the last one; the given one where there was none. */
  readonly last: number;
}

export interface PacketStore {
  find(packetId: string): Promise<StoredPacket | null>;
  /**
   * Stores packet and receipt in one transaction. `reasons` are those found in the packet itself; a sequence number
   * that another packet of the kiosk holds is found here and added.
   *
   * @param sign makes the receipt's JWS
   */
  add(
    header: PacketHeader,
    found: { readonly reasons: readonly RejectionReason[]; readonly receivedAt: string },
    sign: (receipt: Receipt) => Promise<string>,
  ): Promise<Receipt>;
  /** Receipts of one kiosk after a position, at most `limit`. */
  receipts(kioskId: string, after: number, limit: number): Promise<ReceiptSlice>;
}

const packetRow = z.object({ packet_id: z.string(), kiosk_id: z.string(), size: z.int(), sha256: z.string() });
const countRow = z.object({ receipt_count: z.int() });
const receiptRow = z.object({ position: z.int(), jws: z.string() });

export function createPacketStore(database: Database): PacketStore {
  return {
    async find(packetId) {
      const rows = await database.query('SELECT packet_id, kiosk_id, size, sha256 FROM packet WHERE packet_id = $1', [
        packetId,
      ]);
      if (!rows[0]) return null;
      const { packet_id, kiosk_id, size, sha256 } = packetRow.parse(rows[0]);
      return { packetId: packet_id, kioskId: kiosk_id, size, sha256 };
    },

    add({ packetId, kioskId, driveId, sequence, size, sha256 }, { reasons, receivedAt }, sign) {
      return database.transaction(async (transaction) => {
        // Locks the kiosk's row: its packets are decided one after another, and its receipts have no gap that a reader
        // of the list could pass while an earlier one is still uncommitted.
        const [counted] = await transaction.query(
          'UPDATE kiosk SET receipt_count = receipt_count + 1 WHERE kiosk_id = $1 RETURNING receipt_count',
          [kioskId],
        );
        const { receipt_count: position } = countRow.parse(counted);
        const [holder] = await transaction.query(
          'SELECT 1 FROM packet WHERE kiosk_id = $1 AND sequence = $2 AND holds_sequence',
          [kioskId, sequence],
        );
        const allReasons: readonly RejectionReason[] = holder ? [...reasons, 'SEQUENCE_REUSED'] : reasons;
        const verdict = allReasons.length === 0 ? 'accepted' : 'rejected';
        const receipt: Receipt = { packetId, kioskId, sequence, sha256, receivedAt, verdict, reasons: [...allReasons] };
        await transaction.query(
          `INSERT INTO packet
             (packet_id, kiosk_id, drive_id, sequence, holds_sequence, size, sha256, received_at, verdict, reasons)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
          [
            packetId,
            kioskId,
            driveId,
            sequence,
            !holder,
            size,
            sha256,
            receivedAt,
            verdict,
            JSON.stringify(allReasons),
          ],
        );
        await transaction.query('INSERT INTO receipt (kiosk_id, position, packet_id, jws) VALUES ($1, $2, $3, $4)', [
          kioskId,
          position,
          packetId,
          await sign(receipt),
        ]);
        return receipt;
      });
    },

    async receipts(kioskId, after, limit) {
      const rows = await database.query(
        'SELECT position, jws FROM receipt WHERE kiosk_id = $1 AND position > $2 ORDER BY position LIMIT $3',
        [kioskId, after, limit],
      );
      const page = rows.map((row) => receiptRow.parse(row));
      return { receipts: page.map(({ jws }) => jws), last: page.at(-1)?.position ?? after };
    },
  };
}
