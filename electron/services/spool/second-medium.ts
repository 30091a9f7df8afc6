import { readFile, rm, stat } from 'node:fs/promises';
import type { PacketHeader } from '../../contract/packet.ts';
import { syncDirectory } from '../files/durable-file.ts';
import {
  bytesMatch,
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

/** What bringing two media together did on the first one. */
interface Reconciliation {
  /** Packets that the first medium had lost, or no longer had whole, and has again. */
  readonly restored: readonly PacketHeader[];
}

/**
 * Brings the second medium up to the first: deletes what was released while it was away, copies what it lacks or has cut
 * short, and gives back what the first has lost or has cut short. Both are compared by whole headers and file sizes; bytes
 * are hashed only where a packet is copied, and damage within the size is found when the packet is opened.
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
  const [onFirst, onSecond] = await Promise.all([readWholeHeaders(first), readWholeHeaders(second)]);
  const restored: PacketHeader[] = [];
  for (const packetId of new Set([...onFirst.keys(), ...onSecond.keys()])) {
    const [one, other] = [onFirst.get(packetId), onSecond.get(packetId)];
    if (one && other && isSameHeader(one, other)) continue;
    // Where both are whole and differ, the first counts, unless its bytes are not those of its header.
    if (one && (await copyPacket(first, second, packetId))) continue;
    if (!other || other.kioskId !== kioskId || (await isSequenceTaken(first, other))) continue;
    if (await copyPacket(second, first, packetId)) restored.push(other);
  }
  return { restored };
}

async function readWholeHeaders(directory: string): Promise<Map<string, PacketHeader>> {
  const headers = new Map<string, PacketHeader>();
  for (const packetId of (await listMedium(directory)).packets) {
    const header = await readWholeHeader(directory, packetId);
    if (header) headers.set(packetId, header);
  }
  return headers;
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
