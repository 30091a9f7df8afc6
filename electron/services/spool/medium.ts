import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Bytes } from '../../../native-bridges/contract/bytes.ts';
import { type PacketHeader, packetHeader } from '../../contract/packet.ts';
import { syncDirectory, TEMPORARY_SUFFIX, writeSynced } from '../files/durable-file.ts';

/** Our file names, and no others: what else lies in the folder is left alone. */
const UUID = '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}';
const OWN_FILE = new RegExp(`^(${UUID})\\.(packet|json|released)$`);
const OWN_TEMPORARY = new RegExp(`^${UUID}\\.(packet|json|released)\\${TEMPORARY_SUFFIX}$`);

/** Names found in a medium's folder. */
export interface MediumContents {
  /** Ids with both header and packet file. Their size is not yet checked. */
  readonly packets: ReadonlySet<string>;
  /** Ids with a header alone: the write was cut between the two files, or the packet was lost. */
  readonly headersAlone: ReadonlySet<string>;
  /** Ids whose receipt is here and whose copy on the second medium is still to be deleted. */
  readonly released: ReadonlySet<string>;
}

export const packetFile = (directory: string, packetId: string) => join(directory, `${packetId}.packet`);
export const headerFile = (directory: string, packetId: string) => join(directory, `${packetId}.json`);
export const releasedFile = (directory: string, packetId: string) => join(directory, `${packetId}.released`);

/** Lists a spool folder by names alone. @throws NodeJS.ErrnoException */
export async function listMedium(directory: string): Promise<MediumContents> {
  const ids = { packet: new Set<string>(), json: new Set<string>(), released: new Set<string>() };
  for (const name of await readdir(directory)) {
    const [, packetId, ending] = OWN_FILE.exec(name) ?? [];
    if (packetId !== undefined) ids[ending as keyof typeof ids].add(packetId);
  }
  const headers = [...ids.json];
  return {
    packets: new Set(headers.filter((packetId) => ids.packet.has(packetId))),
    headersAlone: new Set(headers.filter((packetId) => !ids.packet.has(packetId))),
    released: ids.released,
  };
}

/** Deletes files that a cut write left behind; they were never acknowledged. @throws NodeJS.ErrnoException */
export async function sweepTemporaryFiles(directory: string): Promise<void> {
  const leftovers = (await readdir(directory)).filter((name) => OWN_TEMPORARY.test(name));
  for (const name of leftovers) await rm(join(directory, name), { force: true });
}

/** The header as stored, or null where it is absent, damaged, or speaks of another packet. */
export async function readHeader(directory: string, packetId: string): Promise<PacketHeader | null> {
  try {
    const parsed = packetHeader.safeParse(JSON.parse(await readFile(headerFile(directory, packetId), 'utf8')));
    return parsed.success && parsed.data.packetId === packetId ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The header of a packet whose file is there in its full length; null otherwise. Does not read the packet. */
export async function readWholeHeader(directory: string, packetId: string): Promise<PacketHeader | null> {
  const header = await readHeader(directory, packetId);
  if (!header) return null;
  const size = await stat(packetFile(directory, packetId)).then(
    (found) => found.size,
    () => -1,
  );
  return size === header.size ? header : null;
}

/** True if the stored bytes are exactly those of the header. Reads the whole packet. */
export async function isIntact(directory: string, header: PacketHeader): Promise<boolean> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(packetFile(directory, header.packetId)), hash);
  } catch {
    return false;
  }
  return hash.digest('hex') === header.sha256;
}

/** True if both announce the same packet: ids, number, size and hash. */
export function isSameHeader(one: PacketHeader, other: PacketHeader): boolean {
  return (Object.keys(one) as (keyof PacketHeader)[]).every((field) => one[field] === other[field]);
}

/** True if these are the bytes that the header announces. */
export function bytesMatch(header: PacketHeader, content: Bytes): boolean {
  return content.byteLength === header.size && createHash('sha256').update(content).digest('hex') === header.sha256;
}

/**
 * Stores a packet so that it is on the medium, whole, when this returns; after a crash in between it is invisible or
 * whole. The header's name is made durable first: a packet file without header could not be attributed.
 *
 * On failure everything this call wrote is taken back.
 *
 * @param finish a last file that belongs to the same write, made durable together with the packet's name; its failure
 *   takes the packet back as well
 * @throws NodeJS.ErrnoException
 */
export async function storePacket(
  directory: string,
  header: PacketHeader,
  content: Bytes,
  finish: () => Promise<void> = async () => {},
): Promise<void> {
  const headerPath = headerFile(directory, header.packetId);
  const packetPath = packetFile(directory, header.packetId);
  const written: string[] = [];
  const write = async (path: string, bytes: Bytes) => {
    written.unshift(path);
    await writeSynced(path, bytes);
  };
  const publish = async (path: string) => {
    await rename(path + TEMPORARY_SUFFIX, path);
    written.unshift(path);
  };
  try {
    await write(headerPath + TEMPORARY_SUFFIX, new TextEncoder().encode(JSON.stringify(header)));
    await write(packetPath + TEMPORARY_SUFFIX, content);
    await publish(headerPath);
    await syncDirectory(directory);
    await publish(packetPath);
    await finish();
    await syncDirectory(directory);
  } catch (error) {
    // Newest first, so that a crash in here never leaves a packet without its header.
    for (const path of written) await rm(path, { force: true }).catch(() => {});
    throw error;
  }
}

/** Deletes a packet; the packet file first, since a header alone is recognised as nothing. @throws NodeJS.ErrnoException */
export async function removePacket(directory: string, packetId: string): Promise<void> {
  await rm(packetFile(directory, packetId), { force: true });
  await rm(headerFile(directory, packetId), { force: true });
  await syncDirectory(directory);
}
