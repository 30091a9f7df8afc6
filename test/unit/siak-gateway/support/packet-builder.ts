import { createHash, randomUUID } from 'node:crypto';
import { Encrypter } from 'age-encryption';
import { zipSync } from 'fflate';
import { CompactSign } from 'jose';
import {
  MANIFEST_JWS_TYPE,
  type Manifest,
  type ManifestFile,
  PACKET_FORMAT,
  type PacketHeader,
} from '../../../../electron/contract/packet.ts';
import type { Bytes } from '../../../../native-bridges/contract/bytes.ts';
import { inventPrint } from '../../../synthetic/prints.ts';
import type { TestKiosk } from './test-kiosk.ts';

export interface BuiltPacket {
  readonly header: PacketHeader;
  readonly bytes: Bytes;
  readonly archive: Bytes;
}

/** Where a test spoils a packet, in the order in which a packet is made. */
export interface Spoiling {
  /** Files before the manifest lists them. */
  readonly files?: (files: Map<string, Uint8Array>) => void;
  /** The manifest before it is signed. */
  readonly manifest?: (manifest: Manifest) => Manifest;
  /** The key that signs; another kiosk's for a forgery. */
  readonly signer?: TestKiosk;
  /** What the signature says it is; a manifest's unless changed. */
  readonly signatureType?: string;
  /** Entries after signing, before the archive is packed. */
  readonly entries?: (entries: Map<string, Uint8Array>) => void;
  /** The archive before it is sealed. */
  readonly archive?: (archive: Uint8Array) => Uint8Array;
  readonly sealTo?: string;
  readonly header?: (header: PacketHeader) => PacketHeader;
}

/** Modality and position of the files of a record, by name; what is not listed has neither. */
const CAPTURES: Readonly<Record<string, Pick<ManifestFile, 'modality' | 'position'>>> = {
  'photo.jpg': { modality: 'face' },
  'signature.png': { modality: 'signature' },
  'signature.json': { modality: 'signature' },
  'fingers/right-index.pgm': { modality: 'fingerprint', position: 'right-index' },
  'fingers/left-index.pgm': { modality: 'fingerprint', position: 'left-index' },
};

const WIDTH = 128;
const HEIGHT = 144;

/** A print as PGM, small to be quick. */
export function pgmOf(pixels: Uint8Array, width = WIDTH, height = HEIGHT): Buffer {
  return Buffer.concat([Buffer.from(`P5\n# 500 ppi\n${width} ${height}\n255\n`), pixels]);
}

export const invented = (seed: number): Uint8Array => inventPrint({ seed, width: WIDTH, height: HEIGHT }).pixels;

/** Packs a record by the packet format, written from its description and not with the kiosk's code. */
export async function buildPacket(kiosk: TestKiosk, sequence: number, spoiling: Spoiling = {}): Promise<BuiltPacket> {
  const { bundle } = kiosk;
  const packetId = randomUUID();
  const files = new Map<string, Uint8Array>([
    ['biodata.json', Buffer.from(JSON.stringify({ biodata: { name: 'NAMA REKAAN' } }))],
    ['photo.jpg', Buffer.from('ffd8ffe000104a464946ffd9', 'hex')],
    ['signature.png', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['signature.json', Buffer.from('[]')],
    ['fingers/right-index.pgm', pgmOf(invented(sequence * 2))],
    ['fingers/left-index.pgm', pgmOf(invented(sequence * 2 + 1))],
    ['audit.jsonl', Buffer.from('{}\n')],
  ]);
  spoiling.files?.(files);
  const honest: Manifest = {
    format: PACKET_FORMAT,
    packetId,
    recordId: randomUUID(),
    kioskId: bundle.kioskId,
    sequence,
    driveId: bundle.drive.driveId,
    officerId: bundle.officers[0]?.officerId ?? '',
    startedAt: '2026-11-21T02:00:00.000Z',
    savedAt: '2026-11-21T02:04:05.000Z',
    training: bundle.training,
    files: [...files].map(([name, content]) => ({
      name,
      mediaType: 'application/octet-stream',
      size: content.byteLength,
      sha256: createHash('sha256').update(content).digest('hex'),
      ...CAPTURES[name],
    })),
    exceptions: [],
    corrections: [],
    attestations: [],
  };
  const manifest = Buffer.from(JSON.stringify(spoiling.manifest?.(honest) ?? honest));
  const signer = spoiling.signer ?? kiosk;
  const [head, , signature] = (
    await new CompactSign(manifest)
      .setProtectedHeader({ alg: 'EdDSA', typ: spoiling.signatureType ?? MANIFEST_JWS_TYPE, kid: signer.publicJwk.kid })
      .sign(signer.privateKey)
  ).split('.');
  const entries = new Map([
    ['manifest.json', manifest],
    ['manifest.jws', Buffer.from(`${head}..${signature}`)],
    ...files,
  ] as [string, Uint8Array][]);
  spoiling.entries?.(entries);
  const packed = zipSync(Object.fromEntries(entries), { level: 0, mtime: new Date(1980, 0, 1) });
  const archive = spoiling.archive?.(packed) ?? packed;
  const encrypter = new Encrypter();
  encrypter.addRecipient(spoiling.sealTo ?? bundle.packetRecipients[0]!.recipient);
  const bytes = new Uint8Array(await encrypter.encrypt(archive));
  const header: PacketHeader = {
    format: PACKET_FORMAT,
    packetId,
    kioskId: bundle.kioskId,
    sequence,
    driveId: bundle.drive.driveId,
    size: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  return { header: spoiling.header?.(header) ?? header, bytes, archive: new Uint8Array(archive) };
}
