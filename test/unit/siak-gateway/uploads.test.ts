import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Upload } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingPrograms } from '../../support/programs.ts';
import { buildPacket } from './support/packet-builder.ts';
import { type RunningGateway, startGateway } from './support/start-gateway.ts';
import { metadataOf, OCTETS, TestKiosk, TUS } from './support/test-kiosk.ts';

let running: RunningGateway;
let kiosk: TestKiosk;
let sequence = 0;
const nextPacket = () => buildPacket(kiosk, ++sequence);
const stored = (packetId: string): string => join(running.dataFolder, 'packets', `${packetId}.packet`);

beforeAll(async () => {
  running = await startGateway();
  kiosk = await TestKiosk.activated(running.gateway);
});
afterAll(() => running.stop());

/** Asks until the centre has at least so many bytes: those of a broken connection trickle in after the break. */
async function offsetFrom(packetId: string, atLeast: number): Promise<number> {
  return expect
    .poll(async () => Number((await kiosk.head(packetId)).headers['upload-offset']), { timeout: 20_000 })
    .toBeGreaterThanOrEqual(atLeast)
    .then(async () => Number((await kiosk.head(packetId)).headers['upload-offset']));
}

describe('uploading a packet', () => {
  it('is absent, begun, complete, and then stored byte for byte with nothing left behind', async () => {
    const { header, bytes } = await nextPacket();
    expect((await kiosk.head(header.packetId)).status).toBe(404);
    const begun = await kiosk.begin(header);
    expect(begun.status).toBe(201);
    expect(begun.headers.location).toBe(`/v1/packets/${header.packetId}`);
    expect((await kiosk.head(header.packetId)).headers['upload-offset']).toBe('0');
    expect((await kiosk.patch(header.packetId, 0, bytes)).status).toBe(204);
    const asked = await kiosk.head(header.packetId);
    expect([asked.headers['upload-offset'], asked.headers['upload-length']]).toEqual([
      `${header.size}`,
      `${header.size}`,
    ]);
    expect(readFileSync(stored(header.packetId)).equals(bytes)).toBe(true);
    expect(readdirSync(join(running.dataFolder, 'uploads'))).toEqual([]);
    expect((await kiosk.receipts()).at(-1)).toMatchObject({
      packetId: header.packetId,
      verdict: 'accepted',
      reasons: [],
    });
  });

  it('may come with its creation, in one request', async () => {
    const { header, bytes } = await nextPacket();
    const answer = await kiosk.begin(header, bytes);
    expect(answer.status).toBe(201);
    expect(answer.headers['upload-offset']).toBe(String(header.size));
    expect(existsSync(stored(header.packetId))).toBe(true);
  });

  it('goes on at the byte where the connection broke', async () => {
    const { header, bytes } = await nextPacket();
    await kiosk.begin(header);
    const cut = Math.floor(bytes.byteLength / 2);
    await expect(kiosk.patch(header.packetId, 0, bytes, cut)).rejects.toThrow('cut');
    const offset = await offsetFrom(header.packetId, 1);
    expect(offset).toBeLessThan(bytes.byteLength);
    expect((await kiosk.patch(header.packetId, offset, bytes.subarray(offset))).status).toBe(204);
    expect(readFileSync(stored(header.packetId)).equals(bytes)).toBe(true);
  });

  it('begun a second time loses nothing: the answer says where to go on', async () => {
    const { header, bytes } = await nextPacket();
    await kiosk.begin(header);
    await kiosk.patch(header.packetId, 0, bytes.subarray(0, 1000));
    const again = await kiosk.begin(header);
    expect(again.status).toBe(201);
    expect(again.headers['upload-offset']).toBe('1000');
    // Neither does a body that comes with it.
    expect((await kiosk.begin(header, bytes)).headers['upload-offset']).toBe('1000');
    expect((await kiosk.patch(header.packetId, 1000, bytes.subarray(1000))).status).toBe(204);
    expect(readFileSync(stored(header.packetId)).equals(bytes)).toBe(true);
  });

  it('begun twice at the same time is one upload', async () => {
    const { header, bytes } = await nextPacket();
    const answers = await Promise.all([kiosk.begin(header), kiosk.begin(header)]);
    for (const { status } of answers) expect([201, 409]).toContain(status);
    expect((await kiosk.patch(header.packetId, 0, bytes)).status).toBe(204);
  });

  it('that is received is never opened again', async () => {
    const { header, bytes } = await nextPacket();
    await kiosk.upload(header, bytes);
    const before = await kiosk.receipts();
    for (const answer of [
      await kiosk.begin(header),
      await kiosk.begin(header, bytes),
      await kiosk.patch(header.packetId, 0, bytes),
    ]) {
      expect(answer.status).toBe(409);
      expect(answer.json().code).toBe('PACKET_ALREADY_RECEIVED');
    }
    expect(await kiosk.receipts()).toEqual(before);
    expect(readFileSync(stored(header.packetId)).equals(bytes)).toBe(true);
  });

  it('with damaged bytes is dropped and can be sent again', async () => {
    const { header, bytes } = await nextPacket();
    const damaged = bytes.slice();
    damaged[500]! ^= 1;
    const refused = await kiosk.upload(header, damaged);
    expect(refused.status).toBe(460);
    expect(refused.json().code).toBe('PACKET_HASH_MISMATCH');
    expect(existsSync(stored(header.packetId))).toBe(false);
    expect((await kiosk.head(header.packetId)).status).toBe(404);
    expect((await kiosk.receipts()).some(({ packetId }) => packetId === header.packetId)).toBe(false);
    expect((await kiosk.upload(header, bytes)).status).toBe(204);
  });

  it('at another offset is refused, and nothing is written', async () => {
    const { header, bytes } = await nextPacket();
    await kiosk.begin(header);
    const answer = await kiosk.patch(header.packetId, 77, bytes.subarray(77));
    expect([answer.status, answer.json().code]).toEqual([409, 'UPLOAD_OFFSET_MISMATCH']);
    expect((await kiosk.head(header.packetId)).headers['upload-offset']).toBe('0');
  });

  it('longer than announced is refused', async () => {
    const { header, bytes } = await nextPacket();
    await kiosk.begin(header);
    const answer = await kiosk.patch(header.packetId, 0, Buffer.concat([bytes, Buffer.from('more')]));
    expect([answer.status, answer.json().code]).toEqual([413, 'PACKET_HEADER_INVALID']);
  });

  it('works with an ordinary tus client', async () => {
    const { header, bytes } = await nextPacket();
    const { size: _, ...metadata } = header;
    const { url, certificatePem } = running.gateway;
    const { DefaultHttpStack } = (await import('tus-js-client')) as unknown as {
      DefaultHttpStack: new (options: object) => never;
    };
    await new Promise<void>((resolve, reject) => {
      const upload = new Upload(Buffer.from(bytes), {
        endpoint: `${url}/v1/packets`,
        chunkSize: 8 * 1024,
        metadata: Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, String(value)])),
        httpStack: new DefaultHttpStack({ ca: certificatePem }),
        onBeforeRequest: async (request) => {
          const path = new URL(request.getURL()).pathname;
          request.setHeader('Authorization', await kiosk.proof(request.getMethod(), path));
        },
        onError: reject,
        onSuccess: () => resolve(),
      });
      upload.start();
    });
    expect(readFileSync(stored(header.packetId)).equals(bytes)).toBe(true);
  });
});

describe('a stored packet', () => {
  const missing = missingPrograms('age', 'unzip');
  it.skipIf(missing)(`opens with age and unzip${missing ? ` (${missing})` : ''}`, async () => {
    const { header, bytes, archive } = await nextPacket();
    await kiosk.upload(header, bytes);
    const identity = join(running.dataFolder, 'keys', 'age-identity.txt');
    expect(execFileSync('age', ['-d', '-i', identity, stored(header.packetId)]).equals(archive)).toBe(true);
    const opened = join(running.dataFolder, 'opened.zip');
    writeFileSync(opened, archive);
    expect(execFileSync('unzip', ['-p', opened, 'manifest.json']).toString()).toContain(header.packetId);
    expect(execFileSync('unzip', ['-t', opened]).toString()).toContain('No errors detected');
  });
});

describe('another kiosk', () => {
  it('neither sees nor continues nor takes the id of an upload that is not its own', async () => {
    const { header, bytes } = await nextPacket();
    await kiosk.begin(header);
    const stranger = await TestKiosk.activated(running.gateway);
    expect((await stranger.head(header.packetId)).status).toBe(404);
    expect((await stranger.patch(header.packetId, 0, bytes)).json().code).toBe('NOT_FOUND');
    const sameId = await stranger.begin({ ...header, kioskId: stranger.bundle.kioskId });
    expect([sameId.status, sameId.json().code]).toEqual([409, 'PACKET_HEADER_INVALID']);
    expect((await stranger.begin(header)).json().code).toBe('PACKET_HEADER_INVALID');
    expect((await kiosk.patch(header.packetId, 0, bytes)).status).toBe(204);
    expect((await stranger.head(header.packetId)).status).toBe(404);
    expect((await stranger.begin({ ...header, kioskId: stranger.bundle.kioskId })).json().code).toBe(
      'PACKET_HEADER_INVALID',
    );
    expect(await stranger.receipts()).toEqual([]);
  });
});

describe('an announcement', () => {
  const announce = async (metadata: string, length: string) =>
    kiosk.send({
      method: 'POST',
      path: '/v1/packets',
      headers: { ...TUS, 'Upload-Metadata': metadata, 'Upload-Length': length },
    });

  it('that contradicts an earlier one is refused', async () => {
    const { header } = await nextPacket();
    await kiosk.begin(header);
    for (const other of [
      { ...header, sha256: '0'.repeat(64) },
      { ...header, size: header.size + 1 },
    ]) {
      const answer = await kiosk.begin(other);
      expect([answer.status, answer.json().code]).toEqual([409, 'PACKET_HEADER_INVALID']);
    }
  });

  it('must be a packet header and nothing more', async () => {
    const { header } = await nextPacket();
    const good = metadataOf(header);
    const replaced = (change: object) => metadataOf({ ...header, ...change });
    const name = `name ${Buffer.from('SITI').toString('base64')}`;
    const announcements: [string, string][] = [
      ['', '100'],
      ['packetId', '100'],
      [`${good},${name}`, '100'],
      [replaced({ packetId: '../../etc/passwd' }), '100'],
      [replaced({ packetId: header.packetId.toUpperCase() }), '100'],
      [replaced({ sequence: 0 }), '100'],
      [replaced({ sequence: 1.5 }), '100'],
      [replaced({ sha256: 'abc' }), '100'],
      [replaced({ format: 'jemput-packet/9' }), '100'],
      [replaced({ driveId: randomUUID() }), '100'],
      [good, '0'],
      [good, '-1'],
      [good, String(32 * 1024 * 1024 + 1)],
    ];
    for (const [metadata, length] of announcements) {
      const answer = await announce(metadata, length);
      expect([metadata, length, answer.status, answer.json().code]).toEqual([
        metadata,
        length,
        400,
        'PACKET_HEADER_INVALID',
      ]);
    }
    expect((await kiosk.head(header.packetId)).status).toBe(404);
  });

  it('needs the protocol’s own headers', async () => {
    const { header, bytes } = await nextPacket();
    const path = `/v1/packets/${header.packetId}`;
    const withoutVersion = { 'Upload-Length': String(header.size), 'Upload-Metadata': metadataOf(header) };
    expect((await kiosk.send({ method: 'POST', path: '/v1/packets', headers: withoutVersion })).status).toBe(412);
    await kiosk.begin(header);
    expect((await kiosk.send({ method: 'PATCH', path, headers: { ...TUS, ...OCTETS }, body: bytes })).status).toBe(403);
    const offset = { ...TUS, 'Upload-Offset': '0' };
    expect((await kiosk.send({ method: 'PATCH', path, headers: offset, body: bytes })).status).toBe(403);
    const text = { ...offset, 'Content-Type': 'text/plain' };
    expect((await kiosk.send({ method: 'PATCH', path, headers: text, body: bytes })).status).toBe(400);
  });
});
