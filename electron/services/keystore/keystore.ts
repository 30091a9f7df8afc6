import { hkdfSync, randomUUID } from 'node:crypto';
import { CompactSign, importJWK } from 'jose';
import type { Bytes } from '../../../native-bridges/contract/bytes.ts';
import type { Ed25519PublicJwk } from '../../contract/centre-keys.ts';
import { shellError } from '../../contract/errors.ts';
import { MANIFEST_JWS_TYPE, type Manifest, manifest } from '../../contract/packet.ts';
import { REQUEST_PROOF_TYPE, type RequestProof } from '../../contract/siak-api.ts';
import type { KioskKeys } from './kiosk-keys.ts';

/** What the kiosk's keys may be used for, and nothing else: the private key itself is not to be had. */
export interface Keystore {
  readonly publicJwk: Ed25519PublicJwk;
  /** @throws CodedError `KIOSK_NOT_ACTIVATED` | `MANIFEST_REFUSED` */
  signManifest(content: Bytes): Promise<string>;
  machineSecret(officerId: string): Promise<Bytes>;
  /**
   * Value of the `Authorization` header for one request, see {@link requestProof}. Made anew for each: the centre
   * refuses one it has seen.
   *
   * @param path path with query, as sent
   * @throws CodedError `KIOSK_NOT_ACTIVATED`
   */
  authorize(method: string, path: string): Promise<string>;
}

/**
 * @param kioskId the activated kiosk's id, or null before activation; asked at each use
 */
export async function createKeystore(keys: KioskKeys, kioskId: () => string | null): Promise<Keystore> {
  const privateKey = await importJWK(keys.privateJwk, 'EdDSA');
  const sign = (typ: string, payload: Uint8Array) =>
    new CompactSign(payload).setProtectedHeader({ alg: 'EdDSA', typ, kid: keys.publicJwk.kid }).sign(privateKey);

  function activatedKioskId(): string {
    const id = kioskId();
    if (id === null) throw shellError('KIOSK_NOT_ACTIVATED');
    return id;
  }

  return {
    publicJwk: keys.publicJwk,

    async signManifest(content) {
      const ownId = activatedKioskId();
      if (readManifest(content).kioskId !== ownId) throw shellError('MANIFEST_REFUSED', 'another kiosk');
      // Detached (RFC 7515 appendix F): the payload travels as manifest.json.
      const [header, , signature] = (await sign(MANIFEST_JWS_TYPE, content)).split('.');
      return `${header}..${signature}`;
    },

    async machineSecret(officerId) {
      return new Uint8Array(hkdfSync('sha256', keys.machineSecret, '', officerId, 32));
    },

    async authorize(method, path) {
      const proof: RequestProof = {
        kioskId: activatedKioskId(),
        htm: method,
        htu: path,
        jti: randomUUID(),
        iat: new Date().toISOString(),
      };
      return `Jemput ${await sign(REQUEST_PROOF_TYPE, new TextEncoder().encode(JSON.stringify(proof)))}`;
    },
  };
}

function readManifest(content: Bytes): Manifest {
  try {
    return manifest.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content)));
  } catch {
    throw shellError('MANIFEST_REFUSED', 'not a manifest');
  }
}
