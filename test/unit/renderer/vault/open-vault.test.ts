import { argon2id } from 'hash-wasm';
import { describe, expect, test } from 'vitest';
import { openVault } from '../../../../renderer/vault/open-vault.ts';
import type { VaultKeyStore, VaultRequest, WrappedVaultKey } from '../../../../renderer/vault/vault.ts';

/** Wrapped keys in memory. */
class MemoryKeys implements VaultKeyStore {
  stored: WrappedVaultKey[] = [];
  async all() {
    return this.stored;
  }
  async addFirst(wrapped: WrappedVaultKey) {
    if (this.stored.length > 0) return false;
    this.stored.push(wrapped);
    return true;
  }
}

const verifierOf = (pin: string) =>
  argon2id({
    password: pin,
    salt: new Uint8Array(16).fill(3),
    ...{ memorySize: 256, iterations: 1, parallelism: 1, hashLength: 32, outputType: 'encoded' },
  });

async function requestOf(keys: VaultKeyStore, change: Partial<VaultRequest> = {}): Promise<VaultRequest> {
  return {
    officer: { officerId: 'op-01', pinVerifier: await verifierOf('424242') },
    pin: '424242',
    machineSecret: new Uint8Array(32).fill(9),
    keys,
    ...change,
  };
}

const text = new TextEncoder().encode('sealed at the first sign-in');

describe('opening the vault', () => {
  test('what the first sign-in sealed, a later one opens; the stored key says how it was stretched', async () => {
    const keys = new MemoryKeys();
    const first = await openVault(await requestOf(keys));
    const sealed = await first.seal('x', text);
    const later = await openVault(await requestOf(keys));
    expect(await later.open('x', sealed)).toEqual(text);
    expect(keys.stored).toHaveLength(1);
    expect(keys.stored[0]!.stretching).toMatchObject({ memoryKiB: 65_536, iterations: 3, parallelism: 1 });
  });

  test.each(['', '000000', '4242420'])('PIN «%s» is PIN_WRONG, at the first sign-in and later', async (pin) => {
    const keys = new MemoryKeys();
    await expect(openVault(await requestOf(keys, { pin }))).rejects.toMatchObject({ code: 'PIN_WRONG' });
    expect(keys.stored).toEqual([]);
    await openVault(await requestOf(keys));
    await expect(openVault(await requestOf(keys, { pin }))).rejects.toMatchObject({ code: 'PIN_WRONG' });
  });

  test('a copied profile on another machine stays shut, and the PIN is not blamed', async () => {
    const keys = new MemoryKeys();
    await openVault(await requestOf(keys));
    const elsewhere = await requestOf(keys, { machineSecret: new Uint8Array(32).fill(8) });
    await expect(openVault(elsewhere)).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
  });

  test('an altered wrapping is VAULT_DAMAGED with the right PIN', async () => {
    const keys = new MemoryKeys();
    await openVault(await requestOf(keys));
    const [wrapped] = keys.stored as [WrappedVaultKey];
    keys.stored = [{ ...wrapped, sealedKey: wrapped.sealedKey.map((byte, at) => (at === 20 ? byte ^ 1 : byte)) }];
    await expect(openVault(await requestOf(keys))).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
  });

  test('a second officer is told to be admitted, not that the PIN is wrong; a wrong PIN is wrong first', async () => {
    const keys = new MemoryKeys();
    await openVault(await requestOf(keys));
    const officer = { officerId: 'op-02', pinVerifier: await verifierOf('515151') };
    const second = { ...(await requestOf(keys)), officer };
    await expect(openVault({ ...second, pin: '515151' })).rejects.toMatchObject({ code: 'VAULT_NOT_SHARED' });
    await expect(openVault({ ...second, pin: '424242' })).rejects.toMatchObject({ code: 'PIN_WRONG' });
    expect(keys.stored).toHaveLength(1);
  });

  test('an officer’s wrapping does not open for another who brings the same PIN', async () => {
    const keys = new MemoryKeys();
    await openVault(await requestOf(keys));
    keys.stored = [{ ...keys.stored[0]!, officerId: 'op-02' }];
    const officer = { officerId: 'op-02', pinVerifier: await verifierOf('424242') };
    const other = await requestOf(keys, { officer });
    await expect(openVault(other)).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
  });

  test('two first sign-ins at once make one vault', async () => {
    const keys = new MemoryKeys();
    const request = await requestOf(keys);
    const outcomes = await Promise.allSettled([openVault(request), openVault(request)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(keys.stored).toHaveLength(1);
  });
});
