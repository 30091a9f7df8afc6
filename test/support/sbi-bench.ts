import { createHash } from 'node:crypto';
import { readdirSync, readlinkSync } from 'node:fs';
import { generate } from 'selfsigned';
import { SBI_PROPERTIES, type SbiPolicy, type SbiProperties } from '../../native-bridges/drivers/sbi/properties.ts';
import type { DeviceCredentials } from '../../native-bridges/simulators/sbi/signed-answers.ts';
import {
  type DeviceBehaviour,
  type SimulatedDeviceSetup,
  type SimulatedKind,
  SimulatedSbiDevice,
} from '../../native-bridges/simulators/sbi/simulated-device.ts';

/** The interface's properties with short waits: faults are met in tenths of a second. */
export const HASTY_SBI: SbiProperties = {
  ...SBI_PROPERTIES,
  timing: { ...SBI_PROPERTIES.timing, info: 1_500, captureAnswer: 1_500, streamGap: 1_000, busy: 4_000, busyPoll: 30 },
};

export interface Authority {
  readonly key: string;
  readonly certificate: string;
}

const RSA = { keyType: 'rsa', keySize: 2048, algorithm: 'sha256' } as const;

/** A certificate authority, under another one or on its own. */
export async function makeAuthority(name: string, issuer: Authority | null = null): Promise<Authority> {
  const made = await generate([{ name: 'commonName', value: name }], {
    ...RSA,
    ...(issuer && { ca: { key: issuer.key, cert: issuer.certificate } }),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  return { key: made.private, certificate: made.cert };
}

/** A device's key and certificate under `issuer`. */
export async function makeCredentials(
  issuer: Authority,
  options: { readonly notBefore?: Date; readonly notAfter?: Date; readonly intermediates?: readonly string[] } = {},
): Promise<DeviceCredentials> {
  const made = await generate([{ name: 'commonName', value: 'Invented device' }], {
    ...RSA,
    ca: { key: issuer.key, cert: issuer.certificate },
    ...(options.notBefore && { notBeforeDate: options.notBefore }),
    ...(options.notAfter && { notAfterDate: options.notAfter }),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
    ],
  });
  return { key: made.private, certificate: made.cert, intermediates: options.intermediates ?? [] };
}

const FORMATS = { slap: 'FIR\x00020\x00', iris: 'IIR\x00020\x00', face: 'FAC\x00030\x00' } as const;

/** Records in turn, never the same twice: a format's identifier and invented bytes in the place of the image. */
export function inventedRecords(kind: SimulatedKind, bytes = 6_000): (subType: string | null) => Uint8Array {
  let count = 0;
  return (subType) => {
    count += 1;
    const seed = createHash('sha256').update(`${kind} ${subType} ${count}`).digest();
    const image = Uint8Array.from({ length: bytes }, (_, at) => seed[at % 32]! ^ (at * 31));
    return Buffer.concat([Buffer.from(FORMATS[kind], 'latin1'), image]);
  };
}

/** Pictures that begin and end as JPEG does; nobody in these tests looks at them. */
export const PREVIEW_FRAMES: readonly Uint8Array[] = [1, 2, 3].map((frame) =>
  Uint8Array.from([
    0xff,
    0xd8,
    0xff,
    0xe0,
    ...Array.from({ length: 5_000 }, (_, at) => (at * frame) & 0xff),
    0xff,
    0xd9,
  ]),
);

export const DEFAULT_DEVICE: DeviceBehaviour = {
  fault: null,
  status: 'Ready',
  chain: 'bytes',
  env: 'Staging',
  specVersion: '0.9.5',
};

export function makeDevice(
  deviceId: string,
  setup: Omit<SimulatedDeviceSetup, 'nextRecord'>,
  behaviour: Partial<DeviceBehaviour> = {},
): SimulatedSbiDevice {
  const nextRecord = inventedRecords(setup.kind);
  return new SimulatedSbiDevice(deviceId, { ...setup, nextRecord }, { ...DEFAULT_DEVICE, ...behaviour });
}

export const policyOf = (...trustAnchors: readonly string[]): SbiPolicy => ({
  trustAnchors,
  env: 'Staging',
  hashReadings: ['bytes', 'text'],
  refusesRepeats: true,
  now: () => new Date(),
});

/** Sockets that this process holds. */
export function openSockets(): number {
  const targets = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return '';
    }
  });
  return targets.filter((target) => target.startsWith('socket:')).length;
}
