import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import { rendererError } from '../domain/errors.ts';

/** First byte of everything sealed: AES-256-GCM, 96-bit random nonce, 128-bit tag (NIST SP 800-38D). */
const AES_256_GCM = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const utf8 = new TextEncoder();

/**
 * Encrypts and authenticates.
 *
 * @param boundTo text that must be the same at opening; it is not stored
 * @returns format byte, nonce, ciphertext with tag
 */
export async function sealBytes(key: CryptoKey, boundTo: string, plaintext: Bytes): Promise<Bytes> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const parameters = { name: 'AES-GCM', iv: nonce, additionalData: utf8.encode(boundTo) };
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt(parameters, key, plaintext));
  const sealed = new Uint8Array(1 + NONCE_BYTES + ciphertext.byteLength);
  sealed[0] = AES_256_GCM;
  sealed.set(nonce, 1);
  sealed.set(ciphertext, 1 + NONCE_BYTES);
  return sealed;
}

/** Reverses {@link sealBytes}. @throws CodedError `VAULT_DAMAGED` for another key, other bound text or altered bytes */
export async function openBytes(key: CryptoKey, boundTo: string, sealed: Bytes): Promise<Bytes> {
  if (sealed[0] !== AES_256_GCM || sealed.byteLength < 1 + NONCE_BYTES + TAG_BYTES) {
    throw rendererError('VAULT_DAMAGED', 'not a sealed file');
  }
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const parameters = { name: 'AES-GCM', iv: nonce, additionalData: utf8.encode(boundTo) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parameters, key, sealed.subarray(1 + NONCE_BYTES)));
  } catch (error) {
    throw rendererError('VAULT_DAMAGED', 'authentication failed', error);
  }
}
