import { EventEmitter, once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
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

test('between two renderers the first channel is closed, and says nothing to the second', async () => {
  const host = acceptAndEcho();
  const port = handOverPort();
  expect(await ask(port, 'one')).toEqual({ number: 1, message: 'one' });
  port.postMessage({ control: 'renderer-gone' });
  expect(await ask(port, 'two')).toEqual({ number: 2, message: 'two' });
  expect(host.closed).toEqual([1]);
  host.channels[0]!.post('late answer');
  expect(await ask(port, 'three')).toEqual({ number: 2, message: 'three' });
});

test('a closed port is a shell that has gone', async () => {
  const host = acceptAndEcho();
  const port = handOverPort();
  await ask(port, 'hello');
  const gone = once(port, 'close');
  port.close();
  await gone;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(host.closed).toEqual([1]);
  expect(host.shellGone()).toBe(1);
});
