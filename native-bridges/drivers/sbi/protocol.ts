import * as z from 'zod/mini';
import type { Bytes } from '../../contract/bytes.ts';
import { type CodedError, type DeviceErrorCode, deviceError } from '../../contract/errors.ts';
import type { FingerPosition } from '../../contract/modality.ts';
import type { Eye, Slap } from '../../contract/slap-capture-device.ts';

/** What the interface calls the devices that we know: type and sub-type of the digital id. */
export const SBI_KINDS = {
  slap: { type: 'Finger', subType: 'Slap' },
  iris: { type: 'Iris', subType: 'Double' },
  face: { type: 'Face', subType: 'Full face' },
} as const;
export type SbiKind = keyof typeof SBI_KINDS;

/** Which part of a device captures: deviceSubId 1 left, 2 right, 3 both or thumbs, 0 where there is only one. */
export const SLAP_SUB_IDS: Readonly<Record<Slap, string>> = { 'left-four': '1', 'right-four': '2', thumbs: '3' };
export const IRIS_SUB_ID = '3';
export const FACE_SUB_ID = '0';

/** bioSubType of every finger. `UNKNOWN` is in the interface too, and never what was asked for. */
export const FINGER_SUB_TYPES: Readonly<Record<FingerPosition, string>> = {
  'left-thumb': 'Left Thumb',
  'left-index': 'Left IndexFinger',
  'left-middle': 'Left MiddleFinger',
  'left-ring': 'Left RingFinger',
  'left-little': 'Left LittleFinger',
  'right-thumb': 'Right Thumb',
  'right-index': 'Right IndexFinger',
  'right-middle': 'Right MiddleFinger',
  'right-ring': 'Right RingFinger',
  'right-little': 'Right LittleFinger',
};
export const EYE_SUB_TYPES: Readonly<Record<Eye, string>> = { left: 'Left', right: 'Right' };

const text = z.string().check(z.maxLength(4_096));
const errorBlock = z.nullish(z.object({ errorCode: z.coerce.string(), errorInfo: z.nullish(z.string()) }));

/** One device of the answer to MOSIPDISC. Nothing of it is signed. */
const discoveredDevice = z.object({
  deviceId: text,
  deviceStatus: text,
  digitalId: text,
  specVersion: z.array(text),
});
type DiscoveredDevice = z.output<typeof discoveredDevice>;

/** Who a device is; signed by it. */
export const digitalId = z.object({
  serialNo: text,
  make: text,
  model: text,
  type: text,
  deviceSubType: text,
  deviceProviderId: text,
});
export type DigitalId = z.output<typeof digitalId>;

const deviceInfoAnswer = z.array(z.object({ deviceInfo: z.nullish(z.string()), error: errorBlock }));

/** Signed payload of MOSIPDINFO. */
export const deviceInfo = z.object({
  deviceId: text,
  deviceCode: text,
  deviceStatus: text,
  specVersion: z.array(text),
  purpose: text,
  env: text,
  digitalId: z.string(),
});
export type DeviceInfo = z.output<typeof deviceInfo>;

const captureAnswer = z.object({
  biometrics: z.array(
    z.object({
      specVersion: z.nullish(z.string()),
      data: z.nullish(z.string()),
      hash: z.nullish(z.string()),
      error: errorBlock,
    }),
  ),
});
export type CapturedBlock = z.output<typeof captureAnswer>['biometrics'][number];

/** Signed payload of one image. */
export const capturedImage = z.object({
  digitalId: z.string(),
  deviceCode: text,
  bioType: text,
  bioSubType: z.nullish(text),
  purpose: text,
  env: text,
  bioValue: z.string(),
  transactionId: text,
  qualityScore: z.coerce.number().check(z.gte(0), z.lte(100)),
});
export type CapturedImage = z.output<typeof capturedImage>;

/** What is asked of a device in one capture. */
export interface CaptureOrder {
  readonly kind: SbiKind;
  readonly deviceId: string;
  readonly deviceSubId: string;
  /** bioSubTypes that must come, in the order in which we keep them; one empty name for a face. */
  readonly expected: readonly string[];
  readonly exceptions: readonly string[];
  readonly requestedScore: number;
  readonly env: string;
  readonly purpose: 'Registration';
  readonly specVersion: string;
  readonly transactionId: string;
  /** Of the capture before, in this session; empty for the first. */
  readonly previousHash: string;
  /** ms */
  readonly timeout: number;
}

/** Body of RCAPTURE. Numbers are strings in this interface; only the first element of `bio` is read by services. */
export function captureRequest(order: CaptureOrder, captureTime: Date): object {
  const { env, purpose, specVersion, transactionId, deviceId, deviceSubId, previousHash } = order;
  return {
    env,
    purpose,
    specVersion,
    timeout: String(order.timeout),
    captureTime: captureTime.toISOString(),
    transactionId,
    bio: [
      {
        type: SBI_KINDS[order.kind].type,
        count: String(order.expected.length),
        bioSubType: [],
        exception: order.exceptions,
        requestedScore: String(order.requestedScore),
        deviceId,
        deviceSubId,
        previousHash,
      },
    ],
    customOpts: null,
  };
}

/** Body of STREAM. */
export const streamRequest = (deviceId: string, deviceSubId: string, timeout: number): object => ({
  deviceId,
  deviceSubId,
  timeout: String(timeout),
});

/** Devices of the answer to MOSIPDISC; what does not read as a device is left out. @throws CodedError `SBI_RESPONSE` */
export function parseDiscovery(body: Bytes): DiscoveredDevice[] {
  const answer = checked(z.array(z.unknown()), parseJson(body), 'MOSIPDISC');
  return answer.flatMap((entry) => {
    const device = z.safeParse(discoveredDevice, entry);
    return device.success ? [device.data] : [];
  });
}

/** Signed device infos of the answer to MOSIPDINFO. @throws CodedError `SBI_RESPONSE`, or the code of a reported error */
export function parseDeviceInfos(body: Bytes): string[] {
  return checked(deviceInfoAnswer, parseJson(body), 'MOSIPDINFO').flatMap(({ deviceInfo: info, error }) => {
    requireNoError(error);
    return info ? [info] : [];
  });
}

/** Blocks of the answer to RCAPTURE. @throws CodedError `SBI_RESPONSE`, or the code of a reported error */
export function parseCapture(body: Bytes): CapturedBlock[] {
  const { biometrics } = checked(captureAnswer, parseJson(body), 'RCAPTURE');
  for (const { error } of biometrics) requireNoError(error);
  return biometrics;
}

/** The unsigned digital id of a discovered device: base64url, or the payload of a signature that is not checked here. */
export function readUnsignedDigitalId(encoded: string): DigitalId | null {
  const parts = encoded.split('.');
  const payload = parts.length === 3 ? parts[1]! : encoded;
  try {
    const read = z.safeParse(digitalId, JSON.parse(Buffer.from(payload, 'base64url').toString()));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** The kind of a device of this type; null for one that we do not know (a single finger, an auth device). */
export function kindOf({ type, deviceSubType }: DigitalId): SbiKind | null {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  for (const kind of Object.keys(SBI_KINDS) as SbiKind[]) {
    if (same(type, SBI_KINDS[kind].type) && same(deviceSubType, SBI_KINDS[kind].subType)) return kind;
  }
  return null;
}

/** @throws CodedError `DEVICE_BUSY` | `SBI_NOT_READY` for a device that is not ready, by its own word */
export function requireReady(deviceStatus: string): void {
  if (/^busy$/i.test(deviceStatus)) throw deviceError('DEVICE_BUSY', 'device status Busy');
  if (!/^ready$/i.test(deviceStatus)) throw deviceError('SBI_NOT_READY', `device status ${deviceStatus.slice(0, 40)}`);
}

/** @throws CodedError `SBI_RESPONSE` for a value that is not of the schema */
export function checked<Schema extends z.ZodMiniType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const read = z.safeParse(schema, value);
  // Names of fields only: values may be images.
  if (!read.success) throw deviceError('SBI_RESPONSE', `${what}: ${read.error.issues[0]?.path.join('.') ?? ''}`);
  return read.data;
}

/** @throws CodedError `SBI_RESPONSE` */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    throw deviceError('SBI_RESPONSE', `${body.length} bytes that are not JSON`, error);
  }
}

/** Error codes of the interface (100 …) and of its reference service (110 …, 70x) that mean more than "it failed". */
const MEANINGS: Readonly<Record<string, DeviceErrorCode>> = {
  '100': 'SBI_NOT_READY', // device not registered
  '101': 'SBI_TIMEOUT', // no biometric object detected
  '110': 'SBI_NOT_READY',
  '111': 'DEVICE_BUSY',
  '701': 'SBI_TIMEOUT',
  '703': 'DEVICE_BUSY', // a capture is in progress
  '705': 'SBI_NOT_READY', // not connected
};

function requireNoError(error: z.output<typeof errorBlock>): void {
  if (!error || error.errorCode === '0') return;
  throw reportedError(error.errorCode);
}

function reportedError(errorCode: string): CodedError<DeviceErrorCode> {
  return deviceError(MEANINGS[errorCode] ?? 'SBI_DEVICE_ERROR', `device error ${errorCode.slice(0, 20)}`);
}
