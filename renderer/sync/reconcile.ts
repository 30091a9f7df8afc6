import type { PacketHeader } from '../../electron/contract/packet.ts';
import type { ShellApi } from '../../electron/contract/shell-contract.ts';
import type { Alarm } from '../domain/alarm.ts';
import { newOutboxEntry, type OutboxEntry } from '../domain/outbox-entry.ts';
import type { OutboxChange, OutboxRepository } from '../storage/repositories/outbox-repository.ts';
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

/**
 * Brings spool, outbox and records back to one story after a crash, at sign-in. Running it twice changes nothing more.
 *
 * - a spooled packet that no entry knows: its record's *Simpan* is completed; without a record it is adopted, with an
 *   alarm;
 * - a record in `sealing` whose packet never reached the spool: a draft again, under its reserved number;
 * - an upload that was under way: waits again;
 * - an entry without a receipt whose bytes are gone: an alarm; whose bytes are back: sent like any other;
 * - an acknowledged packet of which something is left: released and forgotten;
 * - a second medium that is set and not there: an alarm;
 * - the sequence counter behind what spool or outbox have seen: raised.
 */
export async function reconcile(ports: ReconcilePorts): Promise<readonly Alarm[]> {
  const { outbox, sealing, spool, kioskId } = ports;
  const { packets, highestSequence, secondMedium } = await spool.state();
  const spooled = new Set(packets.map(({ packetId }) => packetId));
  const known = new Map((await outbox.entries()).map((entry) => [entry.packetId, entry]));
  const alarms: Alarm[] = [];
  if (secondMedium === 'missing') alarms.push({ code: 'SECOND_MEDIUM_MISSING', sequence: null });

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

async function settleEntry(entry: OutboxEntry, isSpooled: boolean, ports: ReconcilePorts): Promise<Alarm | null> {
  const { packetId, status, receipt, sequence, lastError } = entry;
  if (status === 'acknowledged' && isSpooled && receipt !== null) await forgetPacket({ ...entry, receipt }, ports);
  if (receipt !== null) return null;
  const interrupted = (change: OutboxChange) => ports.outbox.apply(packetId, { fact: 'UploadInterrupted' }, change);
  if (!isSpooled) {
    await interrupted({ lastError: 'PACKET_MISSING', nextTryAt: null });
    return { code: 'PACKET_MISSING', sequence };
  }
  // Whoever brought the bytes back, or put the medium in again, has done what the entry waited for.
  if (lastError !== null && SPOOL_FAULTS.has(lastError)) await interrupted({ lastError: null, nextTryAt: null });
  else if (status === 'sending') await interrupted({});
  return null;
}

/** Failures that lie in the spool alone, and end when the packet is readable there. */
const SPOOL_FAULTS: ReadonlySet<string> = new Set(['PACKET_MISSING', 'SPOOL_PACKET_DAMAGED']);
