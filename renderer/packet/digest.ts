import type { Bytes } from '../../native-bridges/contract/bytes.ts';

/** Lower-case hexadecimal SHA-256, as manifest, header and audit lines carry it. */
export async function sha256(bytes: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
