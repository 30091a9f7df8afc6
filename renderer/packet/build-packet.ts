import type { PacketRecipient } from '../../electron/contract/centre-keys.ts';
import { type ManifestFile, PACKET_FORMAT, type PacketHeader } from '../../electron/contract/packet.ts';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import { CodedError } from '../../native-bridges/contract/errors.ts';
import type { CaptureFile, CaptureName, Draft } from '../domain/draft.ts';
import { rendererError } from '../domain/errors.ts';
import { ARCHIVE_NAMES, type ArchiveFile, buildArchive } from './archive.ts';
import { type AuditTrail, encodeAudit } from './audit.ts';
import { sha256 } from './digest.ts';
import { describeJpeg } from './jpeg.ts';
import { buildManifest, encodeBiodata, encodeJson, type ManifestContext } from './manifest.ts';
import { decodePgm, PGM_MEDIA_TYPE, pgmStandard, showsPrint } from './pgm.ts';
import type { Sealer } from './sealing.ts';

/** All that goes into a packet, and who signs and seals it. */
export interface PacketMaterial {
  readonly draft: Draft;
  readonly audit: AuditTrail;
  /** Reads a capture from storage and decrypts it. */
  readonly readCapture: (name: CaptureName) => Promise<Bytes>;
  readonly context: ManifestContext;
  readonly recipients: readonly PacketRecipient[];
  readonly signManifest: (manifest: Bytes) => Promise<string>;
  readonly seal: Sealer;
}

/** A sealed packet as the spool takes it. */
export interface SealedPacket {
  readonly header: PacketHeader;
  readonly bytes: Bytes;
}

/** A file of the archive with its line of the manifest. */
interface DescribedFile {
  readonly file: ArchiveFile;
  readonly description: ManifestFile;
}

/**
 * Builds, signs and seals the packet of a finished draft. Nothing is taken on trust on the way: each capture is read
 * from storage again, must have the hash the draft remembers, and must still decode.
 *
 * @throws CodedError `VAULT_DAMAGED` | `SEALING_FAILED` | what reading and signing throw
 */
export async function buildPacket(material: PacketMaterial): Promise<SealedPacket> {
  try {
    return await assemble(material);
  } catch (error) {
    throw error instanceof CodedError ? error : rendererError('SEALING_FAILED', '', error);
  }
}

async function assemble(material: PacketMaterial): Promise<SealedPacket> {
  const { draft, context, recipients } = material;
  const described = await describeFiles(material);
  const manifest = encodeJson(
    buildManifest(
      draft,
      described.map(({ description }) => description),
      context,
    ),
  );
  const signature = await material.signManifest(manifest);
  const archive = buildArchive([
    { name: ARCHIVE_NAMES.manifest, bytes: manifest },
    { name: ARCHIVE_NAMES.manifestSignature, bytes: new TextEncoder().encode(signature) },
    ...described.map(({ file }) => file),
  ]);
  const { bytes, sha256: hash } = await material.seal(archive, recipients);
  const { packetId, kioskId, sequence } = context;
  const { driveId } = draft;
  const size = bytes.byteLength;
  const header: PacketHeader = { format: PACKET_FORMAT, packetId, kioskId, sequence, driveId, size, sha256: hash };
  return { header, bytes };
}

async function describeFiles({ draft, audit, readCapture }: PacketMaterial): Promise<DescribedFile[]> {
  const files: DescribedFile[] = [
    await describe(ARCHIVE_NAMES.biodata, encodeBiodata(draft), { mediaType: 'application/json' }),
  ];

  const photo = await verifiedCapture(readCapture, 'photo', draft.photo);
  const jpeg = describeJpeg(photo);
  if (!jpeg) throw rendererError('VAULT_DAMAGED', 'photo');
  const photoDetails = { mediaType: 'image/jpeg', modality: 'face', standard: jpeg.standard } as const;
  files.push(await describe(ARCHIVE_NAMES.photo, photo, photoDetails));

  const signature = await verifiedCapture(readCapture, 'signature', draft.signature);
  files.push(await describe(ARCHIVE_NAMES.signature, signature, { mediaType: 'image/png', modality: 'signature' }));
  const points = await verifiedCapture(readCapture, 'signature-points', draft.signaturePoints);
  const pointDetails = { mediaType: 'application/json', modality: 'signature' } as const;
  files.push(await describe(ARCHIVE_NAMES.signaturePoints, points, pointDetails));

  for (const finger of draft.fingers) {
    const { position, quality, device } = finger;
    const print = await verifiedCapture(readCapture, `finger/${position}`, finger);
    const image = decodePgm(print);
    if (!showsPrint(image)) throw rendererError('VAULT_DAMAGED', `empty print ${position}`);
    const standard = pgmStandard(image.ppi);
    const details = {
      mediaType: PGM_MEDIA_TYPE,
      modality: 'fingerprint',
      position,
      quality,
      device,
      standard,
    } as const;
    files.push(await describe(ARCHIVE_NAMES.finger(position), print, details));
  }

  files.push(await describe(ARCHIVE_NAMES.audit, encodeAudit(audit), { mediaType: 'application/jsonl' }));
  return files;
}

async function verifiedCapture(
  readCapture: PacketMaterial['readCapture'],
  name: CaptureName,
  expected: CaptureFile | null,
): Promise<Bytes> {
  if (!expected) throw rendererError('RECORD_INCOMPLETE', name);
  const bytes = await readCapture(name);
  if ((await sha256(bytes)) !== expected.sha256) throw rendererError('VAULT_DAMAGED', name);
  return bytes;
}

async function describe(
  name: string,
  bytes: Bytes,
  details: Omit<ManifestFile, 'name' | 'size' | 'sha256'>,
): Promise<DescribedFile> {
  const { mediaType, ...capture } = details;
  const description = { name, mediaType, size: bytes.byteLength, sha256: await sha256(bytes), ...capture };
  return { file: { name, bytes }, description };
}
