import { randomUUID } from 'node:crypto';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { argon2Verify } from 'hash-wasm';
import { decodeProtectedHeader, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIVATION_JWS_TYPE, REQUEST_PROOF_TYPE, rosterPage } from '../../../electron/contract/siak-api.ts';
import { inventResidents } from '../../synthetic/residents.ts';
import { exchange, rawExchange } from './support/https-exchange.ts';
import { buildPacket } from './support/packet-builder.ts';
import { type RunningGateway, startGateway } from './support/start-gateway.ts';
import { TestKiosk } from './support/test-kiosk.ts';

const RESIDENTS = 520;
let running: RunningGateway;
let kiosk: TestKiosk;

beforeAll(async () => {
  const residents = await inventResidents({
    seed: 3,
    count: RESIDENTS,
    districtCode: '73.24.06',
    referenceDate: '2026-11-21',
  });
  running = await startGateway((tenant) => ({ ...tenant, residents }));
  kiosk = await TestKiosk.activated(running.gateway);
});
afterAll(() => running.stop());

const postJson = (path: string, content: unknown) => ({
  method: 'POST',
  path,
  headers: { 'Content-Type': 'application/json' },
  body: Buffer.from(JSON.stringify(content)),
});

describe('activation', () => {
  it('gives a bundle signed by the root key, with all that a kiosk needs', async () => {
    const fresh = await TestKiosk.make(running.gateway);
    const { bundle } = (await fresh.requestActivation('LATIHAN-2026')).json();
    const header = decodeProtectedHeader(String(bundle));
    expect(header).toMatchObject({ alg: 'EdDSA', typ: ACTIVATION_JWS_TYPE });
    expect(header.jwk).toMatchObject({ kid: running.gateway.rootKeyThumbprint });
    const activation = await fresh.activate();
    expect(activation.kioskKeyThumbprint).toBe(fresh.publicJwk.kid);
    expect(activation).toMatchObject({ training: true, drive: { districtCode: '73.24.06' } });
    expect(activation.kioskId).toMatch(/^kiosk-[0-9a-f]{12}$/);
    const [officer] = activation.officers;
    expect(officer).toMatchObject({ name: 'Sri Rahayu', role: 'operator' });
    expect(await argon2Verify({ password: '246810', hash: officer!.pinVerifier })).toBe(true);
    expect(await argon2Verify({ password: '246811', hash: officer!.pinVerifier })).toBe(false);
    expect(officer!.pinVerifier).toContain('$m=65536,t=3,p=1$');
  });

  it('of the same key gives the same id, of another key another', async () => {
    const { kioskId } = kiosk.bundle;
    expect((await kiosk.activate()).kioskId).toBe(kioskId);
    expect((await TestKiosk.activated(running.gateway)).bundle.kioskId).not.toBe(kioskId);
  });

  it('is refused for an unknown code, and leaves no kiosk behind', async () => {
    const stranger = await TestKiosk.make(running.gateway);
    const answer = await stranger.requestActivation('TEBAKAN');
    expect([answer.status, answer.json().code]).toEqual([403, 'ACTIVATION_CODE_UNKNOWN']);
    expect((await stranger.send({ method: 'GET', path: '/v1/receipts' })).json().code).toBe('KIOSK_UNKNOWN');
  });

  it('is refused for a body of another shape, or a key id that is not the key’s', async () => {
    const { publicJwk } = kiosk;
    for (const body of [{}, { code: 'LATIHAN-2026' }, { code: 'LATIHAN-2026', kioskKey: { ...publicJwk, kid: 'x' } }]) {
      const answer = await exchange(running.gateway, postJson('/v1/activations', body));
      expect([answer.status, answer.json().code]).toEqual([400, 'REQUEST_INVALID']);
    }
    const notJson = { ...postJson('/v1/activations', 0), body: Buffer.from('{') };
    expect((await exchange(running.gateway, notJson)).status).toBe(400);
    const otherType = { ...notJson, headers: { 'Content-Type': 'application/xml' } };
    expect((await exchange(running.gateway, otherType)).status).toBe(415);
    const tooLong = { ...notJson, body: Buffer.alloc(20_000, 32) };
    expect((await exchange(running.gateway, tooLong)).status).toBe(413);
  });
});

describe('request proof', () => {
  const PATH = '/v1/receipts';
  const withProof = async (authorization: string | null, path = PATH) => {
    const headers: Record<string, string> = authorization === null ? {} : { Authorization: authorization };
    const answer = await exchange(running.gateway, { method: 'GET', path, headers });
    return answer.status === 200 ? 'accepted' : `${answer.status} ${answer.json().code}`;
  };

  it('is accepted once', async () => {
    const proof = await kiosk.proof('GET', PATH);
    expect(await withProof(proof)).toBe('accepted');
    expect(await withProof(proof)).toBe('401 PROOF_INVALID');
  });

  it('may not be missing or of another scheme', async () => {
    expect(await withProof(null)).toBe('401 PROOF_INVALID');
    expect(await withProof('Bearer abc')).toBe('401 PROOF_INVALID');
    expect(await withProof('Jemput abc')).toBe('401 PROOF_INVALID');
    expect(await withProof('Jemput a.b.c')).toBe('401 PROOF_INVALID');
  });

  it('holds for one method and one path with its query', async () => {
    expect(await withProof(await kiosk.proof('POST', PATH))).toBe('401 PROOF_INVALID');
    expect(await withProof(await kiosk.proof('GET', PATH), `${PATH}?after=`)).toBe('401 PROOF_INVALID');
    expect(await withProof(await kiosk.proof('GET', `${PATH}?after=`), `${PATH}?after=`)).toBe('accepted');
  });

  it('is signed by the kiosk that it names, as a proof and nothing else', async () => {
    const other = await TestKiosk.activated(running.gateway);
    expect(await withProof(await kiosk.proof('GET', PATH, { key: other.privateKey }))).toBe('401 PROOF_INVALID');
    const claims = { kioskId: other.bundle.kioskId };
    expect(await withProof(await kiosk.proof('GET', PATH, { claims }))).toBe('401 PROOF_INVALID');
    const typ = `${REQUEST_PROOF_TYPE}x`;
    expect(await withProof(await kiosk.proof('GET', PATH, { header: { typ } }))).toBe('401 PROOF_INVALID');
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const unknown = { key: privateKey, header: { kid: 'unknown' } };
    expect(await withProof(await kiosk.proof('GET', PATH, unknown))).toBe('401 KIOSK_UNKNOWN');
  });

  it('of a kiosk whose clock is years off is accepted', async () => {
    const claims = { iat: '2011-01-01T00:00:00.000Z' };
    expect(await withProof(await kiosk.proof('GET', PATH, { claims }))).toBe('accepted');
  });

  it('is asked of every path but activation, time and description', async () => {
    const id = randomUUID();
    for (const [method, path] of [
      ['POST', '/v1/roster'],
      ['POST', '/v1/packets'],
      ['HEAD', `/v1/packets/${id}`],
      ['PATCH', `/v1/packets/${id}`],
      ['GET', '/v1/receipts'],
    ] as const) {
      const json = method === 'POST' && path === '/v1/roster' ? postJson(path, {}) : { method, path };
      expect((await exchange(running.gateway, json)).status, path).toBe(401);
    }
  });
});

describe('roster', () => {
  const ask = async (asking: TestKiosk, recipient: string, cursor: string | null) =>
    asking.send(postJson('/v1/roster', { recipient, cursor }));

  it('comes in pages sealed to the asked key, and each resident once', async () => {
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const niks = new Set<string>();
    const sizes: number[] = [];
    let cursor: string | null = null;
    do {
      const answer = await ask(kiosk, recipient, cursor);
      expect(answer.headers['content-type']).toBe('application/octet-stream');
      expect(answer.body.includes('nik')).toBe(false);
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      const page = rosterPage.parse(JSON.parse(await decrypter.decrypt(answer.body, 'text')));
      sizes.push(page.residents.length);
      for (const { nik } of page.residents) niks.add(nik);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(sizes).toEqual([500, RESIDENTS - 500]);
    expect(niks.size).toBe(RESIDENTS);
  });

  it('is refused for a key that is none and for a foreign cursor', async () => {
    const recipient = await identityToRecipient(await generateX25519Identity());
    const wrongChecksum = recipient.slice(0, -1) + (recipient.endsWith('q') ? 'p' : 'q');
    const receiptsCursor = Buffer.from('receipts:1').toString('base64url');
    for (const [key, cursor] of [
      ['age1short', null],
      [wrongChecksum, null],
      [recipient, 'nonsense'],
      [recipient, receiptsCursor],
    ] as const) {
      const answer = await ask(kiosk, key, cursor);
      expect([answer.status, answer.json().code]).toEqual([400, 'REQUEST_INVALID']);
    }
  });
});

describe('receipts', () => {
  it('are the kiosk’s own, in order, and go on from the cursor', async () => {
    const other = await TestKiosk.activated(running.gateway);
    const own = await TestKiosk.activated(running.gateway);
    const page = async (after: string) => {
      const path = `/v1/receipts?after=${after}`;
      return (await own.send({ method: 'GET', path })).json() as { receipts: string[]; nextCursor: string };
    };
    expect(await page('')).toEqual({ receipts: [], nextCursor: '' });
    await own.deliver(await buildPacket(own, 1));
    await other.deliver(await buildPacket(other, 1));
    const first = await page('');
    expect(first.receipts).toHaveLength(1);
    expect(await page(first.nextCursor)).toEqual({ receipts: [], nextCursor: first.nextCursor });
    await own.deliver(await buildPacket(own, 2));
    await own.deliver(await buildPacket(own, 3));
    const second = await page(first.nextCursor);
    expect(second.receipts).toHaveLength(2);
    expect((await own.receipts()).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect((await other.receipts()).map(({ kioskId }) => kioskId)).toEqual([other.bundle.kioskId]);
  });

  it('are refused for a cursor that is none', async () => {
    for (const after of ['%00', 'abc', Buffer.from('roster:1').toString('base64url')]) {
      const answer = await kiosk.send({ method: 'GET', path: `/v1/receipts?after=${after}` });
      expect([answer.status, answer.json().code]).toEqual([400, 'REQUEST_INVALID']);
    }
  });
});

describe('time, uploads on offer, and paths that do not exist', () => {
  it('answer without a proof', async () => {
    const { now } = (await exchange(running.gateway, { method: 'GET', path: '/v1/time' })).json();
    expect(Math.abs(Date.parse(String(now)) - Date.now())).toBeLessThan(60_000);
    const offered = await exchange(running.gateway, { method: 'OPTIONS', path: '/v1/packets' });
    expect(offered.headers['tus-extension']).toBe('creation,creation-with-upload');
    expect((await exchange(running.gateway, { method: 'GET', path: '/v1/nothing' })).json().code).toBe('NOT_FOUND');
    expect((await rawExchange(running.gateway, { method: 'DELETE', path: '/v1/packets/x' })).status).toBe(404);
  });
});

describe('switched faults', () => {
  afterAll(() => running.gateway.setFault(null));
  const time = { method: 'GET', path: '/v1/time' };

  it('answer with an error of the centre, then with a portal’s page, then again properly', async () => {
    running.gateway.setFault('500');
    const failed = await exchange(running.gateway, time);
    expect([failed.status, failed.json().code]).toEqual([500, 'INTERNAL']);
    running.gateway.setFault('html');
    const portal = await rawExchange(running.gateway, time);
    expect([portal.status, portal.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    running.gateway.setFault(null);
    expect((await exchange(running.gateway, time)).status).toBe(200);
  });

  it('send receipts that only look like the centre’s', async () => {
    await kiosk.deliver(await buildPacket(kiosk, 1));
    running.gateway.setFault('forged-receipt');
    await expect(kiosk.receipts()).rejects.toMatchObject({ code: 'RECEIPT_FORGED' });
    running.gateway.setFault(null);
    expect(await kiosk.receipts()).toHaveLength(1);
  });
});
