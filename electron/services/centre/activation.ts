import { readFile } from 'node:fs/promises';
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import * as z from 'zod/mini';
import { isCoded } from '../../../native-bridges/contract/errors.ts';
import { shellError } from '../../contract/errors.ts';
import { ACTIVATION_JWS_TYPE, type ActivationBundle, activationBundle } from '../../contract/siak-api.ts';
import { asDiskError } from '../files/disk-error.ts';
import { replaceFile } from '../files/durable-file.ts';
import { startError } from '../start-errors.ts';

/** The kiosk's activation bundle: kept as the centre signed it, believed only after its signature was verified. */
export interface ActivationStore {
  /** The verified bundle, or null before activation. */
  current(): ActivationBundle | null;
  /**
   * Verifies and stores a bundle. One that was issued before the present one is refused: it would bring back officers and
   * keys that the centre has replaced since.
   *
   * @throws CodedError `ACTIVATION_REFUSED` | `SPOOL_DISK_FULL` | `SPOOL_UNWRITABLE`
   */
  accept(jws: string): Promise<ActivationBundle>;
}

export interface ActivationOptions {
  readonly file: string;
  /** RFC 7638 thumbprint of the only key whose bundles are believed. */
  readonly rootKeyThumbprint: string;
  /** RFC 7638 thumbprint of this kiosk's own key: only a bundle that was issued to it is believed. */
  readonly kioskKeyThumbprint: string;
  /** True where simulated devices may be configured: then only the training tenant's bundle is accepted. */
  readonly trainingOnly: boolean;
}

/** Strips everything but the members that the thumbprint covers, so that nothing else of the header's key is used. */
const rootKeyJwk = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });

/**
 * Reads the stored bundle and verifies it again: the file may have been exchanged since.
 *
 * A stored bundle that does not verify is told as such and stays where it is: a kiosk that took itself for a new one
 * would ask for a code in the middle of a drive, and hide that somebody had changed its files.
 *
 * @throws CodedError `ACTIVATION_INVALID`, see `start-errors.ts`; `SPOOL_UNWRITABLE` where the file cannot be read
 */
export async function openActivation({ file, ...trust }: ActivationOptions): Promise<ActivationStore> {
  let bundle: ActivationBundle | null = null;
  const stored = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw asDiskError(error);
  });
  if (stored !== null) {
    bundle = await verifyActivation(stored, trust).catch((error: unknown) => {
      throw isCoded(error, 'ACTIVATION_REFUSED') ? startError('ACTIVATION_INVALID', error.detail) : error;
    });
  }
  return {
    current: () => bundle,
    async accept(jws) {
      const accepted = await verifyActivation(jws, trust);
      if (bundle && Date.parse(accepted.issuedAt) < Date.parse(bundle.issuedAt)) {
        throw shellError('ACTIVATION_REFUSED', 'older');
      }
      await replaceFile(file, new TextEncoder().encode(jws)).catch((error: unknown) => {
        throw asDiskError(error);
      });
      bundle = accepted;
      return accepted;
    },
  };
}

/**
 * Verifies an activation bundle: type, algorithm, and a signature by the key in its own header, which must be the root
 * key whose thumbprint the kiosk was given beforehand. It must have been issued to this kiosk's key, in a tenant that
 * the kiosk may be in.
 *
 * @throws CodedError `ACTIVATION_REFUSED`, its detail `bundle`, `kiosk key` or `tenant`
 */
async function verifyActivation(
  jws: string,
  { rootKeyThumbprint, kioskKeyThumbprint, trainingOnly }: Omit<ActivationOptions, 'file'>,
): Promise<ActivationBundle> {
  let bundle: ActivationBundle;
  try {
    const { jwk, typ } = decodeProtectedHeader(jws);
    if (typ !== ACTIVATION_JWS_TYPE || !jwk) throw new Error('header');
    const rootKey = rootKeyJwk.parse(jwk);
    if ((await calculateJwkThumbprint(rootKey)) !== rootKeyThumbprint) throw new Error('another root key');
    const { payload } = await compactVerify(jws, await importJWK(rootKey, 'EdDSA'), { algorithms: ['EdDSA'] });
    bundle = activationBundle.parse(JSON.parse(new TextDecoder().decode(payload)));
  } catch {
    // No cause: a validator's message may quote the bundle, which names officers.
    throw shellError('ACTIVATION_REFUSED', 'bundle');
  }
  if (bundle.kioskKeyThumbprint !== kioskKeyThumbprint) throw shellError('ACTIVATION_REFUSED', 'kiosk key');
  if (trainingOnly && !bundle.training) throw shellError('ACTIVATION_REFUSED', 'tenant');
  return bundle;
}
