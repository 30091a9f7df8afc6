import type { PacketRecipient } from '../../electron/contract/centre-keys.ts';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import { sealArchive } from './sealing.ts';

/** Runs in a worker of its own, so that encrypting a record never holds up the screen. */
export interface SealingTask {
  readonly archive: Bytes;
  readonly recipients: readonly PacketRecipient[];
}

addEventListener('message', async ({ data }: MessageEvent<SealingTask>) => {
  const sealed = await sealArchive(data.archive, data.recipients).catch(() => null);
  // Null says "failed": what failed inside may speak of the record.
  postMessage(sealed, { transfer: sealed ? [sealed.bytes.buffer] : [] });
});
