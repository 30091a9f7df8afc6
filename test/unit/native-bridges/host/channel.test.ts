import { EventEmitter, once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, expect, test, vi } from 'vitest';
import { acceptRenderers } from '../../../../native-bridges/host/channel.ts';
import type { Channel } from '../../../../native-bridges/rpc/rpc.ts';

const electronProcess = process as { parentPort?: EventEmitter };
const ports: MessagePort[] = [];
afterEach(() => {
  delete electronProcess.parentPort;
  for (const port of ports.splice(0)) port.close();
});

/** Electron's MessagePortMain: an event emitter whose message events carry `data`. */
class FakePortMain extends EventEmitter {
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.on('message', (data) => this.emit('message', { data }));
    port.on('close', () => this.emit('close'));
  }

  postMessage(message: unknown): void {
    this.#port.postMessage(message);
  }

  start(): void {
    this.#port.start();
  }
}

/** A utility process whose parent hands a port over; returns the parent's end. */
function handOverPort(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1);
  electronProcess.parentPort!.emit('message', { data: null, ports: [new FakePortMain(port2)] });
  return port1;
}

/** A device host that answers every message with itself and the number of its renderer. */
function acceptAndEcho() {
  const closed: number[] = [];
  const channels: Channel[] = [];
  let shellGone = 0;
  electronProcess.parentPort = new EventEmitter();
  acceptRenderers(
    (channel) => {
      const number = channels.push(channel);
      channel.onMessage((message) => channel.post({ number, message }));
      channel.onClose(() => closed.push(number));
    },
    () => {
      shellGone += 1;
    },
  );
  return { closed, channels, shellGone: () => shellGone };
}

async function ask(port: MessagePort, message: unknown): Promise<unknown> {
  const answer = once(port, 'message');
  port.postMessage(message);
  return (await answer)[0];
}

test('in a utility process messages go over the port that the parent hands in', async () => {
  acceptAndEcho();
  const port = handOverPort();
  expect(await ask(port, 'hello')).toEqual({ number: 1, message: 'hello' });
});

test('a new port is a new renderer: the first channel is closed, and says nothing more', async () => {
  const host = acceptAndEcho();
  const first = handOverPort();
  expect(await ask(first, 'one')).toEqual({ number: 1, message: 'one' });
  const second = handOverPort();
  expect(host.closed).toEqual([1]);
  const heard: unknown[] = [];
  first.on('message', (message) => heard.push(message));
  host.channels[0]!.post('late answer');
  expect(await ask(second, 'two')).toEqual({ number: 2, message: 'two' });
  expect(heard).toEqual([]);
});

test('a closed port is a renderer that has gone; the next one is served', async () => {
  const host = acceptAndEcho();
  const first = handOverPort();
  await ask(first, 'hello');
  first.close();
  await vi.waitFor(() => expect(host.closed).toEqual([1]));
  expect(host.shellGone()).toBe(0);
  expect(await ask(handOverPort(), 'two')).toEqual({ number: 2, message: 'two' });
  expect(host.closed).toEqual([1]);
});
