import * as z from 'zod/mini';
import { ed25519PublicJwk, packetRecipient } from './centre-keys.ts';
import { instant } from './packet.ts';

/**
 * SIAK sync API v1: what the centre's gateway answers under `/v1`. The OpenAPI document beside the reference gateway
 * says the same; every answer is validated here before it is used.
 *
 *     POST  /v1/activations            {code, kioskKey}               → {bundle}
 *     POST  /v1/roster                 {recipient, cursor}            → age file (application/octet-stream) of rosterPage
 *     HEAD/POST/PATCH /v1/packets[/{packetId}]                        tus 1.0; the upload id IS the packet id
 *     GET   /v1/receipts?after=CURSOR                                 → receiptPage
 *     GET   /v1/time                                                  → {now}
 *
 * Every request but activation and time carries `Authorization: Jemput <JWS>`, see {@link requestProof}.
 * Errors are `application/problem+json` {@link problem}.
 */
export const SIAK_API_PREFIX = '/v1';

/** JWS `typ` of the request proof. */
export const REQUEST_PROOF_TYPE = 'jemput-request+jws';

/** Payload of the proof, signed with the kiosk key (`kid` = its thumbprint). Modelled on DPoP (RFC 9449). */
export const requestProof = z.object({
  kioskId: z.string(),
  /** HTTP method. */
  htm: z.string(),
  /** Path with query, as sent. */
  htu: z.string(),
  /** Random; the centre refuses one it has seen. */
  jti: z.uuid(),
  iat: instant,
});
export type RequestProof = z.output<typeof requestProof>;

/** RFC 9457 problem with our closed code. */
export const problem = z.object({
  type: z.literal('about:blank'),
  status: z.int(),
  code: z.string(),
  title: z.string(),
});
export type Problem = z.output<typeof problem>;

/** Codes a gateway answers with, beside the plain HTTP status. */
export const SIAK_PROBLEM_CODES = [
  'REQUEST_INVALID',
  'KIOSK_UNKNOWN',
  'PROOF_INVALID',
  'ACTIVATION_CODE_UNKNOWN',
  /** The centre has this packet whole; its receipt is, or will be, in the list. The kiosk treats it as delivered. */
  'PACKET_ALREADY_RECEIVED',
  /** The assembled bytes do not have the announced SHA-256; the upload was dropped, send again from byte 0. */
  'PACKET_HASH_MISMATCH',
  /** Header and upload disagree, or the packet belongs to another kiosk. */
  'PACKET_HEADER_INVALID',
  /** The upload goes on at another byte than the request says; HEAD tells which. */
  'UPLOAD_OFFSET_MISMATCH',
  'NOT_FOUND',
  'INTERNAL',
] as const;
export type SiakProblemCode = (typeof SIAK_PROBLEM_CODES)[number];

/** An Argon2id verifier in PHC string format, for an officer's first sign-in on a kiosk. */
const phcString = z.string().check(z.regex(/^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+$/));

export const officer = z.object({
  officerId: z.string(),
  name: z.string(),
  role: z.enum(['operator', 'verifikator', 'supervisor', 'technician']),
  /** Proves the first PIN on a kiosk; afterwards the vault's own wrapping does. */
  pinVerifier: phcString,
});
export type Officer = z.output<typeof officer>;

export const drive = z.object({
  driveId: z.uuid(),
  name: z.string(),
  place: z.string(),
  /** Kecamatan code, `PP.KK.CC`. */
  districtCode: z.string(),
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  target: z.int().check(z.positive()),
});
export type Drive = z.output<typeof drive>;

/** What activation gives a kiosk: a JWS by the centre's root key, whose thumbprint the kiosk got beforehand (QR, file). */
export const activationBundle = z.object({
  kioskId: z.string(),
  /** RFC 7638 thumbprint of the kiosk key that the request named: the bundle is of no use to any other kiosk. */
  kioskKeyThumbprint: z.string(),
  /** True for the training tenant: simulated captures are accepted here, and only here. */
  training: z.boolean(),
  receiptKeys: z.array(ed25519PublicJwk).check(z.minLength(1)),
  packetRecipients: z.array(packetRecipient).check(z.minLength(1)),
  drive,
  officers: z.array(officer),
  /** A kiosk refuses a bundle older than the one it has. */
  issuedAt: instant,
});
export type ActivationBundle = z.output<typeof activationBundle>;

/** JWS `typ` of the activation bundle; the header carries the root key as `jwk`. */
export const ACTIVATION_JWS_TYPE = 'jemput-activation+jws';

/** A resident of the roster, as the centre knows them. Codes are those of SIAK; see `renderer/domain/code-lists`. */
export const resident = z.object({
  nik: z.string(),
  familyCardNumber: z.string(),
  name: z.string(),
  sex: z.enum(['male', 'female']),
  birthPlace: z.string(),
  birthDate: z.iso.date(),
  citizenship: z.enum(['WNI', 'WNA']),
  religionCode: z.int(),
  maritalStatusCode: z.int(),
  bloodTypeCode: z.int(),
  occupationCode: z.int(),
  address: z.string(),
  rt: z.string(),
  rw: z.string(),
  /** Kelurahan/desa code `PP.KK.CC.XXXX` and the four names from village to province. */
  villageCode: z.string(),
  villageName: z.string(),
  districtName: z.string(),
  regencyName: z.string(),
  provinceName: z.string(),
  /** Status of recording at the centre, SIAK vocabulary. */
  recordingStatus: z.string(),
});
export type Resident = z.output<typeof resident>;

/** Plaintext of a sealed roster page (JSON). */
export const rosterPage = z.object({
  listVersion: z.string(),
  residents: z.array(resident),
  /** Give this back to get the next page or later changes; null when there is nothing more today. */
  nextCursor: z.nullable(z.string()),
});
export type RosterPage = z.output<typeof rosterPage>;

export const receiptPage = z.object({ receipts: z.array(z.string()), nextCursor: z.string() });
export type ReceiptPage = z.output<typeof receiptPage>;
