import { join } from 'node:path';
import { safeStorage } from 'electron';
import { createFileSecretBox } from '../services/keystore/file-secret-box.ts';
import type { SecretBox } from '../services/keystore/secret-box.ts';
import { startError } from '../services/start-errors.ts';

/**
 * Protects the kiosk's keys with the operating system's keyring: libsecret or KWallet, Keychain, DPAPI.
 *
 * Without a keyring Chromium's `basic_text` encrypts with a password that is printed in its source, which protects
 * nothing: a kiosk in the field refuses to start then; in training a key file takes the keyring's place.
 *
 * @throws CodedError `KEYRING_ABSENT`
 */
export async function openSecretBox(profileDir: string, training: boolean): Promise<SecretBox> {
  const available = await safeStorage.isAsyncEncryptionAvailable();
  const pretended = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  if (available && !pretended) return safeStorageSecretBox;
  if (training) return createFileSecretBox(join(profileDir, 'secret-box.key'));
  throw startError('KEYRING_ABSENT', available ? 'basic_text' : 'not available');
}

/** `safeStorage` keeps text, so the bytes go in as base64. */
const safeStorageSecretBox: SecretBox = {
  protect: async (secret) => {
    const box = await safeStorage.encryptStringAsync(Buffer.from(secret).toString('base64'));
    return new Uint8Array(box);
  },
  unprotect: async (box) => {
    const { result } = await safeStorage.decryptStringAsync(Buffer.from(box));
    return new Uint8Array(Buffer.from(result, 'base64'));
  },
};
