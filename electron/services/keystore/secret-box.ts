import type { Bytes } from '../../../native-bridges/contract/bytes.ts';

/**
 * Protects a few bytes with what only this machine (and its user) has.
 *
 * Electron gives its `safeStorage`; the Chromium host a key file, see `file-secret-box.ts`.
 */
export interface SecretBox {
  protect(secret: Bytes): Promise<Bytes>;
  /** @throws where the bytes were damaged, or protected elsewhere */
  unprotect(box: Bytes): Promise<Bytes>;
}
