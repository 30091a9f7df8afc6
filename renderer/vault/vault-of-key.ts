import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import { rendererError } from '../domain/errors.ts';
import { openBytes, sealBytes } from './sealed-bytes.ts';
import type { RecordCipher, Vault } from './vault.ts';

export const VAULT_KEY_BYTES = 32;

interface VaultKeys {
  /** Wraps record keys. */
  readonly wrapping: CryptoKey;
  /** Seals what belongs to no single record. */
  readonly sealing: CryptoKey;
  readonly indexing: CryptoKey;
}

/**
 * The vault of a 32-byte vault key. The key's bytes are wiped before this returns; what is kept are non-extractable
 * WebCrypto keys derived from it, one per purpose (HKDF-SHA256, RFC 5869).
 */
export async function vaultOfKey(vaultKey: Bytes): Promise<Vault> {
  const base = await crypto.subtle.importKey('raw', vaultKey, 'HKDF', false, ['deriveKey']);
  vaultKey.fill(0);
  let keys: VaultKeys | null = {
    wrapping: await deriveAesKey(base, 'record-keys'),
    sealing: await deriveAesKey(base, 'kiosk-data'),
    indexing: await deriveIndexKey(base),
  };

  const unlocked = (): VaultKeys => {
    if (!keys) throw rendererError('VAULT_LOCKED');
    return keys;
  };

  return {
    async createRecordKey(recordId) {
      const recordKey = crypto.getRandomValues(new Uint8Array(32));
      const wrapped = await sealBytes(unlocked().wrapping, recordId, recordKey);
      recordKey.fill(0);
      return wrapped;
    },
    async openRecord(recordId, wrappedKey) {
      const raw = await openBytes(unlocked().wrapping, recordId, wrappedKey);
      const recordKey = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
      raw.fill(0);
      return recordCipher(recordId, recordKey, unlocked);
    },
    seal: async (context, plaintext) => sealBytes(unlocked().sealing, context, plaintext),
    open: async (context, sealed) => openBytes(unlocked().sealing, context, sealed),
    async blindIndex(identifier) {
      const data = new TextEncoder().encode(identifier);
      return toHex(new Uint8Array(await crypto.subtle.sign('HMAC', unlocked().indexing, data)));
    },
    lock() {
      keys = null;
    },
  };
}

function recordCipher(recordId: string, key: CryptoKey, mustBeUnlocked: () => unknown): RecordCipher {
  const boundTo = (name: string) => `${recordId}/${name}`;
  return {
    async seal(name, plaintext) {
      mustBeUnlocked();
      return sealBytes(key, boundTo(name), plaintext);
    },
    async open(name, sealed) {
      mustBeUnlocked();
      return openBytes(key, boundTo(name), sealed);
    },
  };
}

const derivation = (purpose: string) => ({
  name: 'HKDF',
  hash: 'SHA-256',
  salt: new Uint8Array(),
  info: new TextEncoder().encode(`jemput/vault/1/${purpose}`),
});

const deriveAesKey = (base: CryptoKey, purpose: string) =>
  crypto.subtle.deriveKey(derivation(purpose), base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

const deriveIndexKey = (base: CryptoKey) =>
  crypto.subtle.deriveKey(derivation('blind-index'), base, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, [
    'sign',
  ]);

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
