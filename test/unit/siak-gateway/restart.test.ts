import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../siak-gateway/gateway.ts';
import { type BuiltPacket, buildPacket } from './support/packet-builder.ts';
import { type RunningGateway, startGateway } from './support/start-gateway.ts';
import { metadataOf, TestKiosk } from './support/test-kiosk.ts';

let running: RunningGateway;
let kiosk: TestKiosk;
let sequence = 0;

beforeAll(async () => {
  running = await startGateway();
  kiosk = await TestKiosk.activated(running.gateway);
});
afterAll(() => running.stop());

const nextPacket = () => buildPacket(kiosk, ++sequence);
const inFolder = (...names: string[]): string => join(running.dataFolder, ...names);

async function restart(): Promise<Gateway> {
  const gateway = await running.restart();
  kiosk = kiosk.before(gateway);
  return gateway;
}

/** Lays out the files that a crash leaves after the last byte of an upload, before anything else was done. */
function layFinishedUpload({ header, bytes }: BuiltPacket, content: Uint8Array = bytes): void {
  const metadata = Object.fromEntries(
    metadataOf(header)
      .split(',')
      .map((pair) => pair.split(' ') as [string, string])
      .map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]),
  );
  writeFileSync(inFolder('uploads', header.packetId), content);
  const announcement = { id: header.packetId, size: header.size, offset: 0, metadata };
  writeFileSync(inFolder('uploads', `${header.packetId}.json`), JSON.stringify(announcement));
}

describe('a restart', () => {
  it('keeps address, certificate, keys, kiosks, receipts and half-sent packets', async () => {
    const { url, certificatePem, rootKeyThumbprint } = running.gateway;
    await kiosk.deliver(await nextPacket());
    const receipts = await kiosk.receipts();
    const half = await nextPacket();
    await kiosk.begin(half.header);
    await kiosk.patch(half.header.packetId, 0, half.bytes.subarray(0, 1234));

    const gateway = await restart();
    expect(gateway).toMatchObject({ url, certificatePem, rootKeyThumbprint });
    expect(JSON.parse(readFileSync(inFolder('public.json'), 'utf8'))).toMatchObject({ url, certificatePem });
    expect(await kiosk.receipts()).toEqual(receipts);
    expect((await kiosk.head(half.header.packetId)).headers['upload-offset']).toBe('1234');
    expect((await kiosk.patch(half.header.packetId, 1234, half.bytes.subarray(1234))).status).toBe(204);
    expect((await kiosk.receipts()).at(-1)).toMatchObject({ packetId: half.header.packetId, verdict: 'accepted' });
  });

  it('takes in a packet whose last byte had come and whose receipt had not been made', async () => {
    const packet = await nextPacket();
    layFinishedUpload(packet);
    await restart();
    expect((await kiosk.receipts()).at(-1)).toMatchObject({ packetId: packet.header.packetId, verdict: 'accepted' });
    expect(readFileSync(inFolder('packets', `${packet.header.packetId}.packet`)).equals(packet.bytes)).toBe(true);
    expect(readdirSync(inFolder('uploads'))).toEqual([]);
  });

  it('does so too when the bytes had already been moved to the packets', async () => {
    const packet = await nextPacket();
    layFinishedUpload(packet);
    renameSync(inFolder('uploads', packet.header.packetId), inFolder('packets', `${packet.header.packetId}.packet`));
    await restart();
    expect((await kiosk.receipts()).at(-1)).toMatchObject({ packetId: packet.header.packetId, verdict: 'accepted' });
  });

  it('drops an upload whose bytes were damaged; it is sent again', async () => {
    const packet = await nextPacket();
    const damaged = packet.bytes.slice();
    damaged[9]! ^= 4;
    layFinishedUpload(packet, damaged);
    await restart();
    expect((await kiosk.head(packet.header.packetId)).status).toBe(404);
    expect(await kiosk.deliver(packet)).toMatchObject({ verdict: 'accepted' });
  });

  it('is not kept from starting by what it cannot read', async () => {
    writeFileSync(inFolder('uploads', 'half-written.json'), '{"id":');
    const other = '00000000-0000-4000-8000-000000000000';
    mkdirSync(inFolder('uploads', `${other}.json`));
    await restart();
    expect((await kiosk.head(other)).status).toBe(404);
  });

  it('gives no second receipt for a packet of which only the announcement was left', async () => {
    const packet = await nextPacket();
    await kiosk.deliver(packet);
    const receipts = await kiosk.receipts();
    layFinishedUpload(packet);
    await restart();
    expect(await kiosk.receipts()).toEqual(receipts);
    expect((await kiosk.begin(packet.header)).json().code).toBe('PACKET_ALREADY_RECEIVED');
  });
});

describe('without a restart', () => {
  it('the next question finishes what was interrupted', async () => {
    const packet = await nextPacket();
    layFinishedUpload(packet);
    const asked = await kiosk.head(packet.header.packetId);
    expect(asked.headers['upload-offset']).toBe(String(packet.header.size));
    expect((await kiosk.receipts()).at(-1)).toMatchObject({ packetId: packet.header.packetId, verdict: 'accepted' });
  });
});
