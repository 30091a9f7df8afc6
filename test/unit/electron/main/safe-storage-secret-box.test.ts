import { readdirSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { openSecretBox } from '../../../../electron/main/safe-storage-secret-box.ts';
import { fake, resetElectron } from '../../../fakes/electron.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

beforeEach(resetElectron);

const SECRET = new Uint8Array([0, 255, 128, 10, 0]);

describe.runIf(process.platform === 'linux')('openSecretBox', () => {
  test('any bytes come back from the keyring, and no key file is made', async () => {
    const profileDir = temporaryFolder();
    const box = await openSecretBox(profileDir, false);
    const sealed = await box.protect(SECRET);
    expect(Buffer.from(sealed).includes(Buffer.from(SECRET))).toBe(false);
    expect(await box.unprotect(sealed)).toEqual(SECRET);
    await expect(box.unprotect(new Uint8Array(20))).rejects.toThrow();
    expect(readdirSync(profileDir)).toEqual([]);
  });

  test.each([
    ['basic_text, whose password everybody knows', { available: true, backend: 'basic_text' as const }],
    ['no keyring at all', { available: false, backend: 'unknown' as const }],
  ])('%s is refused in the field; in training a key file serves', async (_name, keyring) => {
    fake.keyring = keyring;
    const profileDir = temporaryFolder();
    await expect(openSecretBox(profileDir, false)).rejects.toMatchObject({ code: 'KEYRING_ABSENT' });
    const box = await openSecretBox(profileDir, true);
    expect(await box.unprotect(await box.protect(SECRET))).toEqual(SECRET);
    expect(readdirSync(profileDir)).toEqual(['secret-box.key']);
  });
});
