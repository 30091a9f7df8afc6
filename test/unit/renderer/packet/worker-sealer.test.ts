import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Bytes } from '../../../../native-bridges/contract/bytes.ts';
import { workerSealer } from '../../../../renderer/packet/worker-sealer.ts';

/** What a browser gives for a worker, reduced to what is asked of it. */
class FakeWorker {
  static made: FakeWorker[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: (() => void) | null = null;
  onmessageerror: (() => void) | null = null;
  terminated = false;
  posted: unknown[] = [];
  constructor() {
    FakeWorker.made.push(this);
  }
  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
}

const archive: Bytes = Uint8Array.of(1, 2, 3);

afterEach(() => {
  vi.unstubAllGlobals();
  FakeWorker.made = [];
});

describe('sealing in a worker', () => {
  test('gives back what the worker sealed, and ends the worker', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    const sealing = workerSealer(archive, []);
    const [worker] = FakeWorker.made;
    worker!.onmessage?.({ data: { bytes: Uint8Array.of(9), sha256: 'ab' } });
    expect(await sealing).toEqual({ bytes: Uint8Array.of(9), sha256: 'ab' });
    expect(worker!.terminated).toBe(true);
  });

  test.each(['onmessage', 'onerror', 'onmessageerror'] as const)(
    '%s without a result is SEALING_FAILED',
    async (event) => {
      vi.stubGlobal('Worker', FakeWorker);
      const sealing = workerSealer(archive, []);
      const [worker] = FakeWorker.made;
      worker![event]?.({ data: null });
      await expect(sealing).rejects.toMatchObject({ code: 'SEALING_FAILED' });
      expect(worker!.terminated).toBe(true);
    },
  );
});
