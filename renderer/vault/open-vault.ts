import { isCoded } from '../../native-bridges/contract/errors.ts';
import { rendererError } from '../domain/errors.ts';
import { deriveWrappingKey, matchesVerifier, newPinStretching } from './pin.ts';
import { openBytes, sealBytes } from './sealed-bytes.ts';
import type { OpenVault, Vault, VaultRequest, WrappedVaultKey } from './vault.ts';
import { VAULT_KEY_BYTES, vaultOfKey } from './vault-of-key.ts';

/** Opens the vault for an officer; see {@link OpenVault}. */
export const openVault: OpenVault = async (request) => {
  const wrappings = await request.keys.all();
  const own = wrappings.find((wrapped) => wrapped.officerId === request.officer.officerId);
  if (own) return openWrapped(request, own);
  if (!(await matchesVerifier(request.pin, request.officer.pinVerifier))) throw rendererError('PIN_WRONG');
  // The PIN is right. Whoever opened the vault before has to let this officer in: their wrapping is made from the
  // opened key with `wrapVaultKey`, which nothing here can do without it.
  if (wrappings.length > 0) throw rendererError('VAULT_NOT_SHARED');
  return createVault(request);
};

async function createVault(request: VaultRequest): Promise<Vault> {
  const vaultKey = crypto.getRandomValues(new Uint8Array(VAULT_KEY_BYTES));
  const wrapped = await wrapVaultKey(vaultKey, request);
  if (!(await request.keys.addFirst(wrapped))) throw rendererError('VAULT_NOT_SHARED', 'another officer was first');
  return vaultOfKey(vaultKey);
}

async function wrapVaultKey(
  vaultKey: Uint8Array<ArrayBuffer>,
  { officer, pin, machineSecret }: VaultRequest,
): Promise<WrappedVaultKey> {
  const { officerId } = officer;
  const stretching = newPinStretching();
  const wrappingKey = await deriveWrappingKey(officerId, pin, stretching, machineSecret);
  return { officerId, stretching, sealedKey: await sealBytes(wrappingKey, officerId, vaultKey) };
}

async function openWrapped({ officer, pin, machineSecret }: VaultRequest, wrapped: WrappedVaultKey): Promise<Vault> {
  if (pin === '') throw rendererError('PIN_WRONG');
  const wrappingKey = await deriveWrappingKey(officer.officerId, pin, wrapped.stretching, machineSecret);
  try {
    return await vaultOfKey(await openBytes(wrappingKey, officer.officerId, wrapped.sealedKey));
  } catch (error) {
    // A wrong PIN and a damaged wrapping fail alike; the centre's verifier tells them apart.
    if (isCoded(error, 'VAULT_DAMAGED') && !(await matchesVerifier(pin, officer.pinVerifier))) {
      throw rendererError('PIN_WRONG');
    }
    throw error;
  }
}
