import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { describe, expect, test } from 'vitest';
import { createFileSecretBox } from '../../../../../electron/services/keystore/file-secret-box.ts';
import { openKioskKeys } from '../../../../../electron/services/keystore/kiosk-keys.ts';
import type { SecretBox } from '../../../../../electron/services/keystore/secret-box.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';
import { mountSmallDisk, noSmallDisk } from '../support/small-disk.ts';

function setUp() {
  const folder = temporaryFolder();
  return { file: join(folder, 'profile', 'keys.sealed'), secretBox: createFileSecretBox(join(folder, 'machine.key')) };
}

describe('kiosk keys', () => {
  test('are made at the first start and are the same at the next', async () => {
    const { file, secretBox } = setUp();
    const first = await openKioskKeys(file, secretBox, true);
    expect(await openKioskKeys(file, secretBox, false)).toEqual(first);
    expect(first.machineSecret).toHaveLength(32);
    expect(first.publicJwk.kid).toBe(await calculateJwkThumbprint(first.publicJwk));
    expect(first.publicJwk).not.toHaveProperty('d');
  });

  test('lie in one file, for the owner alone, and only protected', async () => {
    const { file, secretBox } = setUp();
    const { privateJwk, machineSecret } = await openKioskKeys(file, secretBox, true);
    expect(readdirSync(join(file, '..'))).toEqual(['keys.sealed']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const stored = readFileSync(file);
    for (const secret of [privateJwk.d, machineSecret.toString('base64url'), 'Ed25519']) {
      expect(stored.includes(secret)).toBe(false);
    }
    expect(stored.includes(machineSecret)).toBe(false);
  });

  const damages: Record<string, (stored: Buffer) => Uint8Array> = {
    empty: () => new Uint8Array(0),
    'cut short': (stored) => stored.subarray(0, stored.length / 2),
    'one bit changed': (stored) => stored.with(stored.length - 1, stored.at(-1)! ^ 1),
    'other content': () => new TextEncoder().encode('{}'),
  };
  test.each(Object.entries(damages))(
    'a damaged file (%s) is a clear error and stays as it is',
    async (_name, damage) => {
      const { file, secretBox } = setUp();
      await openKioskKeys(file, secretBox, true);
      const damaged = damage(readFileSync(file));
      writeFileSync(file, damaged);
      await expect(openKioskKeys(file, secretBox, true)).rejects.toMatchObject({ code: 'KEYSTORE_UNREADABLE' });
      expect(new Uint8Array(readFileSync(file))).toEqual(new Uint8Array(damaged));
    },
  );

  test('a file that opens and holds something else is an error, too', async () => {
    const { file, secretBox } = setUp();
    await openKioskKeys(file, secretBox, true);
    writeFileSync(file, await secretBox.protect(new TextEncoder().encode('{"format":"jemput-kiosk-keys/1"}')));
    await expect(openKioskKeys(file, secretBox, true)).rejects.toMatchObject({ code: 'KEYSTORE_UNREADABLE' });
  });

  test('are not made anew where the profile had some', async () => {
    const { file, secretBox } = setUp();
    await expect(openKioskKeys(file, secretBox, false)).rejects.toMatchObject({ code: 'KEYSTORE_UNREADABLE' });
    expect(existsSync(file)).toBe(false);
  });

  test('a secret box that cannot protect leaves nothing behind', async () => {
    const { file } = setUp();
    const broken: SecretBox = {
      protect: () => Promise.reject(new Error('keyring is locked')),
      unprotect: () => Promise.reject(new Error('keyring is locked')),
    };
    await expect(openKioskKeys(file, broken, true)).rejects.toThrow('keyring is locked');
    expect(existsSync(join(file, '..'))).toBe(false);
  });

  test.skipIf(noSmallDisk)('a disk that takes nothing is named', async () => {
    const { secretBox } = setUp();
    const file = join(mountSmallDisk('ro,size=64k'), 'keys.sealed');
    await expect(openKioskKeys(file, secretBox, true)).rejects.toMatchObject({
      code: 'PROFILE_UNWRITABLE',
      detail: 'EROFS',
    });
  });
});
