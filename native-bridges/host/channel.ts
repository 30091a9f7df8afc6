import type { Channel } from '../rpc/rpc.ts';

/** The way to the shell, which relays for one renderer after the other. */
interface Wire {
  post(message: unknown): void;
  onMessage(receive: (message: unknown) => void): void;
  onGone(gone: () => void): void;
}

/** Electron's MessagePortMain, as far as it is used here; naming its type would bring in Electron. */
interface PortMain {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  start(): void;
}

/** The `process.parentPort` of an Electron utility process. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly ports: readonly PortMain[] }) => void): void;
}

/**
 * Takes renderers as they come, one after the other, each as a channel that closes when it goes. The shell relays their
 * messages, and says `{control: 'renderer-gone'}` between two of them. It is reached
 *
 * - as the parent of a forked Node process, or
 * - in an Electron utility process, over the MessagePort that the parent hands in.
 *
 * @param onRenderer called with each renderer's channel
 * @param onShellGone called when nobody is left to serve
 * @throws Error where the process is neither
 */
export function acceptRenderers(onRenderer: (channel: Channel) => void, onShellGone: () => void): void {
  const { parentPort } = process as { parentPort?: ParentPort };
  if (parentPort) {
    parentPort.on('message', ({ ports: [port] }) => {
      if (port) relay(portWire(port), onRenderer, onShellGone);
    });
  } else if (process.send) relay(parentWire(), onRenderer, onShellGone);
  else throw new Error('the device host is started by the shell');
}

function relay(wire: Wire, onRenderer: (channel: Channel) => void, onShellGone: () => void): void {
  const welcome = () => {
    const channel = new RendererChannel((message) => wire.post(message));
    onRenderer(channel);
    return channel;
  };
  let current = welcome();
  wire.onMessage((message) => {
    if (!isRendererGone(message)) return current.deliver(message);
    current.close();
    current = welcome();
  });
  wire.onGone(() => {
    current.close();
    onShellGone();
  });
}

const isRendererGone = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'control' in message && message.control === 'renderer-gone';

const parentWire = (): Wire => ({
  // The callback takes the error of a parent that goes in this moment; 'disconnect' tells of it.
  post: (message) => process.connected && process.send!(message, undefined, undefined, () => {}),
  onMessage: (receive) => process.on('message', receive),
  onGone: (gone) => process.once('disconnect', gone),
});

const portWire = (port: PortMain): Wire => ({
  post: (message) => port.postMessage(message),
  onMessage: (receive) => {
    port.on('message', ({ data }) => receive(data));
    port.start();
  },
  onGone: (gone) => port.on('close', gone),
});

/** One renderer, from its coming to its going. After that nothing is sent: another may listen at the same place. */
class RendererChannel implements Channel {
  readonly #send: (message: unknown) => void;
  #receive: ((message: unknown) => void) | null = null;
  #closed: (() => void) | null = null;
  #open = true;

  constructor(send: (message: unknown) => void) {
    this.#send = send;
  }

  post(message: unknown): void {
    if (this.#open) this.#send(message);
  }

  onMessage(receive: (message: unknown) => void): void {
    this.#receive = receive;
  }

  onClose(closed: () => void): void {
    this.#closed = closed;
  }

  /** The receiver is there before the first message: rpc registers it as it takes the channel. */
  deliver(message: unknown): void {
    if (this.#open) this.#receive?.(message);
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#closed?.();
  }
}
