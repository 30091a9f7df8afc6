import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { decodeMessage, encodeMessage } from '../../../../native-bridges/rpc/message-codec.ts';
import { ask, hostUnderTest, openSession, openSocket } from './host-under-test.ts';

/** A host with an open session, and the headers our own page's handshake has. */
async function hostWithPage() {
  const host = await hostUnderTest();
  const own = { Cookie: await openSession(host.url), Origin: host.origin };
  const open = async (kind: string) => {
    const socket = await openSocket(host.port, `/channel/${kind}`, own);
    if (!(socket instanceof WebSocket)) throw new Error(`refused with ${socket}`);
    return socket;
  };
  /** What a browser sends for the page itself. */
  const load = () => ask(host.port, '/', { Cookie: own.Cookie, 'Sec-Fetch-Dest': 'document' });
  return { ...host, own, open, load };
}

const closeCode = async (socket: WebSocket) => (await once(socket, 'close'))[0] as number;

describe('the handshake', () => {
  test('is refused without our cookie, origin or host, and for an unknown channel', async () => {
    const { port, own, channels, logged } = await hostWithPage();
    const attempts: [string, Record<string, string>][] = [
      ['/channel/shell', { Origin: own.Origin }],
      ['/channel/shell', { Cookie: own.Cookie }],
      ['/channel/shell', { ...own, Origin: 'http://evil.example' }],
      ['/channel/shell', { ...own, Origin: `http://localhost:${port}` }],
      ['/channel/shell', { ...own, Origin: 'null' }],
      ['/channel/shell', { ...own, Host: `evil.example:${port}` }],
      ['/channel/shell', { ...own, Cookie: `jemput-${port}=${randomBytes(32).toString('base64url')}` }],
      ['/channel/root', own],
      ['/elsewhere', own],
    ];
    const statuses = await Promise.all(attempts.map(([path, headers]) => openSocket(port, path, headers)));
    expect(statuses).toEqual([403, 403, 403, 403, 403, 403, 403, 404, 404]);
    expect(channels).toEqual([]);
    expect(logged.filter((line) => line.startsWith('CHANNEL_REFUSED'))).toHaveLength(8);
  });
});

describe('a channel', () => {
  test('carries messages both ways, bytes as bytes', async () => {
    const { open, channels } = await hostWithPage();
    const socket = await open('devices');
    socket.binaryType = 'nodebuffer';
    await vi.waitFor(() => expect(channels).toHaveLength(1));
    const { kind, channel } = channels[0]!;
    expect(kind).toBe('devices');

    const received: unknown[] = [];
    const pixels = new Uint8Array(randomBytes(3 * 1024 * 1024));
    socket.send(encodeMessage({ before: 'a receiver' }));
    // A round trip over the same server, so that the frame is there before anyone listens.
    await ask(Number(new URL(socket.url).port), '/');
    channel.onMessage((message) => received.push(message));
    socket.send(encodeMessage({ pixels, absent: undefined }));
    await vi.waitFor(() => expect(received).toHaveLength(2));
    expect(received[0]).toEqual({ before: 'a receiver' });
    expect(Buffer.compare((received[1] as { pixels: Uint8Array }).pixels, pixels)).toBe(0);

    channel.post({ t: 'q', pixels });
    const [frame] = (await once(socket, 'message')) as [Buffer];
    expect(Buffer.compare((decodeMessage(frame) as { pixels: Uint8Array }).pixels, pixels)).toBe(0);
  });

  test('tells when the page is gone, and a post to nobody does nothing', async () => {
    const { open, channels } = await hostWithPage();
    const socket = await open('shell');
    await vi.waitFor(() => expect(channels).toHaveLength(1));
    const { channel } = channels[0]!;
    const gone = new Promise<void>((resolve) => channel.onClose(resolve));
    socket.terminate();
    await gone;
    channel.post({ to: 'nobody' });
    await new Promise<void>((resolve) => channel.onClose(resolve));
  });

  test('belongs to the newest page: a reload or a new tab takes it, the page before does not get it back', async () => {
    const { port, own, open, load, channels, logged } = await hostWithPage();
    await load();
    const [first, devices] = [await open('shell'), await open('devices')];
    expect(await openSocket(port, '/channel/shell', own)).toBe(409);

    await load();
    const closed = closeCode(first);
    const second = await open('shell');
    expect(await closed).toBe(4409);
    expect(await openSocket(port, '/channel/shell', own)).toBe(409);
    expect([second.readyState, devices.readyState]).toEqual([WebSocket.OPEN, WebSocket.OPEN]);
    await vi.waitFor(() => expect(channels).toHaveLength(3));
    expect(logged).toEqual(['CHANNEL_REPLACED shell']);
  });

  test('that was lost is opened again by the same page', async () => {
    const { open, load, channels } = await hostWithPage();
    await load();
    const socket = await open('devices');
    await vi.waitFor(() => expect(channels).toHaveLength(1));
    const closed = closeCode(socket);
    channels[0]!.channel.close();
    expect(await closed).toBe(1000);
    expect((await open('devices')).readyState).toBe(WebSocket.OPEN);
  });
});

describe('a malformed frame', () => {
  test('of text closes the socket with a code, is logged, and the host lives', async () => {
    const { open, logged } = await hostWithPage();
    const socket = await open('shell');
    socket.send('{"t":"q"}');
    expect(await closeCode(socket)).toBe(4400);
    expect(logged).toEqual(['CHANNEL_MALFORMED shell']);
    expect((await open('shell')).readyState).toBe(WebSocket.OPEN);
  });

  test('beyond 40 MB closes the socket before it is held in memory', async () => {
    const { open, logged } = await hostWithPage();
    const socket = await open('shell');
    socket.send(new Uint8Array(41 * 1024 * 1024));
    expect(await closeCode(socket)).toBe(1009);
    expect(logged).toEqual(['CHANNEL_MALFORMED shell']);
  });

  test('of any bytes whatever leaves the host alive', async () => {
    const { open, port, own } = await hostWithPage();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 64 }), { minLength: 1, maxLength: 8 }), async (frames) => {
        const socket = await open('devices');
        for (const frame of frames) socket.send(frame);
        socket.close();
        await closeCode(socket);
        expect((await ask(port, '/', { Cookie: own.Cookie })).status).toBe(200);
      }),
      { numRuns: 50 },
    );
  });
});
