import { hkdfSync, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { compactVerify, decodeProtectedHeader, flattenedVerify, importJWK } from 'jose';
import { describe, expect, test } from 'vitest';
import { MANIFEST_JWS_TYPE, type Manifest, PACKET_FORMAT } from '../../../../../electron/contract/packet.ts';
import { REQUEST_PROOF_TYPE, requestProof } from '../../../../../electron/contract/siak-api.ts';
import { createFileSecretBox } from '../../../../../electron/services/keystore/file-secret-box.ts';
import { createKeystore } from '../../../../../electron/services/keystore/keystore.ts';
import { openKioskKeys } from '../../../../../electron/services/keystore/kiosk-keys.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';
import { KIOSK_ID } from '../support/packets.ts';

async function setUp(kioskId: string | null = KIOSK_ID) {
  const folder = temporaryFolder();
  const keys = await openKioskKeys(join(folder, 'keys.sealed'), createFileSecretBox(join(folder, 'key')), true);
  return { keys, keystore: await createKeystore(keys, () => kioskId) };
}

function manifestOf(changes: Partial<Manifest> = {}): Manifest {
  return {
    format: PACKET_FORMAT,
    packetId: randomUUID(),
    recordId: randomUUID(),
    kioskId: KIOSK_ID,
    sequence: 1,
    driveId: randomUUID(),
    officerId: 'officer-1',
    startedAt: '2026-03-01T02:00:00.000Z',
    savedAt: '2026-03-01T02:05:00.000Z',
    training: true,
    files: [],
    exceptions: [],
    corrections: [],
    attestations: [],
    ...changes,
  };
}

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe('manifest signature', () => {
  test('is a detached JWS by the kiosk key over exactly these bytes', async () => {
    const { keys, keystore } = await setUp();
    const content = encode(manifestOf());
    const [header, payload, signature] = (await keystore.signManifest(content)).split('.');
    expect(payload).toBe('');
    const jws = { protected: header!, payload: Buffer.from(content).toString('base64url'), signature: signature! };
    const { protectedHeader } = await flattenedVerify(jws, await importJWK(keys.publicJwk, 'EdDSA'));
    expect(protectedHeader).toEqual({ alg: 'EdDSA', typ: MANIFEST_JWS_TYPE, kid: keys.publicJwk.kid });
    const other = { ...jws, payload: Buffer.from(encode(manifestOf())).toString('base64url') };
    await expect(flattenedVerify(other, await importJWK(keys.publicJwk, 'EdDSA'))).rejects.toThrow();
  });

  test.each([
    ['the manifest of another kiosk', encode(manifestOf({ kioskId: 'KIOSK-2' }))],
    ['a manifest without sequence', encode({ ...manifestOf(), sequence: undefined })],
    ['something else that is JSON', encode({ transfer: 'everything' })],
    ['no JSON', new TextEncoder().encode('not json')],
    ['no UTF-8', new Uint8Array([0xff, 0xfe, 0x00])],
  ])('is refused for %s', async (_what, content) => {
    const { keystore } = await setUp();
    await expect(keystore.signManifest(content)).rejects.toMatchObject({ code: 'MANIFEST_REFUSED' });
  });

  test('needs an activated kiosk', async () => {
    const { keystore } = await setUp(null);
    await expect(keystore.signManifest(encode(manifestOf()))).rejects.toMatchObject({ code: 'KIOSK_NOT_ACTIVATED' });
  });
});

describe('machine secret', () => {
  test('is HKDF-SHA256 of the stored secret, one per officer', async () => {
    const { keys, keystore } = await setUp();
    const one = await keystore.machineSecret('officer-1');
    expect(one).toEqual(new Uint8Array(hkdfSync('sha256', keys.machineSecret, '', 'officer-1', 32)));
    expect(await keystore.machineSecret('officer-1')).toEqual(one);
    expect(await keystore.machineSecret('officer-2')).not.toEqual(one);
  });

  test('is another one on another machine', async () => {
    const secrets = await Promise.all([setUp(), setUp()].map(async (set) => (await set).keystore.machineSecret('o')));
    expect(secrets[0]).not.toEqual(secrets[1]);
  });
});

describe('request proof', () => {
  test('names kiosk, method, path and a number that is never used twice', async () => {
    const { keys, keystore } = await setUp();
    const [one, other] = [await keystore.authorize('GET', '/v1/receipts?after='), await keystore.authorize('GET', '/')];
    expect(one).toMatch(/^Jemput /);
    const jws = one.slice('Jemput '.length);
    expect(decodeProtectedHeader(jws)).toEqual({ alg: 'EdDSA', typ: REQUEST_PROOF_TYPE, kid: keys.publicJwk.kid });
    const read = async (proof: string) => {
      const { payload } = await compactVerify(proof, await importJWK(keys.publicJwk, 'EdDSA'));
      return requestProof.parse(JSON.parse(new TextDecoder().decode(payload)));
    };
    const proof = await read(jws);
    expect(proof).toMatchObject({ kioskId: KIOSK_ID, htm: 'GET', htu: '/v1/receipts?after=' });
    expect((await read(other.slice('Jemput '.length))).jti).not.toBe(proof.jti);
  });

  test('needs an activated kiosk', async () => {
    const { keystore } = await setUp(null);
    await expect(keystore.authorize('GET', '/')).rejects.toMatchObject({ code: 'KIOSK_NOT_ACTIVATED' });
  });
});
