import { argon2id, argon2Verify } from 'hash-wasm';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import type { PinStretching } from './vault.ts';

/**
 * Cost of stretching a PIN: 64 MiB, three passes: RFC 9106's second recommended option, but one lane, since
 * WebAssembly runs one. About 0.3 s on a kiosk laptop. A PIN is short: what protects it from guessing elsewhere is the
 * machine secret, and this cost is for who has the machine too.
 */
const MEMORY_KIB = 64 * 1024;
const ITERATIONS = 3;

/** Fresh stretching parameters with their own salt. */
export function newPinStretching(): PinStretching {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { memoryKiB: MEMORY_KIB, iterations: ITERATIONS, parallelism: 1, salt };
}

/** True if the PIN matches the centre's Argon2id verifier (PHC string). */
export async function matchesVerifier(pin: string, verifier: string): Promise<boolean> {
  // The library refuses an empty password outright; here it is simply not the PIN.
  return pin !== '' && (await argon2Verify({ password: pin, hash: verifier }));
}

/**
 * The key that wraps the vault key: HKDF-SHA256 over Argon2id(PIN) and the machine's secret, so that neither a copied
 * profile without the machine nor the machine without the PIN opens it.
 *
 * @param officerId bound into the key: one officer's PIN does not open another's wrapping
 */
export async function deriveWrappingKey(
  officerId: string,
  pin: string,
  stretching: PinStretching,
  machineSecret: Bytes,
): Promise<CryptoKey> {
  const stretched = await argon2id({
    password: pin,
    salt: stretching.salt,
    memorySize: stretching.memoryKiB,
    iterations: stretching.iterations,
    parallelism: stretching.parallelism,
    hashLength: 32,
    outputType: 'binary',
  });
  const material = new Uint8Array(stretched.byteLength + machineSecret.byteLength);
  material.set(stretched);
  material.set(machineSecret, stretched.byteLength);
  const base = await crypto.subtle.importKey('raw', material, 'HKDF', false, ['deriveKey']);
  stretched.fill(0);
  material.fill(0);
  const info = new TextEncoder().encode(`jemput/vault-key-wrapping/1/${officerId}`);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: stretching.salt, info },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
