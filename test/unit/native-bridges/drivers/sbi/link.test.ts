import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { callService, streamService } from '../../../../../native-bridges/drivers/sbi/link.ts';
import { openSockets, PREVIEW_FRAMES } from '../../../../support/sbi-bench.ts';

const afterTest: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const undo of afterTest.splice(0).reverse()) await undo();
});

/** A service that answers every request with what `answer` writes; returns its port. */
async function serve(answer: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => {}).once('data', () => answer(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterTest.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

const INFO = { verb: 'MOSIPDINFO', body: null } as const;
const STREAM = { verb: 'STREAM', body: {} } as const;
const LIMITS = { connect: 1_000, answer: 300, bodyBytes: 100 };
const never = () => new AbortController().signal;
const call = (port: number, signal = never()) => callService(port, INFO, LIMITS, signal);

test.each([
  ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok\r\n\r\n', 'a length, and bytes behind the body'],
  ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n', 'chunks'],
  ['HTTP/1.0 200 OK\r\n\r\nok', 'the end of the connection'],
])('reads an answer byte by byte: %j', async (text) => {
  const port = await serve((socket) => {
    socket.setNoDelay(true);
    for (const byte of text) socket.write(byte);
    socket.end();
  });
  expect(Buffer.from(await call(port)).toString()).toBe('ok');
});

test.each([
  ['DEVICE_UNPLUGGED', (socket: Socket) => socket.end()],
  ['DEVICE_UNPLUGGED', (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel')],
  ['DEVICE_UNPLUGGED', (socket: Socket) => socket.resetAndDestroy()],
  ['DEVICE_GARBAGE', (socket: Socket) => socket.end('SSH-2.0-OpenSSH_9\r\n')],
  ['DEVICE_GARBAGE', (socket: Socket) => socket.end(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(101)}`)],
  ['DEVICE_SILENT', (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\n')],
  ['SBI_RESPONSE', (socket: Socket) => socket.end('HTTP/1.1 405 OK\r\nContent-Length: 2\r\n\r\n{}')],
] as const)('%s, and no socket is left', async (code, answer) => {
  const before = openSockets();
  // The service's own end closes when ours does.
  const port = await serve((socket) => void answer(socket));
  await expect(call(port)).rejects.toMatchObject({ code });
  await vi.waitFor(() => expect(openSockets()).toBe(before + 1), { timeout: 5_000 });
});

test('a service that drips a byte at a time does not get more time by it', async () => {
  const port = await serve((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    const drip = setInterval(() => socket.write('x'), 20);
    socket.on('close', () => clearInterval(drip));
  });
  await expect(call(port)).rejects.toMatchObject({ code: 'DEVICE_SILENT' });
});

test('an aborted signal ends a call and a stream with its reason', async () => {
  const port = await serve(() => {});
  const reason = new Error('enough');
  const stopping = new AbortController();
  setTimeout(() => stopping.abort(reason), 30);
  await expect(call(port, stopping.signal)).rejects.toBe(reason);
  await expect(call(port, stopping.signal)).rejects.toBe(reason);
});

test('a malformed frame is left out of a stream, which ends where the service ends it', async () => {
  const part = (frame: Uint8Array | string) =>
    Buffer.concat([
      Buffer.from(`--b\r\nContent-Length: ${frame.length}\r\n\r\n`),
      Buffer.from(frame as string),
      Buffer.from('\r\n\r\n'),
    ]);
  const [first, second] = PREVIEW_FRAMES;
  const port = await serve((socket) => {
    socket.write('HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=--b\r\n\r\n');
    socket.end(Buffer.concat([part(first!), part('no picture'), part(second!)]));
  });
  const frames: Uint8Array[] = [];
  await streamService(port, STREAM, { connect: 1_000, gap: 500 }, never(), (jpeg) => frames.push(jpeg));
  expect(frames.map((frame) => Buffer.from(frame))).toEqual([first, second].map((frame) => Buffer.from(frame!)));
});

test('a stream that falls silent is silent', async () => {
  const port = await serve((socket) => socket.write('HTTP/1.0 200 OK\r\n\r\n--b\r\n'));
  const streaming = streamService(port, STREAM, { connect: 1_000, gap: 100 }, never(), () => {});
  await expect(streaming).rejects.toMatchObject({ code: 'DEVICE_SILENT' });
});
