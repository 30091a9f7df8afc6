import type { SbiFault } from './faults.ts';
import { base64url, type ChainStyle, chainHash, type DeviceCredentials, DeviceSigner } from './signed-answers.ts';

/** Types and sub-types of the interface, and what its parts (deviceSubId) capture. */
const DEVICE_TYPES = {
  slap: {
    type: 'Finger',
    deviceSubType: 'Slap',
    parts: {
      '1': ['Left IndexFinger', 'Left MiddleFinger', 'Left RingFinger', 'Left LittleFinger'],
      '2': ['Right IndexFinger', 'Right MiddleFinger', 'Right RingFinger', 'Right LittleFinger'],
      '3': ['Left Thumb', 'Right Thumb'],
    },
  },
  iris: { type: 'Iris', deviceSubType: 'Double', parts: { '3': ['Left', 'Right'] } },
  face: { type: 'Face', deviceSubType: 'Full face', parts: { '0': [null] } },
} as const;
export type SimulatedKind = keyof typeof DEVICE_TYPES;

/** What the device is, and where its images come from. */
export interface SimulatedDeviceSetup {
  readonly kind: SimulatedKind;
  readonly serial: string;
  readonly credentials: DeviceCredentials;
  /** Key and certificate of an authority that nobody knows, for the `untrusted-certificate` fault. */
  readonly stranger: DeviceCredentials;
  /** The next record (ISO/IEC 19794) of a finger, an eye or, for null, a face. */
  readonly nextRecord: (subType: string | null) => Uint8Array;
}

/** How the device behaves; may be changed while it runs. */
export interface DeviceBehaviour {
  fault: SbiFault | null;
  status: 'Ready' | 'Busy' | 'Not Ready' | 'Not Registered';
  chain: ChainStyle;
  env: string;
  specVersion: string;
}

interface CaptureBody {
  readonly env: string;
  readonly purpose: string;
  readonly specVersion: string;
  readonly transactionId: string;
  readonly timeout: string;
  readonly captureTime: string;
  readonly bio: readonly BioRequest[];
}

interface BioRequest {
  readonly type: string;
  readonly count: string;
  readonly exception: readonly string[];
  readonly requestedScore: string;
  readonly deviceId: string;
  readonly deviceSubId: string;
  readonly previousHash: string;
}

const REPORTED: Partial<Record<SbiFault, string>> = {
  busy: '703',
  'not-ready': '110',
  timeout: '701',
  'device-error': '710',
};

/** One device of a simulated service: what it says of itself and how it answers a capture. Knows no connections. */
export class SimulatedSbiDevice {
  readonly behaviour: DeviceBehaviour;
  readonly deviceId: string;
  readonly #setup: SimulatedDeviceSetup;
  readonly #signer: DeviceSigner;
  readonly #stranger: DeviceSigner;
  #lastRecords: readonly Uint8Array[] = [];

  constructor(deviceId: string, setup: SimulatedDeviceSetup, behaviour: DeviceBehaviour) {
    this.deviceId = deviceId;
    this.#setup = setup;
    this.behaviour = behaviour;
    this.#signer = new DeviceSigner(setup.credentials);
    this.#stranger = new DeviceSigner(setup.stranger);
  }

  get type(): string {
    return DEVICE_TYPES[this.#setup.kind].type;
  }

  /** Element of the answer to MOSIPDISC; its digital id is not signed. */
  discovery(port: number): object {
    const { status, specVersion } = this.behaviour;
    return {
      deviceId: this.deviceId,
      deviceStatus: status,
      certification: 'L1',
      serviceVersion: '0.9.5',
      deviceSubId: Object.keys(DEVICE_TYPES[this.#setup.kind].parts),
      callbackId: `http://127.0.0.1:${port}/`,
      digitalId: base64url(JSON.stringify(this.#digitalId())),
      deviceCode: this.#deviceCode,
      specVersion: [specVersion],
      purpose: 'Registration',
      error: null,
    };
  }

  /** Element of the answer to MOSIPDINFO. */
  info(port: number): object {
    const info = {
      ...this.discovery(port),
      env: this.behaviour.env,
      firmware: '1.0',
      digitalId: this.#sign(JSON.stringify(this.#digitalId())),
    };
    return { deviceInfo: this.#sign(JSON.stringify(info)), error: { errorCode: '0', errorInfo: 'Success' } };
  }

  /** Answer to RCAPTURE. */
  capture(body: string): object {
    const { fault } = this.behaviour;
    const reported = fault && REPORTED[fault];
    if (reported) return refusal(reported);
    const request = readCapture(body);
    const bio = request?.bio[0];
    if (!request || !bio) return refusal('113');
    if (!/^[\dA-Za-z-]{4,50}$/.test(request.transactionId)) return refusal('112');
    if (request.env !== this.behaviour.env) return refusal('115');
    if (request.purpose !== 'Registration') return refusal('121');
    const parts: Readonly<Record<string, readonly (string | null)[]>> = DEVICE_TYPES[this.#setup.kind].parts;
    const part = parts[bio.deviceSubId];
    if (!part || bio.type !== this.type || Number(bio.count) + bio.exception.length !== part.length) {
      return refusal('109');
    }
    const wanted = part.filter((subType) => subType === null || !bio.exception.includes(subType));
    if (wanted.length !== Number(bio.count)) return refusal('109');
    return { biometrics: this.#images(request, bio, wanted) };
  }

  #images(request: CaptureBody, bio: BioRequest, wanted: readonly (string | null)[]): object[] {
    const { fault, chain } = this.behaviour;
    const isRepeat = fault === 'repeated-image' && this.#lastRecords.length > 0;
    const records = isRepeat ? this.#lastRecords : wanted.map((subType) => this.#setup.nextRecord(subType));
    this.#lastRecords = records;
    let previousHash = bio.previousHash;
    const blocks = wanted.map((subType, at) => {
      const isLast = at === wanted.length - 1;
      const record = isLast && fault === 'empty-image' ? records[at]!.subarray(0, 60) : records[at]!;
      const payload = JSON.stringify(this.#payload(request, bio, subType, record, isLast));
      if (isLast && fault === 'broken-chain') previousHash = 'AB'.repeat(32);
      previousHash = chainHash(chain, previousHash, record, payload);
      return {
        specVersion: isLast && fault === 'wrong-version' ? '0.9.2' : request.specVersion,
        data: this.#data(payload, isLast),
        hash: previousHash,
        error: { errorCode: '0', errorInfo: 'Success' },
      };
    });
    return fault === 'missing-image' ? blocks.slice(0, -1) : blocks;
  }

  #payload(request: CaptureBody, bio: BioRequest, subType: string | null, record: Uint8Array, isLast: boolean): object {
    const fault = isLast ? this.behaviour.fault : null;
    return {
      digitalId: this.#sign(JSON.stringify(this.#digitalId(fault === 'other-device' ? '9999' : undefined))),
      deviceCode: this.#deviceCode,
      deviceServiceVersion: '0.9.5',
      bioType: this.type,
      bioSubType: fault === 'wrong-part' ? 'UNKNOWN' : subType,
      purpose: fault === 'wrong-purpose' ? 'Auth' : request.purpose,
      env: fault === 'wrong-environment' ? 'Developer' : request.env,
      bioValue: base64url(record),
      transactionId: fault === 'wrong-transaction' ? `${request.transactionId.slice(0, -1)}x` : request.transactionId,
      timestamp: new Date().toISOString(),
      requestedScore: Number(bio.requestedScore).toFixed(1),
      qualityScore: '44.0',
    };
  }

  #data(payload: string, isLast: boolean): string {
    const { fault } = this.behaviour;
    if (isLast && fault === 'unsigned-data') return DeviceSigner.unsigned(payload);
    if (isLast && fault === 'untrusted-certificate') return this.#stranger.sign(payload);
    const data = this.#sign(payload);
    if (!isLast || fault !== 'forged-signature') return data;
    const [header, , signature] = data.split('.');
    return `${header}.${base64url(payload.replace('"qualityScore":"44.0"', '"qualityScore":"99.0"'))}.${signature}`;
  }

  #sign(payload: string): string {
    return this.#signer.sign(payload);
  }

  get #deviceCode(): string {
    return `code-${this.#setup.serial}`;
  }

  #digitalId(serialNo = this.#setup.serial): object {
    const { type, deviceSubType } = DEVICE_TYPES[this.#setup.kind];
    return {
      serialNo,
      make: 'Invented',
      model: `${deviceSubType} 1`,
      type,
      deviceSubType,
      deviceProvider: 'Invented',
      deviceProviderId: 'INVENTED.SBI',
      dateTime: new Date().toISOString(),
    };
  }
}

/** A capture that failed, as the reference service reports it: one element without data. */
export function refusal(errorCode: string): object {
  const error = { errorCode, errorInfo: `Error ${errorCode}` };
  return { biometrics: [{ specVersion: '', data: null, hash: null, error }] };
}

const REQUIRED = ['env', 'purpose', 'specVersion', 'timeout', 'captureTime', 'transactionId', 'bio'];
const REQUIRED_OF_BIO = ['type', 'count', 'requestedScore', 'deviceId', 'deviceSubId', 'previousHash', 'exception'];

function readCapture(body: string): CaptureBody | null {
  try {
    const read = JSON.parse(body) as CaptureBody;
    const isWhole = REQUIRED.every((name) => name in read) && REQUIRED_OF_BIO.every((name) => name in read.bio[0]!);
    return isWhole ? read : null;
  } catch {
    return null;
  }
}
