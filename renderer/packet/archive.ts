import { type Zippable, zipSync } from 'fflate';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import type { FingerPosition } from '../../native-bridges/contract/modality.ts';

/** File names inside the archive, in the order of the packet format. */
export const ARCHIVE_NAMES = {
  manifest: 'manifest.json',
  manifestSignature: 'manifest.jws',
  biodata: 'biodata.json',
  photo: 'photo.jpg',
  signature: 'signature.png',
  signaturePoints: 'signature.json',
  finger: (position: FingerPosition) => `fingers/${position}.pgm`,
  audit: 'audit.jsonl',
} as const;

export interface ArchiveFile {
  readonly name: string;
  readonly bytes: Bytes;
}

/** Nobody learns from the archive when it was packed; the manifest says when the record was saved. */
const FIXED_TIMESTAMP = new Date(1980, 0, 1);

/**
 * A stored (uncompressed) ZIP with the files in the given order and a fixed timestamp: the same files give the same
 * bytes. Prints and photos do not compress, and what is not compressed needs no decompressor to be inspected.
 */
export function buildArchive(files: readonly ArchiveFile[]): Bytes {
  const entries: Zippable = {};
  for (const { name, bytes } of files) entries[name] = bytes;
  return zipSync(entries, { level: 0, mtime: FIXED_TIMESTAMP }) as Bytes;
}
