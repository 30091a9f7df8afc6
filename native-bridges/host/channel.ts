import type { Channel } from '../rpc/rpc.ts';

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
 * Takes renderers as they come, one after the other, each as a channel that closes when it goes.
 *
 * - In a forked Node process the parent relays messages, and says `{control: 'renderer-gone'}` between two renderers.
 *   When the parent goes, so does everybody.
 * - In an Electron utility process the parent hands in a MessagePort for each renderer. The process ends with Electron.
 *
 * @param onRenderer called with each renderer's channel
 * @param onShellGone called when nobody is left to serve
 * @throws Error where the process is neither
 */
export function acceptRenderers(onRenderer: (channel: Channel) => void, onShellGone: () => void): void {
  const { parentPort } = process as { parentPort?: ParentPort };
  if (parentPort) acceptPorts(parentPort, onRenderer);
  else if (process.send) acceptRelayed(onRenderer, onShellGone);
  else throw new Error('the device host is started by the shell');
}

function acceptPorts(parentPort: ParentPort, onRenderer: (channel: Channel) => void): void {
  let current: RendererChannel | null = null;
  parentPort.on('message', ({ ports: [port] }) => {
    if (!port) return;
    current?.close();
    const channel = new RendererChannel((message) => port.postMessage(message));
    current = channel;
    onRenderer(channel);
    port.on('message', ({ data }) => channel.deliver(data));
    port.on('close', () => channel.close());
    port.start();
  });
}

function acceptRelayed(onRenderer: (channel: Channel) => void, onShellGone: () => void): void {
  const welcome = () => {
    // The callback takes the error of a parent that goes in this moment; 'disconnect' tells of it.
    const channel = new RendererChannel(
      (message) => process.connected && process.send!(message, undefined, undefined, () => {}),
    );
    onRenderer(channel);
    return channel;
  };
  let current = welcome();
  process.on('message', (message) => {
    if (!isRendererGone(message)) return current.deliver(message);
    current.close();
    current = welcome();
  });
  process.once('disconnect', () => {
    current.close();
    onShellGone();
  });
}

const isRendererGone = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'control' in message && message.control === 'renderer-gone';

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
