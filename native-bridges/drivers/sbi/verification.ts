import { createHash, type X509Certificate } from 'node:crypto';
import type { Bytes } from '../../contract/bytes.ts';
import { deviceError } from '../../contract/errors.ts';
import { type CaptureProof, MAX_RECORD_BYTES } from '../../contract/slap-capture-device.ts';
import { type HashedBlock, requireHashChain } from './hash-chain.ts';
import { SBI_SPEC_VERSION, type SbiPolicy } from './properties.ts';
import {
  type CapturedBlock,
  type CapturedImage,
  type CaptureOrder,
  capturedImage,
  checked,
  type DeviceInfo,
  type DigitalId,
  deviceInfo,
  digitalId,
  parseJson,
  requireReady,
  SBI_KINDS,
} from './protocol.ts';
import { type SignedPayload, type Trust, verifySignature } from './trust.ts';

/** A device whose signature was verified when it was opened. */
export interface VerifiedDevice {
  readonly deviceId: string;
  readonly deviceCode: string;
  readonly digitalId: DigitalId;
}

/** One image whose every check held. */
export interface VerifiedImage {
  readonly subType: string;
  readonly record: Bytes;
  readonly deviceScore: number;
}

export interface VerifiedCapture {
  /** In the order of the request's `expected`. */
  readonly images: readonly VerifiedImage[];
  readonly proof: CaptureProof;
  /** Last hash of the chain: where the next capture goes on. */
  readonly lastHash: string;
}

/** An image with what its hash and the proof are computed from. */
interface CheckedImage extends VerifiedImage, HashedBlock {
  readonly record: Bytes;
  readonly signer: X509Certificate;
}

/** Format identifier of the ISO/IEC 19794 record of each kind: part 4, 6 and 5. */
const FORMATS = { slap: 'FIR\0', iris: 'IIR\0', face: 'FAC\0' } as const;

/**
 * Below this a record holds no image: the headers alone have up to 100 bytes, and a losslessly compressed finger of
 * 500 ppi tens of thousands.
 */
const MIN_RECORD_BYTES = 1_024;

/**
 * Verifies the signed description of one device of a service.
 *
 * @throws CodedError `SBI_SIGNATURE` | `SBI_CERTIFICATE` | `SBI_RESPONSE` | `SBI_VERSION` | `SBI_PURPOSE` |
 *   `SBI_NOT_READY` | `DEVICE_BUSY`
 */
export async function verifyDeviceInfo(jws: string, policy: SbiPolicy, trust: Trust): Promise<VerifiedDevice> {
  const info: DeviceInfo = checked(deviceInfo, parseJson((await verifySignature(jws, trust)).payload), 'deviceInfo');
  requireReady(info.deviceStatus);
  if (!info.specVersion.includes(SBI_SPEC_VERSION)) throw deviceError('SBI_VERSION', 'device info');
  requirePurpose(info, policy.env);
  return {
    deviceId: info.deviceId,
    deviceCode: info.deviceCode,
    digitalId: await verifyDigitalId(info.digitalId, trust),
  };
}

/**
 * Holds every image of an answer against the request, the device and the certificates that are trusted. Either all of
 * them pass, or the capture is refused.
 *
 * @throws CodedError `SBI_*`; `CAPTURE_EMPTY` | `CAPTURE_REPEATED`
 */
export async function verifyCapture(
  blocks: readonly CapturedBlock[],
  order: CaptureOrder,
  device: VerifiedDevice,
  policy: SbiPolicy,
  trust: Trust,
): Promise<VerifiedCapture> {
  // Before anything is computed over blocks that nobody asked for.
  if (blocks.length !== order.expected.length) {
    throw deviceError('SBI_SELECTION', `${blocks.length} images, ${order.expected.length} expected`);
  }
  const images: CheckedImage[] = [];
  for (const block of blocks) images.push(await verifyBlock(block, order, device, trust));
  const ordered = order.expected.map((subType) => {
    const found = images.find((image) => image.subType === subType);
    if (!found) throw deviceError('SBI_SELECTION', `no ${subType}`);
    return found;
  });
  const hashChain = requireHashChain(images, order.previousHash, policy.hashReadings);
  for (const { record } of images) requireImage(record, order);
  if (new Set(images.map(({ record }) => hashOf(record))).size < images.length) {
    throw deviceError('CAPTURE_REPEATED', 'one image for two of them');
  }
  const certificate = hashOf(images[0]!.signer.raw);
  return {
    images: ordered.map(({ subType, record, deviceScore }) => ({ subType, record, deviceScore })),
    proof: { transactionId: order.transactionId, certificate, hashChain },
    lastHash: images.at(-1)!.hash,
  };
}

/** SHA-256, hexadecimal. */
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function verifyBlock(
  block: CapturedBlock,
  order: CaptureOrder,
  device: VerifiedDevice,
  trust: Trust,
): Promise<CheckedImage> {
  if (block.specVersion !== order.specVersion) throw deviceError('SBI_VERSION', 'capture');
  const signed: SignedPayload = await verifySignature(block.data ?? '', trust);
  const image: CapturedImage = checked(capturedImage, parseJson(signed.payload), 'RCAPTURE data');
  if (image.transactionId !== order.transactionId) throw deviceError('SBI_TRANSACTION');
  requirePurpose(image, order.env);
  requireSameDevice(await verifyDigitalId(image.digitalId, trust), image.deviceCode, device);
  if (image.bioType !== SBI_KINDS[order.kind].type) throw deviceError('SBI_SELECTION', 'another modality');
  if (!/^[\da-f]{64}$/i.test(block.hash ?? '')) throw deviceError('SBI_HASH_CHAIN', 'no hash');
  return {
    // Faces have no sub-type; services write null, nothing or UNKNOWN.
    subType: order.kind === 'face' ? '' : (image.bioSubType ?? ''),
    record: decodeRecord(image.bioValue),
    deviceScore: image.qualityScore,
    hash: block.hash!,
    payload: signed.payload,
    signer: signed.signer,
  };
}

function requirePurpose({ purpose, env }: { readonly purpose: string; readonly env: string }, expected: string): void {
  if (purpose !== 'Registration') throw deviceError('SBI_PURPOSE', 'another purpose than Registration');
  if (env !== expected) throw deviceError('SBI_PURPOSE', `another environment than ${expected}`);
}

async function verifyDigitalId(jws: string, trust: Trust): Promise<DigitalId> {
  return checked(digitalId, parseJson((await verifySignature(jws, trust)).payload), 'digitalId');
}

function requireSameDevice(found: DigitalId, deviceCode: string, device: VerifiedDevice): void {
  const fields = Object.keys(device.digitalId) as (keyof DigitalId)[];
  const other = fields.find((field) => found[field] !== device.digitalId[field]);
  if (other !== undefined) throw deviceError('SBI_IDENTITY', `another ${other}`);
  if (deviceCode !== device.deviceCode) throw deviceError('SBI_IDENTITY', 'another deviceCode');
}

/** @throws CodedError `CAPTURE_EMPTY` without bytes, `SBI_RESPONSE` for what is not base64url or too long */
function decodeRecord(bioValue: string): Bytes {
  if (bioValue === '') throw deviceError('CAPTURE_EMPTY', 'no bytes');
  if (!/^[\w-]+={0,2}$/.test(bioValue)) throw deviceError('SBI_RESPONSE', 'bioValue is not base64url');
  const record = Uint8Array.from(Buffer.from(bioValue, 'base64url'));
  if (record.length > MAX_RECORD_BYTES) throw deviceError('SBI_RESPONSE', `bioValue of ${record.length} bytes`);
  return record;
}

/** A "success" must be a record of the right kind, and hold more than its headers or one value over and over. */
function requireImage(record: Bytes, { kind }: CaptureOrder): void {
  const isEmpty = record.length < MIN_RECORD_BYTES || new Set(record.subarray(record.length / 2)).size < 2;
  if (isEmpty) throw deviceError('CAPTURE_EMPTY', `record of ${record.length} bytes`);
  const format = Buffer.from(record.subarray(0, 4)).toString('latin1');
  if (format !== FORMATS[kind])
    throw deviceError('SBI_RESPONSE', `not a record of format ${FORMATS[kind].slice(0, 3)}`);
}
