import { decodeProtectedHeader, flattenedVerify, importJWK } from 'jose';
import type { Ed25519PublicJwk } from '../../../electron/contract/centre-keys.ts';
import { MANIFEST_JWS_TYPE } from '../../../electron/contract/packet.ts';
import type { Bytes } from '../../../native-bridges/contract/bytes.ts';

/** True if `jws` is the kiosk's detached signature (RFC 7515 appendix F, `header..signature`) over the manifest's bytes. */
export async function isManifestSignedBy(key: Ed25519PublicJwk, manifest: Bytes, jws: Bytes): Promise<boolean> {
  const parts = /^([A-Za-z0-9_-]+)\.\.([A-Za-z0-9_-]+)\n?$/.exec(Buffer.from(jws).toString('latin1'));
  if (!parts) return false;
  const [, header = '', signature = ''] = parts;
  try {
    const { typ, kid } = decodeProtectedHeader({ protected: header });
    if (typ !== MANIFEST_JWS_TYPE || kid !== key.kid) return false;
    const payload = Buffer.from(manifest).toString('base64url');
    await flattenedVerify({ protected: header, payload, signature }, await importJWK(key, 'EdDSA'), {
      algorithms: ['EdDSA'],
    });
    return true;
  } catch {
    return false;
  }
}
