import { createHmac, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ACTIVATION_JWS_TYPE } from '../../../../../electron/contract/siak-api.ts';
import { openSpool } from '../../../../../electron/services/spool/spool.ts';
import { makeSigningKey } from '../../../../siak-gateway/centre-keys.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';
import { makePacket, makeReceiptCentre, receiptFor, signReceipt } from '../support/packets.ts';
import { recordedLog } from '../support/recorded-log.ts';

async function setUp() {
  const directory = join(temporaryFolder(), 'spool');
  const centre = await makeReceiptCentre();
  const spool = await openSpool({
    directory,
    secondDirectory: null,
    activation: () => centre.activation,
    log: recordedLog(),
  });
  const { header, content } = makePacket();
  await spool.put(header, content);
  return { directory, centre, spool, header, packetId: header.packetId };
}

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('release', () => {
  test('deletes the packet that the receipt speaks of, and no other', async () => {
    const { directory, centre, spool, header, packetId } = await setUp();
    const other = makePacket({ sequence: 2 });
    await spool.put(other.header, other.content);
    await spool.release(packetId, await signReceipt(centre.key, receiptFor(header)));
    expect((await spool.state()).packets).toEqual([other.header]);
    expect(readdirSync(directory).filter((name) => name.startsWith(packetId))).toEqual([]);
  });

  test('again, or of an absent packet, is fine', async () => {
    const { centre, spool, header, packetId } = await setUp();
    const receipt = await signReceipt(centre.key, receiptFor(header));
    await spool.release(packetId, receipt);
    await spool.release(packetId, receipt);
  });

  test('a receipt that rejects the packet keeps it', async () => {
    const { centre, spool, header, packetId } = await setUp();
    const rejected = receiptFor(header, { verdict: 'rejected', reasons: ['FINGERPRINT_EMPTY'] });
    await spool.release(packetId, await signReceipt(centre.key, rejected));
    expect((await spool.state()).packets).toEqual([header]);
  });

  test('no forged receipt deletes anything', async () => {
    const { centre, spool, header, packetId } = await setUp();
    const { kid } = centre.key.publicJwk;
    const genuine = receiptFor(header);
    const typ = 'jemput-receipt+jws';
    const stranger = await makeSigningKey();
    const signed = await signReceipt(centre.key, genuine);
    const [protectedHeader, payload, signature] = signed.split('.') as [string, string, string];
    const hs256 = `${base64url({ alg: 'HS256', typ, kid })}.${base64url(genuine)}`;
    const macKey = Buffer.from(centre.key.publicJwk.x, 'base64url');
    const forgeries: Record<string, string> = {
      'another key with its own id': await signReceipt(stranger, genuine),
      'another key with the id of ours': await stranger.sign({ typ, kid }, genuine),
      'another packet': await signReceipt(centre.key, { ...genuine, packetId: randomUUID() }),
      'another hash': await signReceipt(centre.key, { ...genuine, sha256: 'a'.repeat(64) }),
      'another sequence': await signReceipt(centre.key, { ...genuine, sequence: 2 }),
      'another kiosk': await signReceipt(centre.key, { ...genuine, kioskId: 'KIOSK-2' }),
      'another type': await signReceipt(centre.key, genuine, ACTIVATION_JWS_TYPE),
      'no type': await centre.key.sign({ kid } as { typ: string; kid: string }, genuine),
      'no algorithm': `${base64url({ alg: 'none', typ, kid })}.${base64url(genuine)}.`,
      'a MAC with the public key': `${hs256}.${createHmac('sha256', macKey).update(hs256).digest('base64url')}`,
      'a changed payload': `${protectedHeader}.${base64url({ ...genuine, reasons: ['X'] })}.${signature}`,
      'a cut signature': `${protectedHeader}.${payload}.${signature.slice(0, -4)}`,
      'another shape': await centre.key.sign({ typ, kid }, { ...genuine, verdict: 'maybe' }),
      nothing: '',
      noise: 'a.b.c',
    };
    for (const [what, receipt] of Object.entries(forgeries)) {
      await expect(spool.release(packetId, receipt), what).rejects.toMatchObject({ code: 'RECEIPT_FORGED' });
      expect((await spool.state()).packets, what).toEqual([header]);
    }
    await spool.release(packetId, signed);
    expect((await spool.state()).packets).toEqual([]);
  });
});
