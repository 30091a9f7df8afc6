import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { encodeRequest, requestSbi, SBI_PORTS } from '../../../../../native-bridges/transports/sbi/sbi-connection.ts';
import { startLoopbackListener } from '../../../../support/loopback-listener.ts';
import { openSockets } from '../../../../support/sbi-bench.ts';

const afterTest: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const undo of afterTest.splice(0).reverse()) await undo();
});

const never = () => new AbortController().signal;

test('the ports are the hundred of the interface', () => {
  expect([SBI_PORTS.length, SBI_PORTS[0], SBI_PORTS.at(-1)]).toEqual([100, 4_501, 4_600]);
});

test('a request has its length in the exact words, and counts the same in bytes and characters', () => {
  const request = encodeRequest(4_501, { verb: 'RCAPTURE', body: { name: 'Ñi ketut ꦏ' } });
  const [head, body] = request.split('\r\n\r\n');
  expect(head!.split('\r\n').slice(0, 2)).toEqual(['RCAPTURE /capture HTTP/1.1', 'Host: 127.0.0.1:4501']);
  expect(head).toContain(`\r\nContent-Length: ${body!.length}\r\n`);
  expect(Buffer.byteLength(request)).toBe(request.length);
  expect(JSON.parse(body!)).toEqual({ name: 'Ñi ketut ꦏ' });
  expect(encodeRequest(4_501, { verb: 'MOSIPDINFO', body: null })).toContain('\r\nContent-Length: 0\r\n');
});

test('a port where nobody listens is absent, and holds no socket', async () => {
  const stranger = await startLoopbackListener();
  await stranger.close();
  const before = openSockets();
  const request = { verb: 'MOSIPDINFO', body: null } as const;
  await expect(requestSbi(stranger.tcpPort, request, 1_000, never())).rejects.toMatchObject({ code: 'DEVICE_ABSENT' });
  expect(openSockets()).toBe(before);
});

test('bytes come as they were sent, then null; a waiting read ends with its signal', async () => {
  const server = createServer((socket) => void socket.once('data', () => socket.write('ab')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterTest.push(() => new Promise((resolve) => server.close(resolve)));
  const sockets: import('node:net').Socket[] = [];
  server.on('connection', (socket) => sockets.push(socket.on('error', () => {})));
  const { port } = server.address() as import('node:net').AddressInfo;
  const connection = await requestSbi(port, { verb: 'MOSIPDINFO', body: null }, 1_000, never());
  expect(Buffer.from((await connection.read(never()))!).toString()).toBe('ab');
  await expect(connection.read(AbortSignal.timeout(20))).rejects.toMatchObject({ name: 'TimeoutError' });
  sockets[0]!.end('c');
  expect(Buffer.from((await connection.read(never()))!).toString()).toBe('c');
  expect(await connection.read(never())).toBeNull();
  await connection.close();
  await connection.close();

  const broken = await requestSbi(port, { verb: 'MOSIPDINFO', body: null }, 1_000, never());
  await broken.read(never());
  sockets[1]!.resetAndDestroy();
  await expect(broken.read(never())).rejects.toMatchObject({ code: 'DEVICE_UNPLUGGED' });
  await broken.close();
});
