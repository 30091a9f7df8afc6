import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { decodeMessage, encodeMessage } from '../../../../native-bridges/rpc/message-codec.ts';
import { openChannel, openSocketChannel, portChannel } from '../../../../renderer/app/shell-connection.ts';

afterEach(() => vi.unstubAllGlobals());

/** A host that takes WebSockets; what it got, and the sockets themselves. */
async function startHost() {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const page = `http://127.0.0.1:${(server.address() as AddressInfo).port}/index.html`;
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
    server.close();
  });
  return { page, sockets };
}

describe('a channel over a WebSocket', () => {
  test('goes to the page’s own origin, and carries bytes both ways', async () => {
    const { page, sockets } = await startHost();
    const connected = once(sockets, 'connection');
    const channel = await openSocketChannel('devices', page);
    const [socket, request] = await connected;
    expect(request.url).toBe('/channel/devices');

    // Sent before anybody listens: delivered when somebody does.
    socket.send(encodeMessage({ early: Uint8Array.of(1, 2) }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    const received: unknown[] = [];
    channel.onMessage((message) => received.push(message));
    expect(received).toEqual([{ early: Uint8Array.of(1, 2) }]);

    const arrived = once(socket, 'message');
    channel.post({ put: Uint8Array.of(3) });
    const [frame] = await arrived;
    expect(decodeMessage(new Uint8Array(frame))).toEqual({ put: Uint8Array.of(3) });
  });

  test('says when the host is gone, also to who asks later', async () => {
    const { page, sockets } = await startHost();
    const channel = await openSocketChannel('shell', page);
    const closed = new Promise<void>((resolve) => channel.onClose(resolve));
    for (const socket of sockets.clients) socket.terminate();
    await closed;
    const told = vi.fn();
    channel.onClose(told);
    expect(told).toHaveBeenCalledOnce();
  });

  test.each([
    ['text', 'hello'],
    ['bytes that are no message', Uint8Array.of(0xc1)],
  ])('a host that sends %s is hung up on', async (_name, frame) => {
    const { page, sockets } = await startHost();
    const connected = once(sockets, 'connection');
    const channel = await openSocketChannel('shell', page);
    const received: unknown[] = [];
    channel.onMessage((message) => received.push(message));
    const closed = new Promise<void>((resolve) => channel.onClose(resolve));
    const [socket] = await connected;
    socket.send(frame);
    await closed;
    expect(received).toEqual([]);
  });

  test('a host that is not there is an error, not a channel', async () => {
    await expect(openSocketChannel('shell', 'http://127.0.0.1:1/')).rejects.toThrow();
  });
});

describe('a channel over a MessagePort', () => {
  test('carries messages, keeps early ones, and ends with its other end', async () => {
    const { port1, port2 } = new MessageChannel();
    const channel = portChannel(port1);
    port2.postMessage({ early: 1 });
    const received: unknown[] = [];
    channel.onMessage((message) => received.push(message));
    const answered = new Promise((resolve) => {
      port2.onmessage = ({ data }) => resolve(data);
    });
    channel.post({ to: 'shell' });
    expect(await answered).toEqual({ to: 'shell' });
    expect(received).toEqual([{ early: 1 }]);
    const closed = new Promise<void>((resolve) => channel.onClose(resolve));
    port2.close();
    await closed;
  });

  test('in Electron, one end is handed to the preload of this very origin', async () => {
    const posted: { message: unknown; origin: string; ports: MessagePort[] }[] = [];
    vi.stubGlobal('location', { protocol: 'app:', origin: 'app://jemput' });
    vi.stubGlobal('window', {
      postMessage: (message: unknown, origin: string, ports: MessagePort[]) => posted.push({ message, origin, ports }),
    });
    const channel = await openChannel('devices');
    expect(posted).toMatchObject([
      { message: { type: 'jemput:open-channel', kind: 'devices' }, origin: 'app://jemput' },
    ]);
    const [preload] = posted[0]!.ports;
    const answered = new Promise((resolve) => {
      preload!.onmessage = ({ data }) => resolve(data);
    });
    channel.post('hello');
    expect(await answered).toBe('hello');
    channel.close();
  });
});
