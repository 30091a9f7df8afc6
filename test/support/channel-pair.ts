import type { Channel } from '../../native-bridges/rpc/rpc.ts';

/** Two ends of one channel in memory: messages are cloned as a MessagePort clones them; closing one end closes both. */
export function channelPair(): [Channel, Channel] {
  const near = new ChannelEnd();
  const far = new ChannelEnd();
  near.other = far;
  far.other = near;
  return [near, far];
}

class ChannelEnd implements Channel {
  other: ChannelEnd | null = null;
  #receive: ((message: unknown) => void) | null = null;
  #early: unknown[] = [];
  #closed: (() => void)[] = [];
  #isClosed = false;

  post(message: unknown): void {
    const clone: unknown = structuredClone(message);
    queueMicrotask(() => this.other?.deliver(clone));
  }

  deliver(message: unknown): void {
    if (this.#isClosed) return;
    if (this.#receive) this.#receive(message);
    else this.#early.push(message);
  }

  onMessage(receive: (message: unknown) => void): void {
    this.#receive = receive;
    for (const message of this.#early.splice(0)) receive(message);
  }

  onClose(closed: () => void): void {
    if (this.#isClosed) closed();
    else this.#closed.push(closed);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const closed of this.#closed) closed();
    this.other?.close();
  }
}
