import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RECEIPT_JWS_TYPE } from '../../../../../electron/contract/receipt.ts';
import { openActivation } from '../../../../../electron/services/centre/activation.ts';
import { makeSigningKey } from '../../../../siak-gateway/centre-keys.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';
import { makeBundle, signBundle } from '../support/activations.ts';
import { mountSmallDisk, noSmallDisk } from '../support/small-disk.ts';

async function setUp(folder = temporaryFolder()) {
  const [root, receipts, kiosk] = [await makeSigningKey(), await makeSigningKey(), await makeSigningKey()];
  const file = join(folder, 'activation.jws');
  const rootKeyThumbprint = root.publicJwk.kid;
  const open = (trainingOnly = true, { kid: kioskKeyThumbprint } = kiosk.publicJwk) =>
    openActivation({ file, rootKeyThumbprint, kioskKeyThumbprint, trainingOnly });
  return { file, root, open, bundle: await makeBundle(kiosk.publicJwk, receipts.publicJwk) };
}

const refused = { code: 'ACTIVATION_REFUSED' };
const invalid = { code: 'ACTIVATION_INVALID' };

describe('activation', () => {
  test('a bundle of the root key is accepted, kept, and verified again at the next start', async () => {
    const { file, root, open, bundle } = await setUp();
    const activation = await open();
    expect(activation.current()).toBeNull();
    expect(await activation.accept(await signBundle(root, bundle))).toEqual(bundle);
    expect(activation.current()).toEqual(bundle);
    expect((await open()).current()).toEqual(bundle);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('no forged bundle is accepted or kept', async () => {
    const { file, root, open, bundle } = await setUp();
    const stranger = await makeSigningKey();
    const genuine = await signBundle(root, bundle);
    const [header, payload, signature] = genuine.split('.') as [string, string, string];
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const typ = 'jemput-activation+jws';
    const { kty, crv, x } = root.publicJwk;
    const forgeries: Record<string, string> = {
      'another root key': await signBundle(stranger, bundle),
      'the root key in the header, signed by another': await stranger.sign({ typ, jwk: { kty, crv, x } }, bundle),
      'no key in the header': await root.sign({ typ, kid: root.publicJwk.kid }, bundle),
      'another type': await signBundle(root, bundle, RECEIPT_JWS_TYPE),
      'no algorithm': `${encode({ alg: 'none', typ, jwk: { kty, crv, x } })}.${payload}.`,
      'a changed payload': `${header}.${encode({ ...bundle, kioskId: 'KIOSK-2' })}.${signature}`,
      'another shape': await signBundle(root, { ...bundle, receiptKeys: [] }),
      'another kiosk’s': await signBundle(root, { ...bundle, kioskKeyThumbprint: stranger.publicJwk.kid }),
      'nobody’s in particular': await signBundle(root, { ...bundle, kioskKeyThumbprint: undefined }),
      noise: 'x',
    };
    const activation = await open();
    for (const [what, jws] of Object.entries(forgeries)) {
      await expect(activation.accept(jws), what).rejects.toMatchObject(refused);
    }
    expect(activation.current()).toBeNull();
    expect(existsSync(file)).toBe(false);
  });

  test('a forged bundle does not take the place of a good one', async () => {
    const { root, open, bundle } = await setUp();
    const activation = await open();
    await activation.accept(await signBundle(root, bundle));
    const forged = await signBundle(await makeSigningKey(), { ...bundle, kioskId: 'KIOSK-2' });
    await expect(activation.accept(forged)).rejects.toMatchObject(refused);
    expect(activation.current()).toEqual(bundle);
    expect((await open()).current()).toEqual(bundle);
  });

  test('a stored bundle that was exchanged, or is another kiosk’s, is told at the start and left where it is', async () => {
    const { file, root, open, bundle } = await setUp();
    const stranger = await makeSigningKey();
    const genuine = await signBundle(root, bundle);
    await (await open()).accept(genuine);
    await expect(open(true, stranger.publicJwk)).rejects.toMatchObject({ ...invalid, detail: 'kiosk key' });
    for (const exchanged of [await signBundle(stranger, bundle), genuine.slice(0, -40), '']) {
      writeFileSync(file, exchanged);
      await expect(open()).rejects.toMatchObject({ ...invalid, detail: 'bundle' });
      expect(readFileSync(file, 'utf8')).toBe(exchanged);
    }
  });

  test('a kiosk whose activation was put aside is activated again', async () => {
    const { file, root, open, bundle } = await setUp();
    await (await open()).accept(await signBundle(root, bundle));
    rmSync(file);
    const activation = await open();
    expect(activation.current()).toBeNull();
    expect(await activation.accept(await signBundle(root, bundle))).toEqual(bundle);
  });

  test('a bundle older than the present one is refused, before and after a restart', async () => {
    const { file, root, open, bundle } = await setUp();
    const sign = (issuedAt: string) => signBundle(root, { ...bundle, issuedAt });
    const activation = await open();
    await activation.accept(await sign('2026-02-28T00:00:00.000Z'));
    const newer = await sign('2026-03-02T00:00:00.000Z');
    await activation.accept(newer);
    await activation.accept(newer);
    const older = await sign('2026-03-01T23:59:59.999Z');
    for (const store of [activation, await open()]) {
      await expect(store.accept(older)).rejects.toMatchObject({ ...refused, detail: 'older' });
      expect(store.current()).toMatchObject({ issuedAt: '2026-03-02T00:00:00.000Z' });
    }
    expect(readFileSync(file, 'utf8')).toBe(newer);
  });

  test('a kiosk with simulated devices never enters the production tenant', async () => {
    const { root, open, bundle } = await setUp();
    const production = await signBundle(root, { ...bundle, training: false });
    await expect((await open()).accept(production)).rejects.toMatchObject({ ...refused, detail: 'tenant' });
    expect(await (await open(false)).accept(production)).toMatchObject({ training: false });
  });

  test.skipIf(noSmallDisk)('a disk that takes nothing leaves the kiosk as it was', async () => {
    const { root, open, bundle } = await setUp(mountSmallDisk('ro,size=64k'));
    const activation = await open();
    await expect(activation.accept(await signBundle(root, bundle))).rejects.toMatchObject({ code: 'SPOOL_UNWRITABLE' });
    expect(activation.current()).toBeNull();
  });

  test('the stored file is the JWS as the centre signed it', async () => {
    const { file, root, open, bundle } = await setUp();
    const jws = await signBundle(root, bundle);
    await (await open()).accept(jws);
    expect(readFileSync(file, 'utf8')).toBe(jws);
  });
});
