import { crc32 } from 'node:zlib';
import type { Bytes } from '../../../native-bridges/contract/bytes.ts';

/** Why an archive is refused; the text is for technicians and quotes nothing from the archive. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_RECORD = 0x06054b50;
const LOCAL_SIZE = 30;
const CENTRAL_SIZE = 46;
const END_SIZE = 22;
/** Bit 11: the name is UTF-8. Names are ASCII here, so that it makes no difference. */
const UTF8_FLAG = 0x0800;
const STORED = 0;

const MAX_ENTRIES = 64;
/** Lower case, one folder at most, nothing that a file system reads as more than a name. */
const NAME = /^[a-z0-9][a-z0-9-]{0,63}(\/[a-z0-9][a-z0-9-]{0,63})?\.[a-z0-9]{1,8}$/;

/** What both headers of an entry say; they must agree in all of it. */
interface EntryHeader {
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly nameLength: number;
  readonly extraLength: number;
}

/**
 * Reads a ZIP (PKWARE APPNOTE 6.3) of which every byte is accounted for: stored entries one behind the other from the
 * first byte, the central directory, the end record. Compression, encryption, data descriptors, extra fields, comments,
 * ZIP64, several disks, gaps, overlaps and doubtful or repeated names are refused, so that two readers cannot see two
 * archives in it and nothing unpacks to more than it is.
 *
 * @returns the entries' bytes by name, as views of `archive`
 * @throws ArchiveError
 */
export function readStoredZip(archive: Bytes): ReadonlyMap<string, Bytes> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const { count, directoryStart, directoryEnd } = readEnd(view);
  const entries = new Map<string, Bytes>();
  let local = 0;
  let central = directoryStart;
  for (let index = 0; index < count; index++) {
    if (central + CENTRAL_SIZE > directoryEnd) throw new ArchiveError('directory is cut off');
    const listed = readCentralHeader(view, central, local);
    const name = readName(archive, central + CENTRAL_SIZE, listed.nameLength, directoryEnd);
    const start = local + LOCAL_SIZE + listed.nameLength;
    const end = start + listed.size;
    if (end > directoryStart) throw new ArchiveError('entry reaches into the directory');
    requireSame(readLocalHeader(view, local), listed);
    if (readName(archive, local + LOCAL_SIZE, listed.nameLength, start) !== name) throw new ArchiveError('two names');
    if (entries.has(name)) throw new ArchiveError('repeated name');
    const content = archive.subarray(start, end);
    if (crc32(content) !== listed.crc) throw new ArchiveError('checksum');
    entries.set(name, content);
    local = end;
    central += CENTRAL_SIZE + listed.nameLength;
  }
  if (local !== directoryStart || central !== directoryEnd) throw new ArchiveError('bytes that belong to nothing');
  return entries;
}

function readEnd(view: DataView): { count: number; directoryStart: number; directoryEnd: number } {
  const at = view.byteLength - END_SIZE;
  if (at < 0 || view.getUint32(at, true) !== END_RECORD) throw new ArchiveError('no end record');
  const count = view.getUint16(at + 10, true);
  const directoryStart = view.getUint32(at + 16, true);
  if (view.getUint16(at + 4, true) !== 0 || view.getUint16(at + 6, true) !== 0) throw new ArchiveError('several disks');
  if (view.getUint16(at + 8, true) !== count || count > MAX_ENTRIES) throw new ArchiveError('number of entries');
  if (directoryStart + view.getUint32(at + 12, true) !== at) throw new ArchiveError('directory is not at its place');
  if (view.getUint16(at + 20, true) !== 0) throw new ArchiveError('comment');
  return { count, directoryStart, directoryEnd: at };
}

function readCentralHeader(view: DataView, at: number, expectedLocal: number): EntryHeader {
  if (view.getUint32(at, true) !== CENTRAL_HEADER) throw new ArchiveError('no directory entry');
  const header = readCommon(view, at + 8);
  const commentLength = view.getUint16(at + 32, true);
  const disk = view.getUint16(at + 34, true);
  if (commentLength !== 0 || disk !== 0) throw new ArchiveError('comment or disk');
  if (view.getUint32(at + 42, true) !== expectedLocal) throw new ArchiveError('entry is not at its place');
  if (header.method !== STORED || header.packedSize !== header.size) throw new ArchiveError('compressed');
  if ((header.flags & ~UTF8_FLAG) !== 0) throw new ArchiveError('flags');
  if (header.extraLength !== 0) throw new ArchiveError('extra field');
  return header;
}

function readLocalHeader(view: DataView, at: number): EntryHeader {
  if (view.getUint32(at, true) !== LOCAL_HEADER) throw new ArchiveError('no local header');
  return readCommon(view, at + 6);
}

/** The fields that both headers have in one order: flags, method, time, date, CRC, sizes, lengths. */
function readCommon(view: DataView, at: number): EntryHeader {
  return {
    flags: view.getUint16(at, true),
    method: view.getUint16(at + 2, true),
    crc: view.getUint32(at + 8, true),
    packedSize: view.getUint32(at + 12, true),
    size: view.getUint32(at + 16, true),
    nameLength: view.getUint16(at + 20, true),
    extraLength: view.getUint16(at + 22, true),
  };
}

function requireSame(local: EntryHeader, listed: EntryHeader): void {
  for (const field of Object.keys(listed) as (keyof EntryHeader)[]) {
    if (local[field] !== listed[field]) throw new ArchiveError('headers disagree');
  }
}

function readName(archive: Bytes, start: number, length: number, limit: number): string {
  if (start + length > limit) throw new ArchiveError('name is cut off');
  const name = String.fromCharCode(...archive.subarray(start, start + length));
  if (!NAME.test(name)) throw new ArchiveError('doubtful name');
  return name;
}
