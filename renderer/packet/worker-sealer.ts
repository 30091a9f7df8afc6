import { rendererError } from '../domain/errors.ts';
import type { SealedArchive, Sealer } from './sealing.ts';
import type { SealingTask } from './sealing-worker.ts';

/**
 * Seals in a module worker, one for each packet: plaintext does not outlive its sealing there.
 *
 * @throws CodedError `SEALING_FAILED`
 */
export const workerSealer: Sealer = (archive, recipients) => {
  const worker = new Worker(new URL('./sealing-worker.ts', import.meta.url), { type: 'module', name: 'sealing' });
  const { promise, resolve, reject } = Promise.withResolvers<SealedArchive>();
  worker.onmessage = ({ data }: MessageEvent<SealedArchive | null>) =>
    data ? resolve(data) : reject(rendererError('SEALING_FAILED', 'encryption'));
  worker.onerror = () => reject(rendererError('SEALING_FAILED', 'worker'));
  worker.onmessageerror = () => reject(rendererError('SEALING_FAILED', 'worker message'));
  const task: SealingTask = { archive, recipients };
  worker.postMessage(task, [archive.buffer]);
  return promise.finally(() => worker.terminate());
};
