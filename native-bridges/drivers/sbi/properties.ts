import type { SbiKind } from './protocol.ts';

/** The version of the interface that is spoken and expected. */
export const SBI_SPEC_VERSION = '0.9.5';

/** Readings of the chain of hashes over the images; both are in the field. */
export type HashReading =
  /** As the public reference service computes it: SHA-256 over the bytes of the previous hash and of SHA-256(image). */
  | 'bytes'
  /** As the text of the specification says: over the hexadecimal letters of both, of the signed data block. */
  | 'text';

/** What this kit accepts of a device service. Part of the kit's configuration. */
export interface SbiPolicy {
  /** Certificates (PEM) to which every signature must lead. */
  readonly trustAnchors: readonly string[];
  readonly env: 'Staging' | 'Developer' | 'Pre-Production' | 'Production';
  /** Readings that are tried, in this order. A capture must hold as a whole under one of them. */
  readonly hashReadings: readonly HashReading[];
  /** False only for services that send the same stored images again and again. */
  readonly refusesRepeats: boolean;
  /** The date at which certificates must be valid. */
  readonly now: () => Date;
}

export interface SbiProperties {
  /** Score below which the device keeps trying until its time is over, 0 to 100. */
  readonly requestedScore: Readonly<Record<SbiKind, number>>;
  readonly timing: SbiTiming;
  /** Longest answer with images: ten fingers of a 1600×1500 slap, lossless, twice in base64. */
  readonly captureBytes: number;
  /** Longest answer without. */
  readonly infoBytes: number;
}

/** All in milliseconds. Limits of MOSIP's own client: connect 10 s, discovery and info 5 s, capture 10 s in 40 s. */
interface SbiTiming {
  /** A connection within this computer takes less than one. */
  readonly connect: number;
  /** Discovery over all ports at once. */
  readonly scan: number;
  /** Discovery and info of one service. */
  readonly info: number;
  /** How long the device may wait for fingers, eyes or a face. */
  readonly capture: number;
  /** From the request to the last byte of the images: the above, and their encoding. */
  readonly captureAnswer: number;
  /** Longest silence of a stream that has at least three frames a second. */
  readonly streamGap: number;
  /** How long a service may still be busy with a capture that was broken off, and how often it is asked. */
  readonly busy: number;
  readonly busyPoll: number;
}

export const SBI_PROPERTIES: SbiProperties = Object.freeze({
  requestedScore: Object.freeze({ slap: 40, iris: 40, face: 40 }),
  timing: Object.freeze({
    connect: 1_000,
    scan: 1_500,
    info: 5_000,
    capture: 30_000,
    captureAnswer: 40_000,
    streamGap: 3_000,
    busy: 31_000,
    busyPoll: 300,
  }),
  captureBytes: 32 * 1024 * 1024,
  infoBytes: 256 * 1024,
});
