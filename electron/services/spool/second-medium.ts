import { readFile, rm, stat } from 'node:fs/promises';
import type { PacketHeader } from '../../contract/packet.ts';
import { syncDirectory } from '../files/durable-file.ts';
import {
  bytesMatch,
  listMedium,
  packetFile,
  readHeader,
  readWholeHeader,
  releasedFile,
  removePacket,
  storePacket,
  sweepTemporaryFiles,
} from './medium.ts';

/** What bringing two media together did on the first one. */
interface Reconciliation {
  /** Packets that the first medium had lost and has again. */
  readonly restored: readonly PacketHeader[];
}

/**
 * Brings the second medium up to the first: deletes what was released while it was away, copies what it lacks, and gives
 * back what the first has lost.
 *
 * A packet is given back only if it is ours, was never released, and its sequence number is free: a stick that has been
 * in another kiosk carries that kiosk's packets.
 *
 * @param kioskId null before activation; then nothing is given back
 * @throws NodeJS.ErrnoException where the second medium is absent, full or failing; both media are consistent then, too
 */
export async function reconcileMedia(first: string, second: string, kioskId: string | null): Promise<Reconciliation> {
  // The folder itself is never created: see `spool.second` in the kiosk's configuration.
  if (!(await stat(second)).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
  await sweepTemporaryFiles(second);
  await finishReleases(first, second);
  const [onFirst, onSecond] = await Promise.all([listMedium(first), listMedium(second)]);
  for (const packetId of onFirst.packets) {
    if (!onSecond.packets.has(packetId)) await copyPacket(first, second, packetId);
  }
  const restored: PacketHeader[] = [];
  for (const packetId of onSecond.packets) {
    if (onFirst.packets.has(packetId)) continue;
    const header = await readWholeHeader(second, packetId);
    if (!header || header.kioskId !== kioskId || (await isSequenceTaken(first, header))) continue;
    if (await copyPacket(second, first, packetId)) restored.push(header);
  }
  return { restored };
}

/** Deletes on the second medium what has left the first with a verified receipt. */
async function finishReleases(first: string, second: string): Promise<void> {
  const { released } = await listMedium(first);
  for (const packetId of released) {
    await removePacket(second, packetId);
    await rm(releasedFile(first, packetId), { force: true });
  }
  if (released.size > 0) await syncDirectory(first);
}

/**
 * Copies one packet, if the source's bytes are right.
 *
 * @returns false where they are not; a damaged packet is not multiplied
 */
export async function copyPacket(from: string, to: string, packetId: string): Promise<boolean> {
  const header = await readWholeHeader(from, packetId);
  if (!header) return false;
  const content = new Uint8Array(await readFile(packetFile(from, packetId)));
  if (!bytesMatch(header, content)) return false;
  await storePacket(to, header, content);
  return true;
}

async function isSequenceTaken(directory: string, { packetId, sequence }: PacketHeader): Promise<boolean> {
  const { packets } = await listMedium(directory);
  for (const otherId of packets) {
    if (otherId !== packetId && (await readHeader(directory, otherId))?.sequence === sequence) return true;
  }
  return false;
}
