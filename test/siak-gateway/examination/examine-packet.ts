import { createHash } from 'node:crypto';
import { Decrypter } from 'age-encryption';
import type { Ed25519PublicJwk } from '../../../electron/contract/centre-keys.ts';
import { type Manifest, type ManifestFile, manifest, type PacketHeader } from '../../../electron/contract/packet.ts';
import type { RejectionReason } from '../../../electron/contract/receipt.ts';
import type { Bytes } from '../../../native-bridges/contract/bytes.ts';
import type { Modality } from '../../../native-bridges/contract/modality.ts';
import { decodePgm, isEmptyPrint, isSameImage, type Print } from './fingerprints.ts';
import { isManifestSignedBy } from './manifest-signature.ts';
import { ArchiveError, readStoredZip } from './stored-zip.ts';

/** What the centre holds a packet against. */
export interface ExaminationContext {
  readonly header: PacketHeader;
  readonly kioskKey: Ed25519PublicJwk;
  /** True where the packet's drive is of the training tenant. */
  readonly training: boolean;
  /** `AGE-SECRET-KEY-1…` */
  readonly ageIdentity: string;
}

/** Captured or excepted in every record. Iris joins where a kit has a scanner. */
const REQUIRED_MODALITIES: readonly Modality[] = ['face', 'signature', 'fingerprint'];
const BIODATA_FILE = 'biodata.json';
const SIGNED_FILES: readonly string[] = ['manifest.json', 'manifest.jws'];

type Entries = ReadonlyMap<string, Bytes>;

/**
 * Opens a sealed packet and looks for anything that speaks against it: seal, archive, signature, header, files, images.
 *
 * @returns every reason found, each once; none means that the centre takes it
 */
export async function examinePacket(sealed: Bytes, context: ExaminationContext): Promise<RejectionReason[]> {
  const archive = await unseal(sealed, context.ageIdentity);
  if (!archive) return ['SEAL_INVALID'];
  const entries = readEntries(archive);
  if (!entries) return ['ARCHIVE_INVALID'];
  const manifestBytes = entries.get('manifest.json');
  const read = manifestBytes && readManifest(manifestBytes);
  if (!read) return ['MANIFEST_INVALID'];
  const signature = entries.get('manifest.jws');
  // What an unknown hand wrote is not looked at further.
  if (!signature || !(await isManifestSignedBy(context.kioskKey, manifestBytes, signature)))
    return ['SIGNATURE_INVALID'];
  return [
    ...new Set([
      ...examineHeader(read, context),
      ...examineFiles(read, entries),
      ...examineCompleteness(read),
      ...examineFingerprints(read, entries),
    ]),
  ];
}

async function unseal(sealed: Bytes, ageIdentity: string): Promise<Bytes | null> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(ageIdentity);
  return decrypter.decrypt(sealed).then(
    (plain) => new Uint8Array(plain),
    () => null,
  );
}

function readEntries(archive: Bytes): Entries | null {
  try {
    return readStoredZip(archive);
  } catch (error) {
    if (error instanceof ArchiveError) return null;
    throw error;
  }
}

/** The manifest, if it has the contract's shape and names each file once. */
function readManifest(content: Bytes): Manifest | null {
  const parsed = manifest.safeParse(parseJson(content));
  if (!parsed.success) return null;
  const names = parsed.data.files.map(({ name }) => name);
  return new Set(names).size === names.length && !names.some((name) => SIGNED_FILES.includes(name))
    ? parsed.data
    : null;
}

function parseJson(content: Bytes): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    return null;
  }
}

function examineHeader(read: Manifest, { header, training }: ExaminationContext): RejectionReason[] {
  const reasons: RejectionReason[] = [];
  const same =
    read.packetId === header.packetId &&
    read.kioskId === header.kioskId &&
    read.sequence === header.sequence &&
    read.driveId === header.driveId;
  if (!same) reasons.push('HEADER_MISMATCH');
  const simulated = read.training || read.files.some(({ device }) => device?.simulated);
  if (simulated && !training) reasons.push('SIMULATED_OUTSIDE_TRAINING');
  return reasons;
}

function examineFiles({ files }: Manifest, entries: Entries): RejectionReason[] {
  const reasons: RejectionReason[] = [];
  const listed = new Set([...files.map(({ name }) => name), ...SIGNED_FILES]);
  if ([...entries.keys()].some((name) => !listed.has(name))) reasons.push('FILE_UNLISTED');
  for (const file of files) {
    const content = entries.get(file.name);
    if (!content) reasons.push('FILE_MISSING');
    else if (!isUnaltered(content, file)) reasons.push('FILE_ALTERED');
  }
  return reasons;
}

const isUnaltered = (content: Bytes, { size, sha256 }: ManifestFile): boolean =>
  content.byteLength === size && createHash('sha256').update(content).digest('hex') === sha256;

function examineCompleteness({ files, exceptions }: Manifest): RejectionReason[] {
  const reasons: RejectionReason[] = [];
  if (!files.some(({ name }) => name === BIODATA_FILE)) reasons.push('FILE_MISSING');
  const seen = new Set([...files, ...exceptions].map(({ modality }) => modality));
  if (REQUIRED_MODALITIES.some((modality) => !seen.has(modality))) reasons.push('CAPTURE_MISSING');
  return reasons;
}

function examineFingerprints({ files }: Manifest, entries: Entries): RejectionReason[] {
  const reasons: RejectionReason[] = [];
  const prints: Print[] = [];
  for (const { name, modality } of files) {
    const content = entries.get(name);
    if (modality !== 'fingerprint' || !content) continue;
    const print = decodePgm(content);
    if (!print) reasons.push('FINGERPRINT_UNREADABLE');
    else if (isEmptyPrint(print)) reasons.push('FINGERPRINT_EMPTY');
    else prints.push(print);
  }
  const repeated = prints.some((print, index) => prints.slice(0, index).some((other) => isSameImage(print, other)));
  if (repeated) reasons.push('FINGERPRINT_REPEATED');
  return reasons;
}
