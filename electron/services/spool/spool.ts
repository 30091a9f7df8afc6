import { mkdir, readFile, rm, statfs } from 'node:fs/promises';
import type { Bytes } from '../../../native-bridges/contract/bytes.ts';
import { isCoded } from '../../../native-bridges/contract/errors.ts';
import { shellError } from '../../contract/errors.ts';
import type { PacketHeader } from '../../contract/packet.ts';
import { readReceipt, receiptMatches } from '../../contract/receipt.ts';
import type { SpoolState } from '../../contract/shell-contract.ts';
import type { ActivationBundle } from '../../contract/siak-api.ts';
import type { DiagnosticLog } from '../diagnostics/diagnostic-log.ts';
import { asDiskError } from '../files/disk-error.ts';
import { replaceFile, syncDirectory } from '../files/durable-file.ts';
import { oneAtATime } from '../files/one-at-a-time.ts';
import {
  bytesMatch,
  headerFile,
  isIntact,
  isSameHeader,
  listMedium,
  packetFile,
  readHeader,
  readWholeHeader,
  releasedFile,
  removePacket,
  storePacket,
  sweepTemporaryFiles,
} from './medium.ts';
import { copyPacket, reconcileMedia } from './second-medium.ts';
import { readHighestSequence, writeHighestSequence } from './sequence-file.ts';

/**
 * Sealed packets on disk, from *Simpan* to the centre's receipt: `<packetId>.packet` with its header in
 * `<packetId>.json`. Guarantees:
 *
 * - what `put` has answered is on the medium, whole, whatever happens next; a packet that is visible is whole;
 * - only packets of this kiosk come in: the centre would refuse any other one for good;
 * - a failed `put` leaves nothing behind;
 * - a packet leaves only with a receipt that this process has verified;
 * - files that are not ours are neither read nor touched.
 */
export interface Spool {
  /** @throws CodedError `KIOSK_NOT_ACTIVATED` | `MANIFEST_REFUSED` | `SPOOL_*`; see the shell contract */
  put(header: PacketHeader, content: Bytes): Promise<void>;
  state(): Promise<SpoolState>;
  /** @throws CodedError `RECEIPT_FORGED` | `SPOOL_UNWRITABLE` */
  release(packetId: string, receiptJws: string): Promise<void>;
  /**
   * The packet's header and file, its bytes verified just now. A copy that is damaged on the first medium is first
   * replaced from the second.
   *
   * @throws CodedError `SPOOL_PACKET_DAMAGED`
   */
  openIntact(packetId: string): Promise<{ readonly header: PacketHeader; readonly file: string }>;
}

export interface SpoolOptions {
  readonly directory: string;
  /** Folder on the second medium, or null. */
  readonly secondDirectory: string | null;
  /** Kiosk id and the centre's receipt keys; null before activation, asked at each use. */
  readonly activation: () => Pick<ActivationBundle, 'kioskId' | 'receiptKeys'> | null;
  readonly log: DiagnosticLog;
}

/**
 * Opens the spool, removing what a cut write left behind.
 *
 * @throws CodedError `SPOOL_UNWRITABLE` | `SPOOL_DISK_FULL`
 */
export async function openSpool({ directory, secondDirectory, activation, log }: SpoolOptions): Promise<Spool> {
  const exclusively = oneAtATime();
  /** Whole packets on the first medium, as last seen. */
  let packets = new Map<string, PacketHeader>();
  let highestSequence = 0;

  async function open(): Promise<void> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await sweepTemporaryFiles(directory);
    const { headersAlone, released } = await listMedium(directory);
    for (const packetId of headersAlone) await rm(headerFile(directory, packetId));
    const recorded = await readHighestSequence(directory);
    if (recorded === null) log.write({ code: 'SPOOL_SEQUENCE_FILE_DAMAGED' });
    highestSequence = recorded ?? 0;
    await scan();
    // A crash between a packet and its number leaves the number behind.
    if (recorded !== highestSequence) await raiseHighestSequence(highestSequence);
    await syncDirectory(directory);
    for (const packetId of released) await finishRelease(packetId);
  }

  /** A release that a crash cut short is done again, with its receipt verified again. */
  async function finishRelease(packetId: string): Promise<void> {
    try {
      await release(packetId, await readFile(releasedFile(directory, packetId), 'utf8'));
    } catch (error) {
      if (!isCoded(error, 'RECEIPT_FORGED')) throw error;
      log.write({ code: error.code, detail: 'release note' });
    }
  }

  async function scan(): Promise<void> {
    const ids = [...(await listMedium(directory)).packets];
    const headers = (await Promise.all(ids.map((packetId) => readWholeHeader(directory, packetId)))).filter(
      (header) => header !== null,
    );
    packets = new Map(headers.map((header) => [header.packetId, header]));
    highestSequence = Math.max(highestSequence, ...headers.map(({ sequence }) => sequence));
  }

  async function raiseHighestSequence(sequence: number): Promise<void> {
    await writeHighestSequence(directory, Math.max(highestSequence, sequence));
    highestSequence = Math.max(highestSequence, sequence);
  }

  async function put(header: PacketHeader, content: Bytes): Promise<void> {
    const kioskId = activation()?.kioskId;
    if (kioskId === undefined) throw shellError('KIOSK_NOT_ACTIVATED');
    if (header.kioskId !== kioskId) throw shellError('MANIFEST_REFUSED', 'another kiosk');
    if (!bytesMatch(header, content)) throw shellError('SPOOL_PACKET_DAMAGED', 'bytes and header differ');
    const known = packets.get(header.packetId);
    if (known && !isSameHeader(known, header)) throw shellError('SPOOL_SEQUENCE_TAKEN', 'packet id with other bytes');
    for (const other of packets.values()) {
      if (other.sequence === header.sequence && other.packetId !== header.packetId) {
        throw shellError('SPOOL_SEQUENCE_TAKEN', String(header.sequence));
      }
    }
    if (!known || !(await isIntact(directory, header))) {
      packets.delete(header.packetId);
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await storePacket(directory, header, content, () => raiseHighestSequence(header.sequence));
      packets.set(header.packetId, header);
    }
    await catchUpSecondMedium();
  }

  /** Never fails: the first medium has what matters, and the state says that the second is behind. */
  async function catchUpSecondMedium(): Promise<SpoolState['secondMedium']> {
    if (secondDirectory === null) return 'none';
    try {
      const { restored } = await reconcileMedia(directory, secondDirectory, activation()?.kioskId ?? null);
      for (const header of restored) {
        packets.set(header.packetId, header);
        await raiseHighestSequence(header.sequence);
        log.write({ code: 'SPOOL_PACKET_RESTORED', sequence: header.sequence });
      }
      return 'healthy';
    } catch (error) {
      log.write({ code: 'SPOOL_SECOND_MEDIUM_BEHIND', detail: (error as NodeJS.ErrnoException).code ?? '' });
      return 'missing';
    }
  }

  async function state(): Promise<SpoolState> {
    await scan();
    const secondMedium = await catchUpSecondMedium();
    const { bavail, bsize } = await statfs(directory);
    return {
      packets: [...packets.values()].sort((one, other) => one.sequence - other.sequence),
      highestSequence,
      freeBytes: bavail * bsize,
      secondMedium,
    };
  }

  async function release(packetId: string, receiptJws: string): Promise<void> {
    const receipt = await readReceipt(receiptJws, activation()?.receiptKeys ?? []);
    if (receipt.packetId !== packetId) throw shellError('RECEIPT_FORGED', 'another packet');
    const header =
      (await readHeader(directory, packetId)) ?? (secondDirectory && (await readHeader(secondDirectory, packetId)));
    if (!header) return;
    if (!receiptMatches(receipt, header)) throw shellError('RECEIPT_FORGED', 'other bytes or number');
    // The centre signed that it does NOT have this record: the only sealed copy stays.
    if (receipt.verdict === 'rejected') return;
    if (secondDirectory !== null) {
      await removePacket(secondDirectory, packetId).catch(() => keepReleaseNote(packetId, receiptJws));
    }
    await removePacket(directory, packetId);
    packets.delete(packetId);
  }

  /**
   * For a second medium that is away: the note keeps its copy from being given back as a lost packet. On a full disk
   * there is no note; then the copy comes back, is offered to the centre once more, and leaves with the same receipt.
   */
  async function keepReleaseNote(packetId: string, receiptJws: string): Promise<void> {
    try {
      await replaceFile(releasedFile(directory, packetId), new TextEncoder().encode(receiptJws));
    } catch (error) {
      log.write({ code: 'SPOOL_RELEASE_NOTE_MISSING', detail: (error as NodeJS.ErrnoException).code ?? '' });
    }
  }

  async function openIntact(packetId: string): Promise<{ header: PacketHeader; file: string }> {
    let header = await readHeader(directory, packetId);
    if (!header || !(await isIntact(directory, header))) {
      header = (await repairFromSecond(packetId)) ? await readHeader(directory, packetId) : null;
      if (!header) throw shellError('SPOOL_PACKET_DAMAGED');
      packets.set(packetId, header);
      log.write({ code: 'SPOOL_PACKET_RESTORED', sequence: header.sequence });
    }
    return { header, file: packetFile(directory, packetId) };
  }

  async function repairFromSecond(packetId: string): Promise<boolean> {
    if (secondDirectory === null || (await listMedium(directory)).released.has(packetId)) return false;
    return copyPacket(secondDirectory, directory, packetId);
  }

  const guarded = <Result>(task: () => Promise<Result>): Promise<Result> =>
    exclusively(task).catch((error: unknown) => {
      throw asDiskError(error);
    });

  await guarded(open);
  return {
    put: (header, content) => guarded(() => put(header, content)),
    state: () => guarded(state),
    release: (packetId, receiptJws) => guarded(() => release(packetId, receiptJws)),
    openIntact: (packetId) => guarded(() => openIntact(packetId)),
  };
}
