import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFileSecretBox } from '../../../../../electron/services/keystore/file-secret-box.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';

const secret = new TextEncoder().encode('thirty-two bytes of the kiosk...');

describe('file secret box', () => {
  test('what it protected opens again, also for another box on the same key file', async () => {
    const keyFile = join(temporaryFolder(), 'deep', 'machine.key');
    const box = await createFileSecretBox(keyFile).protect(secret);
    expect(await createFileSecretBox(keyFile).unprotect(box)).toEqual(secret);
    expect(Buffer.from(box).includes(Buffer.from(secret))).toBe(false);
  });

  test('only the owner may read the key file', async () => {
    const keyFile = join(temporaryFolder(), 'machine.key');
    await createFileSecretBox(keyFile).protect(secret);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  });

  test('any changed or missing byte is noticed', async () => {
    const box = createFileSecretBox(join(temporaryFolder(), 'machine.key'));
    const protectedBytes = await box.protect(secret);
    await fc.assert(
      fc.asyncProperty(fc.nat(protectedBytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const damaged = protectedBytes.slice();
        damaged[at]! ^= flip;
        await expect(box.unprotect(damaged)).rejects.toThrow();
        await expect(box.unprotect(protectedBytes.slice(0, at))).rejects.toThrow();
      }),
      { numRuns: 60 },
    );
  });

  test('a box of another machine does not open', async () => {
    const folder = temporaryFolder();
    const box = await createFileSecretBox(join(folder, 'one.key')).protect(secret);
    const other = createFileSecretBox(join(folder, 'two.key'));
    await other.protect(secret);
    await expect(other.unprotect(box)).rejects.toThrow();
  });

  test('a missing or damaged key file is an error and is not replaced', async () => {
    const keyFile = join(temporaryFolder(), 'machine.key');
    const box = createFileSecretBox(keyFile);
    await expect(box.unprotect(new Uint8Array(60))).rejects.toMatchObject({ code: 'KEYSTORE_UNREADABLE' });

    writeFileSync(keyFile, new Uint8Array(32));
    truncateSync(keyFile, 31);
    await expect(box.protect(secret)).rejects.toMatchObject({ code: 'KEYSTORE_UNREADABLE' });
    expect(readFileSync(keyFile)).toHaveLength(31);
  });
});
