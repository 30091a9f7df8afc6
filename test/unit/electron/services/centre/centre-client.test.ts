import type { IncomingMessage, ServerResponse } from 'node:http';
import { beforeAll, describe, expect, test } from 'vitest';
import { shellError } from '../../../../../electron/contract/errors.ts';
import { createCentreClient } from '../../../../../electron/services/centre/centre-client.ts';
import { makeSigningKey } from '../../../../siak-gateway/centre-keys.ts';
import type { Certificate } from '../../../../siak-gateway/certificate.ts';
import { makeCertificate } from '../support/certificates.ts';
import { openTestLink, startTestCentre } from '../support/test-centre.ts';

let certificate: Certificate;
beforeAll(async () => {
  certificate = await makeCertificate();
});

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

type Answer = (response: ServerResponse) => void;

/** A client whose centre gives one answer to everything. */
async function clientFor(answer: Answer) {
  const seen: Seen[] = [];
  const centre = await startTestCentre(certificate, async (request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method, url, headers } = request;
    seen.push({ method, url, authorization: headers.authorization, body });
    answer(response);
  });
  const authorize = async (method: string, path: string) => `Jemput proof-of-${method}-${path}`;
  return { client: createCentreClient(openTestLink(centre.url, certificate), { authorize }), seen };
}

const send =
  (status: number, type: string, body: unknown): Answer =>
  (response) =>
    response
      .writeHead(status, { 'Content-Type': type })
      .end(typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body));
const problem = (status: number, code: string): Answer =>
  send(status, 'application/problem+json; charset=utf-8', { type: 'about:blank', status, code, title: 'words' });
const json = (body: unknown): Answer => send(200, 'application/json; charset=utf-8', body);

const now = '2026-03-01T02:00:00.000Z';

describe('calls', () => {
  test('time is asked without proof', async () => {
    const { client, seen } = await clientFor(json({ now }));
    expect(await client.time()).toBe(now);
    expect(seen).toEqual([{ method: 'GET', url: '/v1/time', authorization: undefined, body: '' }]);
  });

  test('activation sends code and key, without proof', async () => {
    const { client, seen } = await clientFor(json({ bundle: 'a.b.c' }));
    const { publicJwk } = await makeSigningKey();
    expect(await client.activate('CODE-1', publicJwk)).toBe('a.b.c');
    expect(seen).toMatchObject([{ method: 'POST', url: '/v1/activations', authorization: undefined }]);
    expect(JSON.parse(seen[0]!.body)).toEqual({ code: 'CODE-1', kioskKey: publicJwk });
  });

  test('receipts are asked with a proof of exactly this request', async () => {
    const page = { receipts: ['a.b.c'], nextCursor: '7' };
    const { client, seen } = await clientFor(json(page));
    expect(await client.receipts('a b&c')).toEqual(page);
    const url = '/v1/receipts?after=a%20b%26c';
    expect(seen).toMatchObject([{ method: 'GET', url, authorization: `Jemput proof-of-GET-${url}` }]);
  });

  test('a roster page is bytes', async () => {
    const page = Uint8Array.from({ length: 300_000 }, (_, index) => index);
    const { client, seen } = await clientFor(send(200, 'application/octet-stream', page));
    expect(await client.roster('age1recipient', null)).toEqual(page);
    expect(seen).toMatchObject([
      { method: 'POST', url: '/v1/roster', authorization: 'Jemput proof-of-POST-/v1/roster' },
    ]);
    expect(JSON.parse(seen[0]!.body)).toEqual({ recipient: 'age1recipient', cursor: null });
  });

  test('nothing is sent that the kiosk cannot prove', async () => {
    const centre = await startTestCentre(certificate, (_request, response) => response.end());
    const authorize = () => Promise.reject(shellError('KIOSK_NOT_ACTIVATED'));
    const client = createCentreClient(openTestLink(centre.url, certificate), { authorize });
    await expect(client.receipts('')).rejects.toMatchObject({ code: 'KIOSK_NOT_ACTIVATED' });
    expect(centre.connections.count).toBe(0);
  });
});

describe('answers that are no success', () => {
  const portal = '<!doctype html><title>Login</title>';
  test.each<[string, Answer, string, string]>([
    ['500', problem(500, 'INTERNAL'), 'CENTRE_FAILED', 'HTTP 500'],
    ['an HTML 502 of a proxy', send(502, 'text/html', portal), 'CENTRE_FAILED', 'HTTP 502'],
    ['too many requests', send(429, 'text/plain', ''), 'CENTRE_FAILED', 'HTTP 429'],
    ['an unknown kiosk', problem(401, 'KIOSK_UNKNOWN'), 'CENTRE_REFUSED', 'KIOSK_UNKNOWN'],
    ['a refused proof', problem(401, 'PROOF_INVALID'), 'CENTRE_REFUSED', 'PROOF_INVALID'],
    ['a problem whose code is a sentence', problem(400, 'Siti Aminah'), 'CENTRE_NOT_SIAK', 'HTTP 400'],
    ['a problem of another shape', send(400, 'application/problem+json', { a: 1 }), 'CENTRE_NOT_SIAK', 'HTTP 400'],
    ['a problem that is no JSON', send(400, 'application/problem+json', '<'), 'CENTRE_NOT_SIAK', 'HTTP 400'],
    ['an HTML 404', send(404, 'text/html', portal), 'CENTRE_NOT_SIAK', 'HTTP 404'],
    ['a portal’s page', send(200, 'text/html', portal), 'CENTRE_NOT_SIAK', 'media type of the answer'],
    ['no media type', (response) => response.end('{}'), 'CENTRE_NOT_SIAK', 'media type of the answer'],
    ['HTML that calls itself JSON', send(200, 'application/json', portal), 'CENTRE_NOT_SIAK', 'shape of the answer'],
    ['JSON of another shape', json({ receipts: [1] }), 'CENTRE_NOT_SIAK', 'shape of the answer'],
    ['no UTF-8', send(200, 'application/json', new Uint8Array([0xff])), 'CENTRE_NOT_SIAK', 'shape of the answer'],
    ['a redirect', (response) => response.writeHead(302, { Location: '/' }).end(), 'CENTRE_NOT_SIAK', 'HTTP 302'],
    ['no content', (response) => response.writeHead(204).end(), 'CENTRE_NOT_SIAK', 'media type of the answer'],
    ['too much', json({ receipts: ['x'.repeat(5_000_000)], nextCursor: '' }), 'CENTRE_NOT_SIAK', 'answer too long'],
  ])('%s', async (_what, answer, code, detail) => {
    const { client } = await clientFor(answer);
    await expect(client.receipts('')).rejects.toMatchObject({ code, detail });
  });

  test('a code that the centre refuses is a refused activation', async () => {
    const { publicJwk } = await makeSigningKey();
    const { client } = await clientFor(problem(403, 'ACTIVATION_CODE_UNKNOWN'));
    await expect(client.activate('CODE', publicJwk)).rejects.toMatchObject({
      code: 'ACTIVATION_REFUSED',
      detail: 'ACTIVATION_CODE_UNKNOWN',
    });
    const failing = await clientFor(problem(503, 'INTERNAL'));
    await expect(failing.client.activate('CODE', publicJwk)).rejects.toMatchObject({ code: 'CENTRE_FAILED' });
  });

  test('a clock that is no instant is not believed', async () => {
    const { client } = await clientFor(json({ now: 'soon' }));
    await expect(client.time()).rejects.toMatchObject({ code: 'CENTRE_NOT_SIAK' });
  });
});
