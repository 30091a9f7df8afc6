import type { PacketHeader } from '../../electron/contract/packet.ts';
import type { OutboxStatus } from './outbox-status.ts';

/** A sealed packet on its way to the centre, as this kiosk keeps it. Ids, hashes and states; nobody's name. */
export interface OutboxEntry {
  readonly packetId: string;
  /** Null for a packet that was found in the spool and adopted: what is inside is sealed. */
  readonly recordId: string | null;
  readonly kioskId: string;
  readonly sequence: number;
  readonly driveId: string;
  /** Size and SHA-256 of the sealed bytes. */
  readonly size: number;
  readonly sha256: string;
  /** ISO instant of *Simpan*; of the adoption for an adopted packet. */
  readonly savedAt: string;
  readonly status: OutboxStatus;
  /** Uploads begun so far. */
  readonly attempts: number;
  /** Code of the last failure; null where the last try went well or none was made. */
  readonly lastError: string | null;
  /** ISO instant before which no new try is made; null where none is planned or none is needed. */
  readonly nextTryAt: string | null;
  /** The centre's verified JWS, once there is one. */
  readonly receipt: string | null;
  /** ISO instant of the receipt that accepted it. */
  readonly acknowledgedAt: string | null;
  readonly rejectionReasons: readonly string[];
}

/** An entry that waits for its first upload. */
export function newOutboxEntry(header: PacketHeader, recordId: string | null, savedAt: string): OutboxEntry {
  const { packetId, kioskId, sequence, driveId, size, sha256 } = header;
  return {
    packetId,
    recordId,
    kioskId,
    sequence,
    driveId,
    size,
    sha256,
    savedAt,
    status: 'waiting',
    attempts: 0,
    lastError: null,
    nextTryAt: null,
    receipt: null,
    acknowledgedAt: null,
    rejectionReasons: [],
  };
}

/** What stays of a record for good once the centre has signed for it. */
export interface LedgerLine {
  readonly packetId: string;
  readonly recordId: string | null;
  readonly kioskId: string;
  readonly sequence: number;
  readonly driveId: string;
  readonly size: number;
  readonly sha256: string;
  readonly savedAt: string;
  readonly receivedAt: string;
  readonly receipt: string;
}

/** Every recorded number is accounted for: recorded = acknowledged + waiting + rejected, the gaps named. */
export interface SequenceReconciliation {
  readonly recorded: number;
  readonly acknowledged: number;
  readonly waiting: number;
  readonly rejected: number;
  readonly missingSequences: readonly number[];
}

/**
 * Accounts for the numbers 1 to `highest` of one kiosk.
 *
 * @param underWay numbers that a record not yet saved holds: neither recorded yet nor missing
 */
export function reconcileSequences(
  entries: readonly Pick<OutboxEntry, 'sequence' | 'status'>[],
  highest: number,
  underWay: ReadonlySet<number>,
): SequenceReconciliation {
  const count = (status: OutboxStatus) => entries.filter((entry) => entry.status === status).length;
  const acknowledged = count('acknowledged');
  const rejected = count('rejected');
  const known = new Set(entries.map((entry) => entry.sequence));
  const missingSequences: number[] = [];
  for (let sequence = 1; sequence <= highest; sequence++) {
    if (!known.has(sequence) && !underWay.has(sequence)) missingSequences.push(sequence);
  }
  return {
    recorded: entries.length,
    acknowledged,
    rejected,
    waiting: entries.length - acknowledged - rejected,
    missingSequences,
  };
}
