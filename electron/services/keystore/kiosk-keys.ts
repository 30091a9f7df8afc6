import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import * as z from 'zod/mini';
import { type Ed25519PublicJwk, ed25519PublicJwk } from '../../contract/centre-keys.ts';
import { replaceFile } from '../files/durable-file.ts';
import { startError } from '../start-errors.ts';
import type { SecretBox } from './secret-box.ts';

const base64url32Bytes = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

/** What the sealed key file holds. */
const storedKeys = z.strictObject({
  format: z.literal('jemput-kiosk-keys/1'),
  /** Ed25519 private key as JWK (RFC 8037). */
  kioskKey: z.strictObject({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: base64url32Bytes,
    d: base64url32Bytes,
  }),
  machineSecret: base64url32Bytes,
});
type StoredKeys = z.output<typeof storedKeys>;

/** The kiosk's secrets, in memory. */
export interface KioskKeys {
  readonly privateJwk: StoredKeys['kioskKey'];
  readonly publicJwk: Ed25519PublicJwk;
  /** 32 bytes; see `machineSecret` in the shell contract. */
  readonly machineSecret: Buffer;
}

/**
 * Reads the kiosk's keys, or makes them at the first start. The file holds nothing that the secret box has not protected.
 *
 * @param mayCreate false where this profile is known to have had keys: then their absence is an error, since packets
 *   and drafts made under them would be lost behind new ones
 * @throws CodedError `KEYSTORE_UNREADABLE` where the file is damaged, was protected elsewhere, or is missing; it is
 *   never overwritten. `PROFILE_UNWRITABLE` where new keys cannot be stored.
 */
export async function openKioskKeys(file: string, secretBox: SecretBox, mayCreate: boolean): Promise<KioskKeys> {
  const box = await readBox(file);
  if (box) return keysOf(await unprotect(box, secretBox));
  if (!mayCreate) throw startError('KEYSTORE_UNREADABLE', 'key store is gone');
  const made = await makeKeys();
  // Protected before the folder is touched: a secret box that does not work leaves nothing behind.
  const protectedKeys = await secretBox.protect(new TextEncoder().encode(JSON.stringify(made)));
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await replaceFile(file, protectedKeys);
  } catch (error) {
    throw startError('PROFILE_UNWRITABLE', (error as NodeJS.ErrnoException).code ?? '', error);
  }
  return keysOf(made);
}

async function readBox(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw startError('KEYSTORE_UNREADABLE', 'key store', error);
  }
}

async function unprotect(box: Uint8Array<ArrayBuffer>, secretBox: SecretBox): Promise<StoredKeys> {
  try {
    return storedKeys.parse(JSON.parse(new TextDecoder().decode(await secretBox.unprotect(box))));
  } catch {
    // No cause is kept: a parser's message may quote what it read.
    throw startError('KEYSTORE_UNREADABLE', 'key store does not open');
  }
}

async function makeKeys(): Promise<StoredKeys> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const { x, d } = await exportJWK(privateKey);
  return storedKeys.parse({
    format: 'jemput-kiosk-keys/1',
    kioskKey: { kty: 'OKP', crv: 'Ed25519', x, d },
    machineSecret: randomBytes(32).toString('base64url'),
  });
}

async function keysOf({ kioskKey, machineSecret }: StoredKeys): Promise<KioskKeys> {
  const { kty, crv, x } = kioskKey;
  const kid = await calculateJwkThumbprint({ kty, crv, x });
  return {
    privateJwk: kioskKey,
    publicJwk: ed25519PublicJwk.parse({ kty, crv, x, kid }),
    machineSecret: Buffer.from(machineSecret, 'base64url'),
  };
}
