import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readReceipt } from '../../../../electron/contract/receipt.ts';
import { shellContract } from '../../../../electron/contract/shell-contract.ts';
import { rosterPage } from '../../../../electron/contract/siak-api.ts';
import { createFileSecretBox } from '../../../../electron/services/keystore/file-secret-box.ts';
import { openKioskKeys } from '../../../../electron/services/keystore/kiosk-keys.ts';
import type { KioskConfig } from '../../../../electron/services/kiosk-config.ts';
import { createShellServices } from '../../../../electron/services/shell-services.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { buildPacket, type Spoiling } from '../../siak-gateway/support/packet-builder.ts';
import { type RunningGateway, startGateway } from '../../siak-gateway/support/start-gateway.ts';
import type { TestKiosk } from '../../siak-gateway/support/test-kiosk.ts';
import { makePacket } from './support/packets.ts';
import { recordedLog } from './support/recorded-log.ts';

let centre: RunningGateway;
beforeAll(async () => {
  centre = await startGateway();
});
afterAll(() => centre.stop());

const description = { shell: 'chromium-host', version: '0.1.0', forProduction: false } as const;
/** First line of every log: which version this was. */
const started = { code: 'STARTED', detail: 'chromium-host 0.1.0' };

/** Services on a profile folder of their own, before the reference gateway. */
async function setUp(changes: Partial<KioskConfig> = {}) {
  const profileDir = join(temporaryFolder(), 'profile');
  const secretBox = createFileSecretBox(join(profileDir, 'secret-box.key'));
  const { url, certificatePem, rootKeyThumbprint, activationCode } = centre.gateway;
  const config: KioskConfig = {
    gateway: { url, certificatePem, rootKeyThumbprint },
    spool: { second: null },
    kit: { fingerprint: [] },
    training: null,
    ...changes,
  };
  const log = recordedLog();
  const open = async (otherConfig = config) => {
    const services = await createShellServices({ config: otherConfig, profileDir, secretBox, description, log });
    onTestFinished(() => services.close());
    return services;
  };
  return { profileDir, secretBox, config, activationCode, log, open, services: await open() };
}
type Kiosk = Awaited<ReturnType<typeof setUp>>;

/** A packet that the centre can open, signed with this kiosk's key. */
async function sealPacket({ profileDir, secretBox, services }: Kiosk, sequence: number, spoiling: Spoiling = {}) {
  const keys = await openKioskKeys(join(profileDir, 'keys.sealed'), secretBox, false);
  const bundle = (await services.api.kiosk.activation())!;
  const privateKey = await importJWK(keys.privateJwk, 'EdDSA');
  const signer = { bundle, publicJwk: keys.publicJwk, privateKey } as unknown as TestKiosk;
  return buildPacket(signer, sequence, spoiling);
}

test('a packet from the keystore’s signature to the centre’s receipt, and out of the spool', async () => {
  const kiosk = await setUp();
  const { api, onEvents } = kiosk.services;
  expect(await api.kiosk.activation()).toBeNull();
  const bundle = await api.kiosk.activate(kiosk.activationCode);
  expect(bundle.training).toBe(true);

  let manifest = new Uint8Array();
  let manifestJws = '';
  const packet = await sealPacket(kiosk, 1, {
    entries: (entries) => {
      manifest = new Uint8Array(entries.get('manifest.json')!);
      manifestJws = Buffer.from(entries.get('manifest.jws')!).toString();
    },
  });
  // Ed25519 is deterministic: what the shell signs is what the packet carries.
  expect(await api.keystore.signManifest(manifest)).toBe(manifestJws);

  const progress: [string, number, number][] = [];
  const stop = onEvents({ uploadProgress: async (...event) => void progress.push(event) });
  const { packetId, size } = packet.header;
  await api.spool.put(packet.header, packet.bytes);
  await api.centre.upload(packetId);
  expect(progress.at(-1)).toEqual([packetId, size, size]);
  stop();

  const page = await api.centre.receipts('');
  const receipts = await Promise.all(page.receipts.map((jws) => readReceipt(jws, bundle.receiptKeys)));
  expect(receipts).toMatchObject([{ packetId, verdict: 'accepted', reasons: [] }]);
  await api.spool.release(packetId, page.receipts[0]!);
  expect(await api.spool.state()).toMatchObject({ packets: [], highestSequence: 1 });
  expect((await api.centre.receipts(page.nextCursor)).receipts).toEqual([]);
  await api.centre.upload(packetId).then(
    () => expect.unreachable(),
    (error) => expect(error).toMatchObject({ code: 'SPOOL_PACKET_DAMAGED' }),
  );
});

test('a packet that the centre rejects stays in the spool', async () => {
  const kiosk = await setUp();
  const { api } = kiosk.services;
  const bundle = await api.kiosk.activate(kiosk.activationCode);
  const packet = await sealPacket(kiosk, 1, { entries: (entries) => entries.delete('photo.jpg') });
  await api.spool.put(packet.header, packet.bytes);
  await api.centre.upload(packet.header.packetId);
  const { receipts } = await api.centre.receipts('');
  expect(await readReceipt(receipts[0]!, bundle.receiptKeys)).toMatchObject({ verdict: 'rejected' });
  await api.spool.release(packet.header.packetId, receipts[0]!);
  expect((await api.spool.state()).packets).toEqual([packet.header]);
});

test('the roster comes sealed to the recipient that the renderer gives', async () => {
  const { services, activationCode } = await setUp();
  await services.api.kiosk.activate(activationCode);
  const identity = await generateIdentity();
  const sealed = await services.api.centre.roster(await identityToRecipient(identity), null);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const page = rosterPage.parse(JSON.parse(await decrypter.decrypt(sealed, 'text')));
  expect(page.residents.length).toBeGreaterThan(0);
});

test('the centre’s clock is asked without activation', async () => {
  const { services } = await setUp();
  const now = await services.api.centre.time();
  expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(60_000);
});

test('every result is what the contract says', async () => {
  const { services, activationCode } = await setUp();
  const { api } = services;
  await api.kiosk.activate(activationCode);
  const results = {
    'kiosk.describe': await api.kiosk.describe(),
    'kiosk.activation': await api.kiosk.activation(),
    'keystore.machineSecret': await api.keystore.machineSecret('officer-1'),
    'spool.state': await api.spool.state(),
    'centre.receipts': await api.centre.receipts(''),
  };
  for (const [name, result] of Object.entries(results)) {
    const [group, method] = name.split('.') as ['spool', 'state'];
    expect(shellContract[group][method].result.safeParse(result).success, name).toBe(true);
  }
});

describe('a restart', () => {
  test('finds keys, activation, spool and machine secret as they were', async () => {
    const kiosk = await setUp();
    const { api } = kiosk.services;
    const bundle = await api.kiosk.activate(kiosk.activationCode);
    const { header, content } = makePacket({ kioskId: bundle.kioskId, sequence: 3 });
    await api.spool.put(header, content);
    const secret = await api.keystore.machineSecret('officer-1');
    const restarted = (await kiosk.open()).api;
    expect(await restarted.kiosk.activation()).toEqual(bundle);
    expect(await restarted.spool.state()).toMatchObject({ packets: [header], highestSequence: 3 });
    expect(await restarted.keystore.machineSecret('officer-1')).toEqual(secret);
  });

  test('of an activated kiosk whose keys are gone is refused, and makes none', async () => {
    const { services, activationCode, profileDir, open } = await setUp();
    await services.api.kiosk.activate(activationCode);
    rmSync(join(profileDir, 'keys.sealed'));
    await expect(open()).rejects.toMatchObject({ code: 'KEYSTORE_UNREADABLE' });
    expect(readdirSync(profileDir)).not.toContain('keys.sealed');
  });

  test('with another kiosk’s keys or activation is refused', async () => {
    const [own, other] = [await setUp(), await setUp()];
    for (const { services, activationCode } of [own, other]) await services.api.kiosk.activate(activationCode);
    const activationOf = ({ profileDir }: Kiosk) => join(profileDir, 'activation.jws');
    copyFileSync(activationOf(other), activationOf(own));
    await expect(own.open()).rejects.toMatchObject({ code: 'ACTIVATION_INVALID', detail: 'kiosk key' });
    expect(own.log.codes()).toEqual(['STARTED']);
  });

  test('with damaged keys is refused, and leaves them', async () => {
    const { profileDir, open } = await setUp();
    writeFileSync(join(profileDir, 'keys.sealed'), 'damaged');
    await expect(open()).rejects.toMatchObject({ code: 'KEYSTORE_UNREADABLE' });
    expect(readFileSync(join(profileDir, 'keys.sealed'), 'utf8')).toBe('damaged');
  });
});

describe('training', () => {
  const credentials = [{ officerId: 'op-0117', name: 'Sri Rahayu', pin: '246810' }];

  test('the kiosk activates itself with its code, once', async () => {
    const training = { activationCode: centre.gateway.activationCode, credentials };
    const { services, log } = await setUp({ training });
    const [one, other] = await Promise.all([services.api.kiosk.activation(), services.api.kiosk.activation()]);
    expect(one).toMatchObject({ training: true });
    expect(other).toEqual(one);
    expect(log.entries).toEqual([started]);
    expect(await services.api.kiosk.describe()).toEqual({ ...description, training: { credentials } });
  });

  test('a code that does not work leaves the kiosk to be activated by hand, and is logged', async () => {
    const { services, log } = await setUp({ training: { activationCode: 'WRONG', credentials } });
    expect(await services.api.kiosk.activation()).toBeNull();
    expect(log.codes()).toEqual(['STARTED', 'ACTIVATION_REFUSED']);
    await services.api.kiosk.activate(centre.gateway.activationCode);
    expect(await services.api.kiosk.activation()).toMatchObject({ training: true });
  });
});

test('before activation: no signature, no signed request, and a wrong code is refused', async () => {
  const { services } = await setUp();
  const { api } = services;
  const notActivated = { code: 'KIOSK_NOT_ACTIVATED' };
  await expect(api.keystore.signManifest(new Uint8Array())).rejects.toMatchObject(notActivated);
  await expect(api.centre.receipts('')).rejects.toMatchObject(notActivated);
  await expect(api.kiosk.activate('WRONG')).rejects.toMatchObject({
    code: 'ACTIVATION_REFUSED',
    detail: 'ACTIVATION_CODE_UNKNOWN',
  });
  expect(await api.kiosk.describe()).toEqual({ ...description, training: null });
});

test.each([
  ['500', 'CENTRE_FAILED'],
  ['html', 'CENTRE_NOT_SIAK'],
] as const)('a centre that answers %s is told as %s, and the packet stays', async (fault, code) => {
  const { services, activationCode } = await setUp();
  const { api } = services;
  const { kioskId, drive } = await api.kiosk.activate(activationCode);
  const made = makePacket({ kioskId });
  const header = { ...made.header, driveId: drive.driveId };
  await api.spool.put(header, made.content);
  centre.gateway.setFault(fault);
  onTestFinished(() => centre.gateway.setFault(null));
  for (const call of [api.centre.time(), api.centre.receipts(''), api.centre.upload(header.packetId)]) {
    await expect(call).rejects.toMatchObject({ code });
  }
  expect((await api.spool.state()).packets).toEqual([header]);
  centre.gateway.setFault(null);
  await api.centre.upload(header.packetId);
});

test('a report is one code in the log', async () => {
  const { services, log } = await setUp();
  await services.api.diagnostics.report('CAMERA_REFUSED', null);
  await services.api.diagnostics.report('PACKET_MISSING', 12);
  expect(log.entries).toEqual([started, { code: 'CAMERA_REFUSED' }, { code: 'PACKET_MISSING', sequence: 12 }]);
});

test('a listener that fails does not disturb an upload, and one that has left is not called', async () => {
  const kiosk = await setUp();
  const { api, onEvents } = kiosk.services;
  await api.kiosk.activate(kiosk.activationCode);
  const packet = await sealPacket(kiosk, 1);
  await api.spool.put(packet.header, packet.bytes);
  const stop = onEvents({ uploadProgress: () => expect.unreachable() });
  stop();
  onEvents({ uploadProgress: () => Promise.reject(new Error('closed')) });
  await api.centre.upload(packet.header.packetId);
});
