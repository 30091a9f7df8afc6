import type { PacketHeader } from '../../electron/contract/packet.ts';
import type { ShellApi } from '../../electron/contract/shell-contract.ts';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import { isCoded } from '../../native-bridges/contract/errors.ts';
import { newOutboxEntry, type OutboxEntry } from '../domain/outbox-entry.ts';
import type { SealingRepository } from '../storage/repositories/sealing-repository.ts';
import type { StoredReservation } from '../storage/stored-types.ts';
import type { SealedPacket } from './build-packet.ts';

/** What *Simpan* stands on; the steps below are all there is between these and the officer's *Tersimpan*. */
export interface SealPorts {
  readonly store: Pick<SealingRepository, 'reservationOf' | 'reserve' | 'backToDraft' | 'enqueue'>;
  readonly spool: Pick<ShellApi['spool'], 'put' | 'state'>;
}

export interface SealRequest {
  readonly recordId: string;
  readonly kioskId: string;
  readonly newPacketId: string;
  /** ISO instant of *Simpan*. */
  readonly savedAt: string;
  /** Builds, signs and seals the packet for the reserved id and number. */
  readonly build: (reservation: StoredReservation) => Promise<SealedPacket>;
  /** The draft with its finished audit trail, under the record's key. */
  readonly sealedDraft: Bytes;
}

/**
 * *Simpan*: reserve a number, build and seal the packet, spool it, queue it. Resolves only when the spool and the
 * outbox both have it durably.
 *
 * A crash at any point leaves a state that this function, called again, or the reconciliation at sign-in completes:
 * before the spool has the packet the record is a draft again, under the same number; from then on it is sealed.
 *
 * @throws CodedError `RECORD_SEALED` | `SPOOL_*` | `STORAGE_*` | what building throws; the draft is intact
 */
export async function sealRecord(request: SealRequest, ports: SealPorts): Promise<OutboxEntry> {
  const { recordId, kioskId, newPacketId } = request;
  const { packets, highestSequence } = await ports.spool.state();
  const earlier = await ports.store.reservationOf(recordId);
  const spooled = packets.find(({ packetId }) => packetId === earlier?.packetId);
  // An earlier try got its packet into the spool and no further: it is this record, and it is finished now.
  if (spooled) return enqueue(request, ports, spooled, null);

  const reservation = await ports.store.reserve({ recordId, kioskId, newPacketId, spoolHighest: highestSequence });
  let header: PacketHeader;
  try {
    const packet = await request.build(reservation);
    header = packet.header;
    await ports.spool.put(packet.header, packet.bytes);
  } catch (error) {
    const late = await afterFailure(error, request, reservation, ports);
    if (!late) throw error;
    header = late;
  }
  return enqueue(request, ports, header, request.sealedDraft);
}

/**
 * Decides what a failed build or put has left behind. Returns the spool's header where it has the packet in spite of
 * the failure; otherwise the record is a draft again, or, where the spool cannot be asked, stays `sealing` until it can.
 */
async function afterFailure(
  error: unknown,
  { recordId }: SealRequest,
  { packetId }: StoredReservation,
  { store, spool }: SealPorts,
): Promise<PacketHeader | null> {
  // The shell is gone, and may still be writing: a draft that can be edited again would differ from that packet.
  if (isCoded(error, 'RPC_CLOSED')) return null;
  const state = await spool.state().catch(() => null);
  if (!state) return null;
  const late = state.packets.find((packet) => packet.packetId === packetId);
  if (late) return late;
  const reservation = isCoded(error, 'SPOOL_SEQUENCE_TAKEN') ? 'drop' : 'keep';
  // Where this fails too, the record stays `sealing`, which is just as safe; the officer hears of the first failure.
  await store.backToDraft(recordId, reservation).catch(() => undefined);
  return null;
}

async function enqueue(
  { recordId, savedAt }: SealRequest,
  { store }: SealPorts,
  header: PacketHeader,
  sealedDraft: Bytes | null,
): Promise<OutboxEntry> {
  const entry = newOutboxEntry(header, recordId, savedAt);
  await store.enqueue(entry, sealedDraft);
  return entry;
}
