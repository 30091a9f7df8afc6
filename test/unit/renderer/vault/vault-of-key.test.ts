import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { vaultOfKey } from '../../../../renderer/vault/vault-of-key.ts';

const key = (fill: number) => new Uint8Array(32).fill(fill);
const message = () => new TextEncoder().encode('3275014107969731');

describe('the vault', () => {
  test('the key’s bytes are wiped', async () => {
    const bytes = key(7);
    await vaultOfKey(bytes);
    expect(bytes).toEqual(new Uint8Array(32));
  });

  test('a record opens with its own key, name and vault, and with nothing else', async () => {
    const vault = await vaultOfKey(key(1));
    const wrapped = await vault.createRecordKey('record-a');
    const record = await vault.openRecord('record-a', wrapped);
    const sealed = await record.seal('photo', message());
    expect(await record.open('photo', sealed)).toEqual(message());

    await expect(record.open('signature', sealed)).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
    await expect(vault.openRecord('record-b', wrapped)).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
    const other = await vault.openRecord('record-b', await vault.createRecordKey('record-b'));
    await expect(other.open('photo', sealed)).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
    const otherVault = await vaultOfKey(key(2));
    await expect(otherVault.openRecord('record-a', wrapped)).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
  });

  test('any flipped bit and any cut is VAULT_DAMAGED', async () => {
    const vault = await vaultOfKey(key(1));
    const sealed = await vault.seal('roster/0', message());
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.byteLength * 8 - 1), async (bit) => {
        const altered = sealed.slice();
        altered[bit >> 3]! ^= 1 << (bit & 7);
        await expect(vault.open('roster/0', altered)).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
      }),
    );
    for (let length = 0; length < sealed.byteLength; length++) {
      await expect(vault.open('roster/0', sealed.slice(0, length))).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
    }
    await expect(vault.open('roster/1', sealed)).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
  });

  test('the same text is sealed differently each time, and indexed alike', async () => {
    const vault = await vaultOfKey(key(1));
    expect(await vault.seal('a', message())).not.toEqual(await vault.seal('a', message()));
    expect(await vault.blindIndex('3275014107969731')).toBe(await vault.blindIndex('3275014107969731'));
    expect(await vault.blindIndex('3275014107969731')).not.toBe(await vault.blindIndex('3275014107969732'));
    const otherVault = await vaultOfKey(key(2));
    expect(await otherVault.blindIndex('3275014107969731')).not.toBe(await vault.blindIndex('3275014107969731'));
  });

  test('after lock() nothing opens, not even through a cipher handed out before', async () => {
    const vault = await vaultOfKey(key(1));
    const wrapped = await vault.createRecordKey('r');
    const record = await vault.openRecord('r', wrapped);
    const sealed = await record.seal('photo', message());
    vault.lock();
    const locked = { code: 'VAULT_LOCKED' };
    await expect(record.open('photo', sealed)).rejects.toMatchObject(locked);
    await expect(record.seal('photo', message())).rejects.toMatchObject(locked);
    await expect(vault.openRecord('r', wrapped)).rejects.toMatchObject(locked);
    await expect(vault.createRecordKey('s')).rejects.toMatchObject(locked);
    await expect(vault.seal('a', message())).rejects.toMatchObject(locked);
    await expect(vault.open('a', sealed)).rejects.toMatchObject(locked);
    await expect(vault.blindIndex('x')).rejects.toMatchObject(locked);
  });
});
