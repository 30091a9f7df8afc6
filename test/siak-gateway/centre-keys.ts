import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { CompactSign, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { type Ed25519PublicJwk, ed25519PublicJwk, type PacketRecipient } from '../../electron/contract/centre-keys.ts';
import { readIfThere, replaceFile } from './durable-files.ts';

/** An Ed25519 key that signs for the centre. */
export interface SigningKey {
  readonly publicJwk: Ed25519PublicJwk;
  /** Compact JWS over the JSON of `payload`, EdDSA; `header` adds to `alg`. */
  sign(header: { readonly typ: string; readonly kid?: string; readonly jwk?: JWK }, payload: object): Promise<string>;
}

/** Everything secret that the centre has, each in a file of its own. */
export interface CentreKeys {
  /** Signs activation bundles. */
  readonly root: SigningKey;
  /** Signs receipts. */
  readonly receipts: SigningKey;
  /** Opens packets: what `age -d -i` takes as identity. */
  readonly ageIdentity: string;
  readonly packetRecipient: PacketRecipient;
}

/** Loads the keys from `folder`, or makes those that are not there yet. */
export async function loadCentreKeys(folder: string): Promise<CentreKeys> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const ageIdentity = await loadAgeIdentity(join(folder, 'age-identity.txt'));
  const recipient = await identityToRecipient(ageIdentity);
  return {
    root: await loadSigningKey(join(folder, 'root.jwk.json')),
    receipts: await loadSigningKey(join(folder, 'receipts.jwk.json')),
    ageIdentity,
    packetRecipient: { kid: createHash('sha256').update(recipient).digest('hex').slice(0, 16), recipient },
  };
}

/** A signing key that exists only in memory. */
export async function makeSigningKey(): Promise<SigningKey> {
  return signingKeyOf(await makePrivateJwk());
}

async function loadSigningKey(path: string): Promise<SigningKey> {
  const kept = await readIfThere(path);
  if (kept !== null) return signingKeyOf(JSON.parse(kept) as JWK);
  const privateJwk = await makePrivateJwk();
  await replaceFile(path, `${JSON.stringify(privateJwk, null, 2)}\n`);
  return signingKeyOf(privateJwk);
}

async function makePrivateJwk(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return exportJWK(privateKey);
}

async function signingKeyOf(privateJwk: JWK): Promise<SigningKey> {
  const { kty, crv, x } = privateJwk;
  const publicJwk = ed25519PublicJwk.parse({ kty, crv, x, kid: await calculateJwkThumbprint(privateJwk) });
  const key = await importJWK(privateJwk, 'EdDSA');
  return {
    publicJwk,
    sign: (header, payload) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'EdDSA', ...header })
        .sign(key),
  };
}

/** The file has age-keygen's layout, so that a technician can use it with `age -d -i` as it stands. */
async function loadAgeIdentity(path: string): Promise<string> {
  const kept = await readIfThere(path);
  if (kept !== null) {
    const identity = kept.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-1'));
    if (!identity) throw new RangeError('age-identity.txt holds no identity');
    return identity;
  }
  const made = await generateX25519Identity();
  const recipient = await identityToRecipient(made);
  await replaceFile(path, `# created: ${new Date().toISOString()}\n# public key: ${recipient}\n${made}\n`);
  return made;
}
