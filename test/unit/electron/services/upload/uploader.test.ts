import { readdirSync, readFileSync, readlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { openSpool } from '../../../../../electron/services/spool/spool.ts';
import { createUploader } from '../../../../../electron/services/upload/uploader.ts';
import type { Certificate } from '../../../../siak-gateway/certificate.ts';
import { startPacedProxy } from '../../../../support/paced-proxy.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';
import { makeCertificate } from '../support/certificates.ts';
import { startCuttingProxy } from '../support/cutting-proxy.ts';
import { makePacket, makeReceiptCentre } from '../support/packets.ts';
import { recordedLog } from '../support/recorded-log.ts';
import { openTestLink } from '../support/test-centre.ts';
import { answerProblem, type Intercept, startTusCentre } from '../support/tus-centre.ts';

let certificate: Certificate;
let otherCertificate: Certificate;
beforeAll(async () => {
  [certificate, otherCertificate] = await Promise.all([makeCertificate(), makeCertificate()]);
});

/** A spooled packet, and an uploader to a tus server that may be reached through a proxy. */
async function setUp(options: { intercept?: Intercept; size?: number; bitsPerSecond?: number; stallMs?: number } = {}) {
  const directory = join(temporaryFolder(), 'spool');
  const { activation } = await makeReceiptCentre();
  const spool = await openSpool({
    directory,
    secondDirectory: null,
    activation: () => activation,
    log: recordedLog(),
  });
  const { header, content } = makePacket({ size: options.size ?? 300_000 });
  await spool.put(header, content);
  const centre = await startTusCentre(certificate, options.intercept);
  const proxy = await startPacedProxy(centre.port, options.bitsPerSecond ?? Number.POSITIVE_INFINITY);
  const progress: number[] = [];
  let proofs = 0;
  const uploaderTo = (port: number, pin = certificate) =>
    createUploader({
      link: openTestLink(`https://127.0.0.1:${port}`, pin, options.stallMs),
      keystore: { authorize: async (method, path) => `Jemput ${++proofs} ${method} ${path}` },
      spool,
      onProgress: (packetId, sent, size) => {
        expect([packetId, size]).toEqual([header.packetId, header.size]);
        progress.push(sent);
      },
    });
  return {
    header,
    content,
    packetId: header.packetId,
    spoolFile: join(directory, `${header.packetId}.packet`),
    centre,
    proxy,
    progress,
    uploaderTo,
    uploader: uploaderTo(centre.port),
    received: () => new Uint8Array(readFileSync(centre.file(header.packetId))),
  };
}

/** Number of this process's file descriptors that are open on a file. */
function openDescriptorsOf(file: string): number {
  return readdirSync('/proc/self/fd').filter((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`) === file;
    } catch {
      // Closed since the folder was read.
      return false;
    }
  }).length;
}

describe('an upload', () => {
  test('asks where it stands, then creates the packet with its bytes', async () => {
    const { uploader, header, content, packetId, centre, received, progress } = await setUp();
    await uploader.upload(packetId);
    expect(received()).toEqual(content);
    expect(centre.methods()).toEqual(['HEAD', 'POST']);
    const metadata = Object.fromEntries(
      centre.requests[1]!.metadata!.split(',').map((pair) => {
        const [name, value] = pair.split(' ') as [string, string];
        return [name, Buffer.from(value, 'base64').toString()];
      }),
    );
    const { size: _, ...announced } = header;
    expect(metadata).toEqual({ ...announced, sequence: String(header.sequence) });
    expect(progress.at(-1)).toBe(header.size);
  });

  test('carries a proof of its own with each request', async () => {
    const { uploader, packetId, centre } = await setUp();
    await uploader.upload(packetId);
    expect(centre.requests.map(({ authorization }) => authorization)).toEqual([
      `Jemput 1 HEAD /v1/packets/${packetId}`,
      'Jemput 2 POST /v1/packets',
    ]);
  });

  test('of a packet that the centre has whole sends no byte', async () => {
    const { uploader, packetId, centre } = await setUp();
    await uploader.upload(packetId);
    await uploader.upload(packetId);
    expect(centre.methods()).toEqual(['HEAD', 'POST', 'HEAD']);
  });

  test('asked for twice at once is made once', async () => {
    const { uploader, packetId, centre } = await setUp();
    await Promise.all([uploader.upload(packetId), uploader.upload(packetId)]);
    expect(centre.methods()).toEqual(['HEAD', 'POST']);
  });

  test('uses one connection for all its requests', async () => {
    const { uploader, packetId, centre } = await setUp();
    await uploader.upload(packetId);
    expect(centre.connections.count).toBe(1);
  });

  test('tells its progress, not too often', async () => {
    const { uploaderTo, packetId, proxy, progress, header } = await setUp({
      size: 3_000_000,
      bitsPerSecond: 20_000_000,
    });
    const started = performance.now();
    await uploaderTo(proxy.port).upload(packetId);
    expect(progress).toEqual([...progress].sort((one, other) => one - other));
    expect(progress.at(-1)).toBe(header.size);
    // At most one each quarter of a second, and the last.
    expect(progress.length).toBeLessThanOrEqual((performance.now() - started) / 250 + 2);
  });
});

describe('a broken link', () => {
  test('resumes at the byte that the centre has, however often it is cut', async () => {
    const { uploaderTo, packetId, centre, received, content } = await setUp({ size: 2_000_000 });
    const proxy = await startCuttingProxy(centre.port, [450_000, 450_000, 450_000]);
    const uploader = uploaderTo(proxy.port);
    const failures: string[] = [];
    await vi.waitFor(
      () =>
        uploader.upload(packetId).catch((error: { code: string }) => {
          failures.push(error.code);
          throw error;
        }),
      { timeout: 50_000, interval: 100 },
    );
    expect(proxy.cuts).toBe(3);
    // The server may still be busy with the connection that was cut.
    expect(['CENTRE_UNREACHABLE', 'CENTRE_FAILED']).toEqual(expect.arrayContaining(failures));
    expect(received()).toEqual(content);
    expect(centre.methods().filter((method) => method === 'POST')).toHaveLength(1);
    const offsets = centre.requests.filter(({ method }) => method === 'PATCH').map(({ offset }) => Number(offset));
    expect(offsets.length).toBeGreaterThanOrEqual(3);
    expect(offsets.every((offset, index) => offset > (offsets[index - 1] ?? 0))).toBe(true);
    // Hardly a byte went twice: what is more than the packet is TLS, headers and what was in flight at a cut.
    expect(proxy.bytesUp).toBeLessThan(2_400_000);
  });

  test('resumes in another process of the kiosk, too', async () => {
    const { uploaderTo, packetId, centre, received, content } = await setUp({ size: 1_000_000 });
    const proxy = await startCuttingProxy(centre.port, [400_000]);
    await expect(uploaderTo(proxy.port).upload(packetId)).rejects.toMatchObject({ code: 'CENTRE_UNREACHABLE' });
    await vi.waitFor(() => uploaderTo(centre.port).upload(packetId), { timeout: 30_000, interval: 100 });
    expect(received()).toEqual(content);
    expect(Number(centre.requests.at(-1)!.offset)).toBeGreaterThan(300_000);
  });

  test('that falls silent is given up', async () => {
    const { uploader, packetId } = await setUp({ intercept: ({ method }) => method === 'POST', stallMs: 200 });
    await expect(uploader.upload(packetId)).rejects.toMatchObject({ code: 'CENTRE_UNREACHABLE' });
  });

  test('with nobody at its end', async () => {
    const { uploaderTo, packetId } = await setUp();
    await expect(uploaderTo(1).upload(packetId)).rejects.toMatchObject({ code: 'CENTRE_UNREACHABLE' });
  });

  test.skipIf(process.platform !== 'linux')('leaves no file open', async () => {
    const { uploaderTo, packetId, centre, spoolFile } = await setUp({ size: 2_000_000 });
    const proxy = await startCuttingProxy(centre.port, [400_000]);
    await expect(uploaderTo(proxy.port).upload(packetId)).rejects.toMatchObject({ code: 'CENTRE_UNREACHABLE' });
    await sleep(50);
    expect(openDescriptorsOf(spoolFile)).toBe(0);
  });
});

describe('an answer of the centre', () => {
  const onlyTo =
    (methods: string[], answer: Intercept): Intercept =>
    (request, response) =>
      methods.includes(request.method ?? '') && answer(request, response);
  const portal: Intercept = (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<title>Login</title>');
    return true;
  };
  const status =
    (code: number, headers: Record<string, string> = {}): Intercept =>
    (_request, response) => {
      response.writeHead(code, { 'Tus-Resumable': '1.0.0', ...headers }).end();
      return true;
    };
  const problem =
    (code: number, name: string): Intercept =>
    (_request, response) =>
      answerProblem(response, code, name);

  test.each<[string, Intercept, object, string[]]>([
    ['500 to the first question creates nothing', onlyTo(['HEAD'], status(500)), { code: 'CENTRE_FAILED' }, ['HEAD']],
    ['500 to the bytes', onlyTo(['POST'], problem(500, 'INTERNAL')), { code: 'CENTRE_FAILED' }, ['HEAD', 'POST']],
    ['a portal’s page', portal, { code: 'CENTRE_NOT_SIAK' }, ['HEAD']],
    ['a portal’s page to the bytes', onlyTo(['POST'], portal), { code: 'CENTRE_NOT_SIAK' }, ['HEAD', 'POST']],
    ['a redirect', status(302, { Location: '/portal' }), { code: 'CENTRE_NOT_SIAK' }, ['HEAD']],
    ['a locked upload', status(423), { code: 'CENTRE_FAILED' }, ['HEAD']],
    [
      'an unknown kiosk: named by the answer to POST, since HEAD has no words',
      problem(401, 'KIOSK_UNKNOWN'),
      { code: 'CENTRE_REFUSED', detail: 'KIOSK_UNKNOWN' },
      ['HEAD', 'POST'],
    ],
    [
      'a refused header',
      onlyTo(['POST'], problem(400, 'PACKET_HEADER_INVALID')),
      { code: 'CENTRE_REFUSED', detail: 'PACKET_HEADER_INVALID' },
      ['HEAD', 'POST'],
    ],
    [
      'bytes that were damaged on the way',
      onlyTo(['POST'], problem(460, 'PACKET_HASH_MISMATCH')),
      { code: 'UPLOAD_DAMAGED' },
      ['HEAD', 'POST'],
    ],
    [
      'an upload that has moved meanwhile',
      onlyTo(['POST'], problem(409, 'UPLOAD_OFFSET_MISMATCH')),
      { code: 'CENTRE_FAILED' },
      ['HEAD', 'POST'],
    ],
    [
      'an upload of another length under our id',
      status(200, { 'Upload-Offset': '5', 'Upload-Length': '5' }),
      { code: 'CENTRE_NOT_SIAK', detail: 'Upload-Length' },
      ['HEAD'],
    ],
    [
      'an offset behind the end',
      status(200, { 'Upload-Offset': '300001', 'Upload-Length': '300000' }),
      { code: 'CENTRE_NOT_SIAK', detail: 'Upload-Offset' },
      ['HEAD'],
    ],
    [
      'a Location elsewhere is not followed',
      onlyTo(['POST'], status(201, { Location: 'https://elsewhere.invalid/steal', 'Upload-Offset': '0' })),
      { code: 'CENTRE_NOT_SIAK', detail: 'Location' },
      ['HEAD', 'POST'],
    ],
  ])('%s', async (_what, intercept, error, methods) => {
    const { uploader, packetId, centre } = await setUp({ intercept });
    await expect(uploader.upload(packetId)).rejects.toMatchObject(error);
    expect(centre.methods()).toEqual(methods);
  });

  test('that never moves on does not keep the kiosk sending for ever', async () => {
    const head = status(200, { 'Upload-Offset': '7', 'Upload-Length': '300000' });
    const patch = status(204, { 'Upload-Offset': '7' });
    const { uploader, packetId, centre } = await setUp({
      intercept: (request, response) => (request.method === 'HEAD' ? head : patch)(request, response),
    });
    await expect(uploader.upload(packetId)).rejects.toMatchObject({ code: 'CENTRE_NOT_SIAK', detail: 'Upload-Offset' });
    expect(centre.methods()).toEqual(['HEAD', 'PATCH']);
  });

  test('"already received" is success, at HEAD as at POST', async () => {
    const { uploader, packetId, progress, header } = await setUp({
      intercept: problem(409, 'PACKET_ALREADY_RECEIVED'),
    });
    await uploader.upload(packetId);
    expect(progress.at(-1)).toBe(header.size);
  });

  test('with another certificate is none', async () => {
    const { uploaderTo, packetId, centre } = await setUp();
    await expect(uploaderTo(centre.port, otherCertificate).upload(packetId)).rejects.toMatchObject({
      code: 'CENTRE_NOT_TRUSTED',
    });
    expect(centre.requests).toEqual([]);
  });
});

describe('the spool file', () => {
  test('with one changed byte is never offered', async () => {
    const { uploader, packetId, centre, spoolFile, content } = await setUp();
    writeFileSync(spoolFile, content.with(7, content[7]! ^ 1));
    await expect(uploader.upload(packetId)).rejects.toMatchObject({ code: 'SPOOL_PACKET_DAMAGED' });
    expect(centre.requests).toEqual([]);
  });

  test('that shrinks while it is sent ends the upload', async () => {
    let shrink = () => {};
    const { uploader, packetId, spoolFile } = await setUp({
      intercept: ({ method }) => {
        if (method === 'HEAD') shrink();
        return false;
      },
    });
    shrink = () => truncateSync(spoolFile, 1000);
    await expect(uploader.upload(packetId)).rejects.toMatchObject({ code: 'SPOOL_PACKET_DAMAGED' });
  });
});

describe('cancelling', () => {
  test('ends the upload at once; the next one resumes it', async () => {
    const { uploaderTo, packetId, proxy, received, content, centre } = await setUp({
      size: 1_000_000,
      bitsPerSecond: 4_000_000,
    });
    const uploader = uploaderTo(proxy.port);
    const ended = expect(uploader.upload(packetId)).rejects.toMatchObject({ code: 'UPLOAD_CANCELLED' });
    await vi.waitFor(() => expect(proxy.passed.up).toBeGreaterThan(200_000), { timeout: 20_000 });
    uploader.cancel(packetId);
    await ended;
    await vi.waitFor(() => uploaderTo(centre.port).upload(packetId), { timeout: 30_000, interval: 100 });
    expect(received()).toEqual(content);
    expect(Number(centre.requests.at(-1)!.offset)).toBeGreaterThan(0);
  });

  test('before the first request ends it as well', async () => {
    const { uploader, packetId, centre } = await setUp();
    const ended = expect(uploader.upload(packetId)).rejects.toMatchObject({ code: 'UPLOAD_CANCELLED' });
    uploader.cancel(packetId);
    await ended;
    expect(centre.requests).toEqual([]);
  });

  test('of an unknown or finished upload does nothing', async () => {
    const { uploader, packetId } = await setUp();
    uploader.cancel(packetId);
    await uploader.upload(packetId);
    uploader.cancel(packetId);
    await uploader.upload(packetId);
  });

  test('close ends all of them', async () => {
    const { uploader, packetId } = await setUp({ intercept: () => true });
    const ended = expect(uploader.upload(packetId)).rejects.toMatchObject({ code: 'UPLOAD_CANCELLED' });
    await sleep(50);
    uploader.close();
    await ended;
  });
});
