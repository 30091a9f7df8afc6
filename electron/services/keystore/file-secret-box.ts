import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Bytes } from '../../../native-bridges/contract/bytes.ts';
import { replaceFile } from '../files/durable-file.ts';
import { startError } from '../start-errors.ts';
import type { SecretBox } from './secret-box.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Bound into every box, so that bytes made for something else never open here. */
const PURPOSE = Buffer.from('jemput-secret-box/1');

/**
 * A secret box whose key lies in a file that only its owner may read (0600): AES-256-GCM, written as
 * `nonce (12) | tag (16) | ciphertext`.
 *
 * It keeps the keys out of a copied profile folder only if the key file is not copied along, which is why the kiosk in
 * the field uses the operating system's keyring instead, and this one serves development and CI.
 */
export function createFileSecretBox(keyFile: string): SecretBox {
  return {
    async protect(secret) {
      const key = (await readKey(keyFile)) ?? (await makeKey(keyFile));
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(PURPOSE);
      const ciphertext = Buffer.concat([cipher.update(secret), cipher.final()]);
      return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]));
    },

    async unprotect(box) {
      const key = await readKey(keyFile);
      if (!key) throw startError('KEYSTORE_UNREADABLE', 'key file is gone');
      const nonce = box.subarray(0, NONCE_BYTES);
      const tag = box.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(PURPOSE).setAuthTag(tag);
      const ciphertext = box.subarray(NONCE_BYTES + TAG_BYTES);
      return new Uint8Array(Buffer.concat([decipher.update(ciphertext), decipher.final()]));
    },
  };
}

/** The key, or null before the first start. A file of another length is an error, never replaced. */
async function readKey(keyFile: string): Promise<Bytes | null> {
  let key: Bytes;
  try {
    key = new Uint8Array(await readFile(keyFile));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw startError('KEYSTORE_UNREADABLE', 'key file', error);
  }
  if (key.byteLength !== KEY_BYTES) throw startError('KEYSTORE_UNREADABLE', 'key file has another length');
  return key;
}

async function makeKey(keyFile: string): Promise<Bytes> {
  const key = new Uint8Array(randomBytes(KEY_BYTES));
  await mkdir(dirname(keyFile), { recursive: true, mode: 0o700 });
  await replaceFile(keyFile, key);
  return key;
}
