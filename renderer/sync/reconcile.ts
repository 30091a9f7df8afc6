import type { PacketHeader } from '../../electron/contract/packet.ts';
import type { ShellApi } from '../../electron/contract/shell-contract.ts';
import { isCoded } from '../../native-bridges/contract/errors.ts';
import { newOutboxEntry, type OutboxEntry } from '../domain/outbox-entry.ts';
import type { OutboxRepository } from '../storage/repositories/outbox-repository.ts';
import type { SealingRepository } from '../storage/repositories/sealing-repository.ts';
import { forgetPacket, type ReceiptPorts } from './receipts.ts';

export interface ReconcilePorts {
  readonly outbox: Pick<OutboxRepository, 'entries' | 'apply' | 'unforgotten' | 'forgetRecord'> &
    ReceiptPorts['outbox'];
  readonly sealing: Pick<
    SealingRepository,
    'unfinished' | 'recordOfPacket' | 'enqueue' | 'backToDraft' | 'alignSequence'
  >;
  readonly spool: Pick<ShellApi['spool'], 'state' | 'release'>;
  readonly kioskId: string;
  /** ISO instant, for what has no time of its own. */
  readonly now: string;
  readonly report: (code: string, sequence: number | null) => void;
}

/** A finding that the officer must know of. */
export interface ReconciliationAlarm {
  readonly code: 'PACKET_ADOPTED' | 'PACKET_MISSING';
  readonly sequence: number;
}

/**
 * Brings spool, outbox and records back to one story after a crash, at sign-in. Running it twice changes nothing more.
 *
 * - a spooled packet that no entry knows: its record's *Simpan* is completed; without a record it is adopted, with an
 *   alarm;
 * - a record in `sealing` whose packet never reached the spool: a draft again, under its reserved number;
 * - an upload that was under way: waits again;
 * - an entry without a receipt whose bytes are gone: an alarm;
 * - an acknowledged packet of which something is left: released and forgotten;
 * - the sequence counter behind what spool or outbox have seen: raised.
 */
export async function reconcile(ports: ReconcilePorts): Promise<readonly ReconciliationAlarm[]> {
  const { outbox, sealing, spool, kioskId } = ports;
  const { packets, highestSequence } = await spool.state();
  const spooled = new Set(packets.map(({ packetId }) => packetId));
  const known = new Map((await outbox.entries()).map((entry) => [entry.packetId, entry]));
  const alarms: ReconciliationAlarm[] = [];

  for (const header of packets) {
    if (!known.has(header.packetId) && (await adopt(header, ports)) === 'orphan') {
      alarms.push({ code: 'PACKET_ADOPTED', sequence: header.sequence });
    }
  }
  for (const record of await sealing.unfinished()) {
    // What is spooled was completed above; this one's packet is not there.
    await sealing.backToDraft(record.recordId, 'keep');
  }
  for (const entry of known.values()) {
    const alarm = await settleEntry(entry, spooled.has(entry.packetId), ports);
    if (alarm) alarms.push(alarm);
  }
  for (const recordId of await outbox.unforgotten()) await outbox.forgetRecord(recordId);
  await sealing.alignSequence(kioskId, highestSequence);
  return alarms;
}

async function adopt(header: PacketHeader, { sealing, now }: ReconcilePorts): Promise<'completed' | 'orphan'> {
  const record = await sealing.recordOfPacket(header.packetId);
  await sealing.enqueue(newOutboxEntry(header, record?.recordId ?? null, now), null);
  return record ? 'completed' : 'orphan';
}

async function settleEntry(
  entry: OutboxEntry,
  isSpooled: boolean,
  ports: ReconcilePorts,
): Promise<ReconciliationAlarm | null> {
  const { packetId, recordId, status, receipt, sequence } = entry;
  if (status === 'acknowledged') {
    if (isSpooled && receipt !== null) {
      // A spool that will not let go of a packet is no reason to keep the officer from working.
      await forgetPacket(packetId, recordId, receipt, ports).catch((error: unknown) =>
        ports.report(isCoded(error) ? error.code : 'RPC_INTERNAL', sequence),
      );
    }
    return null;
  }
  if (status === 'sending') await ports.outbox.apply(packetId, { fact: 'UploadInterrupted' }, {});
  if (isSpooled || receipt !== null) return null;
  await ports.outbox.apply(packetId, { fact: 'UploadInterrupted' }, { lastError: 'PACKET_MISSING', nextTryAt: null });
  return { code: 'PACKET_MISSING', sequence };
}
