import type { Bytes } from '../contract/bytes.ts';

/** More than any device of ours sends unasked: twice a 1600×1500 image. */
const MAX_WAITING_BYTES = 5 * 1024 * 1024;

/**
 * Received chunks between the event that brings them and the reader that asks for them.
 * A device that babbles while nobody reads loses its oldest bytes instead of filling the memory.
 */
export class ChunkQueue {
  readonly #chunks: Bytes[] = [];
  #waitingBytes = 0;
  #failure: Error | null = null;
  #wake: (() => void) | null = null;

  push(chunk: Bytes): void {
    this.#chunks.push(chunk);
    this.#waitingBytes += chunk.length;
    while (this.#waitingBytes > MAX_WAITING_BYTES) this.#waitingBytes -= this.#chunks.shift()!.length;
    this.#wake?.();
  }

  /** Ends every read, waiting or later, with this error. Chunks that arrived before it are still delivered. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.#wake?.();
  }

  clear(): void {
    this.#chunks.length = 0;
    this.#waitingBytes = 0;
  }

  /** The next chunk. One reader at a time. Rejects with the signal's reason or the queue's failure. */
  async take(signal: AbortSignal): Promise<Bytes> {
    for (;;) {
      signal.throwIfAborted();
      const chunk = this.#chunks.shift();
      if (chunk) {
        this.#waitingBytes -= chunk.length;
        return chunk;
      }
      if (this.#failure) throw this.#failure;
      await this.#nextEvent(signal);
    }
  }

  #nextEvent(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done);
        this.#wake = null;
        resolve();
      };
      this.#wake = done;
      signal.addEventListener('abort', done);
    });
  }
}
