import type { ChannelKind } from '../../electron/contract/channel-kinds.ts';
import { decodeMessage, encodeMessage } from '../../native-bridges/rpc/message-codec.ts';
import type { Channel } from '../../native-bridges/rpc/rpc.ts';

/** Opens a channel to the shell that runs this page: Electron's (`app:`), or the Chromium host's (`http:`). */
export function openChannel(kind: ChannelKind): Promise<Channel> {
  return location.protocol === 'app:' ? openPortChannel(kind) : openSocketChannel(kind, location.href);
}

/** Electron: one end of a MessageChannel goes to the preload, which hands it on to the main process. */
async function openPortChannel(kind: ChannelKind): Promise<Channel> {
  const { port1, port2 } = new MessageChannel();
  window.postMessage({ type: 'jemput:open-channel', kind }, location.origin, [port2]);
  return portChannel(port1);
}

/** A MessagePort as a {@link Channel}. Messages wait in the port until there is a receiver. */
export function portChannel(port: MessagePort): Channel {
  const end = oneEnd();
  // Chromium tells a port that its other end is gone since version 122.
  port.addEventListener('close', end.reach);
  return {
    post: (message) => port.postMessage(message),
    onMessage(receive) {
      port.addEventListener('message', ({ data }: MessageEvent<unknown>) => receive(data));
      port.start();
    },
    onClose: end.onReached,
    close() {
      port.close();
      end.reach();
    },
  };
}

/**
 * Chromium host: a WebSocket to the page's own origin; each frame is one message.
 *
 * @param pageAddress address of this page
 * @throws Error if the host does not take the connection
 */
export async function openSocketChannel(kind: ChannelKind, pageAddress: string): Promise<Channel> {
  const address = new URL(`/channel/${kind}`, pageAddress);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address);
  socket.binaryType = 'arraybuffer';
  const channel = socketChannel(socket);
  const { promise: opened, resolve, reject } = Promise.withResolvers<void>();
  socket.addEventListener('open', () => resolve());
  channel.onClose(() => reject(new Error('connection refused')));
  await opened;
  return channel;
}

function socketChannel(socket: WebSocket): Channel {
  const end = oneEnd();
  let early: unknown[] = [];
  let receive = (message: unknown): void => void early.push(message);
  socket.addEventListener('close', end.reach);
  socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer | string>) => {
    const message = decodeFrame(data);
    // Not our host's bytes: nothing that follows on this connection could be trusted.
    if (message === NO_MESSAGE) socket.close();
    else receive(message);
  });
  return {
    post: (message) => socket.send(encodeMessage(message)),
    onMessage(receiver) {
      receive = receiver;
      for (const message of early) receiver(message);
      early = [];
    },
    onClose: end.onReached,
    close: () => socket.close(),
  };
}

const NO_MESSAGE = Symbol('no message');

function decodeFrame(data: ArrayBuffer | string): unknown {
  if (typeof data === 'string') return NO_MESSAGE;
  try {
    return decodeMessage(new Uint8Array(data));
  } catch {
    return NO_MESSAGE;
  }
}

/** A channel's end, which is reached once, and told also to who asks afterwards. */
function oneEnd() {
  let reached = false;
  let listeners: (() => void)[] = [];
  return {
    reach(): void {
      if (reached) return;
      reached = true;
      for (const listener of listeners) listener();
      listeners = [];
    },
    onReached(listener: () => void): void {
      if (reached) listener();
      else listeners.push(listener);
    },
  };
}
