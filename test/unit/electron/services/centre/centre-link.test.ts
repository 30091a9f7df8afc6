import { spawn } from 'node:child_process';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServer as createTlsServer } from 'node:tls';
import { generate } from 'selfsigned';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CentreLink } from '../../../../../electron/services/centre/centre-link.ts';
import type { CentreRequest } from '../../../../../electron/services/centre/exchange.ts';
import type { Certificate } from '../../../../siak-gateway/certificate.ts';
import { startPacedProxy } from '../../../../support/paced-proxy.ts';
import { makeCertificate } from '../support/certificates.ts';
import { listen, openTestLink, startTestCentre } from '../support/test-centre.ts';

let pinned: Certificate;
let other: Certificate;
beforeAll(async () => {
  [pinned, other] = await Promise.all([makeCertificate(), makeCertificate()]);
});

function get(link: CentreLink, changes: Partial<CentreRequest> = {}) {
  return link.exchange({
    method: 'GET',
    path: '/v1/time',
    headers: {},
    body: null,
    maxAnswerBytes: 10_000,
    answerMs: 5000,
    ...changes,
  });
}

/** 16 KiB pieces, as a file stream gives them. */
async function* pieces(count: number) {
  for (let index = 0; index < count; index++) yield new Uint8Array(16 * 1024);
}

describe('whom the kiosk talks to', () => {
  test('the pinned server, over one connection for several requests', async () => {
    const centre = await startTestCentre(pinned, (request, response) => response.end(`${request.method} answered`));
    const link = openTestLink(centre.url, pinned);
    for (let count = 0; count < 3; count++) {
      const { status, body } = await get(link);
      expect([status, new TextDecoder().decode(body)]).toEqual([200, 'GET answered']);
    }
    expect(centre.connections.count).toBe(1);
  });

  test('nobody with another certificate, who does not even see the request', async () => {
    let requests = 0;
    const stranger = await startTestCentre(other, (_request, response) => response.end(String(++requests)));
    await expect(get(openTestLink(stranger.url, pinned))).rejects.toMatchObject({ code: 'CENTRE_NOT_TRUSTED' });
    expect(requests).toBe(0);
  });

  test('nobody with a certificate that the pinned one issued', async () => {
    const ca = await generate([{ name: 'commonName', value: 'CA' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      extensions: [
        { name: 'basicConstraints', cA: true },
        { name: 'keyUsage', keyCertSign: true, digitalSignature: true },
      ],
    });
    const leaf = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      ca: { key: ca.private, cert: ca.cert },
    });
    const server = await startTestCentre({ certificatePem: leaf.cert, keyPem: leaf.private }, (_request, response) =>
      response.end(),
    );
    const authority = { certificatePem: ca.cert, keyPem: ca.private };
    await expect(get(openTestLink(server.url, authority))).rejects.toMatchObject({ code: 'CENTRE_NOT_TRUSTED' });
    // The same certificate is fine where it is itself the pinned one, whoever issued it.
    const pinnedLeaf = { certificatePem: leaf.cert, keyPem: leaf.private };
    expect(await get(openTestLink(server.url, pinnedLeaf))).toMatchObject({ status: 200 });
  });

  test('nobody else, even where the environment switches verification off', async () => {
    const stranger = await startTestCentre(other, (_request, response) => response.end());
    const script = `
      import { openCentreLink } from ${JSON.stringify(join(process.cwd(), 'electron/services/centre/centre-link.ts'))};
      const link = openCentreLink({ url: ${JSON.stringify(stranger.url)}, certificatePem: process.env.PIN });
      const request = { method: 'GET', path: '/', headers: {}, body: null, maxAnswerBytes: 1, answerMs: 1000 };
      console.log(await link.exchange(request).then(() => 'answered', (error) => error.code));
    `;
    const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], {
      env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0', PIN: pinned.certificatePem },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    for await (const chunk of child.stdout) output += chunk;
    expect(output.trim()).toBe('CENTRE_NOT_TRUSTED');
  });

  test('nobody who does not speak TLS', async () => {
    const port = await listen(createHttpServer((_request, response) => response.end('<h1>Login</h1>')));
    const link = openTestLink(`https://127.0.0.1:${port}`, pinned);
    await expect(get(link)).rejects.toMatchObject({ code: 'CENTRE_NOT_TRUSTED' });
  });
});

describe('a link that fails', () => {
  test('nobody listens', async () => {
    // Port 1 (tcpmux) is nobody's.
    const link = openTestLink('https://127.0.0.1:1', pinned);
    await expect(get(link)).rejects.toMatchObject({ code: 'CENTRE_UNREACHABLE', detail: 'ECONNREFUSED' });
  });

  test('a name that is not known', async () => {
    await expect(get(openTestLink('https://gateway.invalid', pinned))).rejects.toMatchObject({
      code: 'CENTRE_UNREACHABLE',
    });
  });

  test('silence before the handshake', async () => {
    const port = await listen(createTcpServer(() => {}));
    const link = openTestLink(`https://127.0.0.1:${port}`, pinned, 150);
    await expect(get(link)).rejects.toMatchObject({ code: 'CENTRE_UNREACHABLE', detail: 'silent' });
  });

  test('silence after the request', async () => {
    const centre = await startTestCentre(pinned, () => {});
    await expect(get(openTestLink(centre.url, pinned, 150))).rejects.toMatchObject({ code: 'CENTRE_UNREACHABLE' });
  });

  test('an answer that stops half-way', async () => {
    const centre = await startTestCentre(pinned, (_request, response) => {
      response.writeHead(200, { 'Content-Length': '100' }).write('half of it');
      setTimeout(() => response.socket?.destroy(), 50);
    });
    await expect(get(openTestLink(centre.url, pinned))).rejects.toMatchObject({ code: 'CENTRE_UNREACHABLE' });
  });

  test('an answer that stalls half-way', async () => {
    const centre = await startTestCentre(pinned, (_request, response) => {
      response.writeHead(200, { 'Content-Length': '100' }).write('half of it');
    });
    await expect(get(openTestLink(centre.url, pinned, 150))).rejects.toMatchObject({ code: 'CENTRE_UNREACHABLE' });
  });

  test('an answer that drips for longer than it may', async () => {
    const centre = await startTestCentre(pinned, async (_request, response) => {
      while (!response.destroyed) {
        response.write('.');
        await sleep(20);
      }
    });
    await expect(get(openTestLink(centre.url, pinned), { answerMs: 300 })).rejects.toMatchObject({
      code: 'CENTRE_UNREACHABLE',
    });
  });

  test('an upload into a connection that takes nothing any more', async () => {
    const centre = await startTestCentre(pinned, (request) => request.pause());
    const body = pieces(100_000);
    const link = openTestLink(centre.url, pinned, 150);
    await expect(
      get(link, { method: 'PATCH', body, headers: { 'Content-Length': '1638400000' } }),
    ).rejects.toMatchObject({ code: 'CENTRE_UNREACHABLE', detail: 'stalled' });
  });
});

describe('an answer that is none of ours', () => {
  test('no HTTP', async () => {
    const server = createTlsServer({ cert: pinned.certificatePem, key: pinned.keyPem }, (socket) =>
      socket.on('error', () => {}).end('SSH-2.0-OpenSSH_9.2\r\n'),
    );
    const link = openTestLink(`https://127.0.0.1:${await listen(server)}`, pinned);
    await expect(get(link)).rejects.toMatchObject({ code: 'CENTRE_NOT_SIAK' });
  });

  test('longer than the caller allows', async () => {
    const centre = await startTestCentre(pinned, (_request, response) => response.end('x'.repeat(10_001)));
    const link = openTestLink(centre.url, pinned);
    await expect(get(link)).rejects.toMatchObject({ code: 'CENTRE_NOT_SIAK' });
    expect(await get(link, { maxAnswerBytes: 10_001 })).toMatchObject({ status: 200 });
  });

  test('a redirect is an answer like any other, and is not followed', async () => {
    const visited: (string | undefined)[] = [];
    const centre = await startTestCentre(pinned, (request, response) => {
      visited.push(request.url);
      response.writeHead(302, { Location: '/portal' }).end();
    });
    expect(await get(openTestLink(centre.url, pinned))).toMatchObject({ status: 302 });
    expect(visited).toEqual(['/v1/time']);
  });
});

describe('a body', () => {
  test('is sent whole, and progress is told', async () => {
    const centre = await startTestCentre(pinned, async (request, response) => {
      let length = 0;
      for await (const chunk of request) length += chunk.length;
      response.end(String(length));
    });
    const progress: number[] = [];
    const link = openTestLink(centre.url, pinned);
    const answer = await get(link, { method: 'PUT', body: pieces(20), onBytesSent: (bytes) => progress.push(bytes) });
    expect(new TextDecoder().decode(answer.body)).toBe(String(20 * 16 * 1024));
    expect(progress).toEqual(Array.from({ length: 20 }, (_, index) => (index + 1) * 16 * 1024));
  });

  test('that is refused early does not have to be sent to the end', async () => {
    const centre = await startTestCentre(pinned, (_request, response) => response.writeHead(409).end('no'));
    let read = 0;
    async function* counted() {
      for await (const piece of pieces(100_000)) {
        read++;
        yield piece;
      }
    }
    expect(await get(openTestLink(centre.url, pinned), { method: 'PUT', body: counted() })).toMatchObject({
      status: 409,
    });
    await sleep(50);
    const after = read;
    await sleep(100);
    expect(read).toBe(after);
    expect(read).toBeLessThan(100_000);
  });

  test('that cannot be read ends the request with the reader’s own error', async () => {
    const centre = await startTestCentre(pinned, () => {});
    async function* broken() {
      yield new Uint8Array(10);
      throw Object.assign(new Error('EIO'), { code: 'EIO' });
    }
    const failed = get(openTestLink(centre.url, pinned), { method: 'PUT', body: broken() });
    await expect(failed).rejects.toMatchObject({ detail: 'EIO' });
  });

  test('over a slow link is not taken for a stalled one', async () => {
    const centre = await startTestCentre(pinned, async (request, response) => {
      for await (const _chunk of request);
      response.end();
    });
    const proxy = await startPacedProxy(centre.port, 3_500_000);
    // 640 KiB at 3.5 Mbit/s are 1.5 s, and all of them are in some buffer at once.
    const link = openTestLink(`https://127.0.0.1:${proxy.port}`, pinned, 1000);
    expect(await get(link, { method: 'PUT', body: pieces(40) })).toMatchObject({ status: 200 });
    await proxy.close();
  });
});

test('a cancelled exchange ends at once with the reason given', async () => {
  const centre = await startTestCentre(pinned, () => {});
  const link = openTestLink(centre.url, pinned);
  const cancelled = new AbortController();
  const reason = new Error('enough');
  const ended = expect(get(link, { signal: cancelled.signal })).rejects.toBe(reason);
  await sleep(50);
  cancelled.abort(reason);
  await ended;
  await expect(get(link, { signal: cancelled.signal })).rejects.toBe(reason);
});

test('the gateway may lie below a path of its server', async () => {
  const centre = await startTestCentre(pinned, (request, response) => response.end(request.url));
  const link = openTestLink(`${centre.url}/kiosk/`, pinned);
  const path = link.pathOf('/v1/time');
  expect(path).toBe('/kiosk/v1/time');
  expect(link.urlOf(path)).toBe(`${centre.url}/kiosk/v1/time`);
  expect(new TextDecoder().decode((await get(link, { path })).body)).toBe(path);
});
