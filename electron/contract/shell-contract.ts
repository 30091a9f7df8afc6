import * as z from 'zod/mini';
import { bytes } from '../../native-bridges/contract/bytes.ts';
import type { ApiOf, Contract } from '../../native-bridges/contract/procedure.ts';
import { manifestBytes, packetBytes, packetHeader, sequenceNumber } from './packet.ts';
import { activationBundle, receiptPage } from './siak-api.ts';

const packetId = z.uuid();

/** What the shell is and how it was started. */
export const shellDescription = z.object({
  shell: z.enum(['electron', 'chromium-host']),
  version: z.string(),
  /** False for the Chromium host: the screen says so. */
  forProduction: z.boolean(),
  training: z.nullable(
    z.object({
      /** Shown on the sign-in screen, in training only. */
      credentials: z.array(z.object({ officerId: z.string(), name: z.string(), pin: z.string() })),
    }),
  ),
});
export type ShellDescription = z.output<typeof shellDescription>;

export const spoolState = z.object({
  /** Packets that are wholly on the first medium, by sequence. */
  packets: z.array(packetHeader),
  /** Highest sequence number ever spooled here, packets long gone included; 0 before the first. */
  highestSequence: z.int().check(z.nonnegative()),
  freeBytes: z.int().check(z.nonnegative()),
  /**
   * The second medium, where one is set: `healthy` has every intact packet of the first as of this call, `missing` does not
   * (it is out, full or failing), so that something may be on the first alone.
   */
  secondMedium: z.enum(['none', 'healthy', 'missing']),
});
export type SpoolState = z.output<typeof spoolState>;

/** What the renderer may ask of the shell. The shell sees sealed bytes, hashes and ids, and nobody's name. */
export const shellContract = {
  kiosk: {
    describe: { args: z.tuple([]), result: shellDescription },
    /** The verified activation, or null before it. */
    activation: { args: z.tuple([]), result: z.nullable(activationBundle) },
    /** Activates with a one-time code. Throws ACTIVATION_REFUSED, CENTRE_*. */
    activate: { args: z.tuple([z.string().check(z.maxLength(64))]), result: activationBundle },
  },
  keystore: {
    /**
     * Signs a manifest: detached JWS (RFC 7515 appendix F), EdDSA, `kid` the kiosk key. The bytes must be a manifest of
     * this kiosk. Throws MANIFEST_REFUSED, KIOSK_NOT_ACTIVATED.
     */
    signManifest: { args: z.tuple([manifestBytes]), result: z.string() },
    /** 32 bytes that only this machine can derive, one per officer: the second half of the vault's wrapping key. */
    machineSecret: { args: z.tuple([z.string().check(z.minLength(1), z.maxLength(64))]), result: bytes(32) },
  },
  spool: {
    /**
     * Stores a sealed packet of this kiosk. Answers when the first medium has it durably (fsync of file and folder),
     * and so has the second where one is set, unless that is missing, as `state` then says; it catches up later.
     * The same packet again is accepted and changes nothing. Throws KIOSK_NOT_ACTIVATED, MANIFEST_REFUSED (another
     * kiosk's packet), SPOOL_*.
     */
    put: { args: z.tuple([packetHeader, packetBytes]), result: z.void() },
    state: { args: z.tuple([]), result: spoolState },
    /**
     * Deletes a packet whose receipt the shell has verified itself; this is the only way out of the spool.
     * A receipt that rejects the packet keeps it: no one else has the record. An absent packet is fine.
     * Throws RECEIPT_FORGED.
     */
    release: { args: z.tuple([packetId, z.string()]), result: z.void() },
  },
  centre: {
    /** Round trip to the centre's clock; ISO instant of the centre. Throws CENTRE_*. */
    time: { args: z.tuple([]), result: z.string() },
    /**
     * Uploads a spooled packet, resuming at the byte the centre already has; resolves when the centre has it whole.
     * Throws CENTRE_*, UPLOAD_*, SPOOL_PACKET_DAMAGED.
     */
    upload: { args: z.tuple([packetId]), result: z.void() },
    cancelUpload: { args: z.tuple([packetId]), result: z.void() },
    /** Receipts after a cursor ('' for all). Throws CENTRE_*. */
    receipts: { args: z.tuple([z.string()]), result: receiptPage },
    /** A roster page, sealed by the centre to the given one-time age recipient. Throws CENTRE_*. */
    roster: { args: z.tuple([z.string(), z.nullable(z.string())]), result: bytes(64 * 1024 * 1024) },
  },
  diagnostics: {
    /** Writes one line to the log: a code and at most a sequence number. There is no room for personal data. */
    report: {
      args: z.tuple([z.string().check(z.regex(/^[A-Z][A-Z0-9_]{1,63}$/)), z.nullable(sequenceNumber)]),
      result: z.void(),
    },
  },
} satisfies Contract;
export type ShellApi = ApiOf<typeof shellContract>;

/** What the shell tells the renderer. */
export const shellEventContract = {
  events: {
    /** Bytes of the packet that are on their way or there, and its size; equal once the centre has it whole. */
    uploadProgress: { args: z.tuple([packetId, z.int(), z.int()]), result: z.void() },
  },
} satisfies Contract;
export type ShellEventApi = ApiOf<typeof shellEventContract>;
