import { useCallback } from 'react';
import type { QueueEntry, QueueState } from './session.ts';
import { useSession } from './session-context.ts';
import type { Loaded } from './use-loaded.ts';
import { useWatched } from './use-watched.ts';

export interface QueueView {
  readonly entries: readonly QueueEntry[];
  readonly state: QueueState;
}

/** The queue as it is now, kept up to date. */
export function useQueue(): Loaded<QueueView> {
  const { queue } = useSession();
  const load = useCallback(async () => {
    const [entries, state] = await Promise.all([queue.entries(), queue.state()]);
    return { entries, state };
  }, [queue]);
  const watch = useCallback((changed: () => void) => queue.watch(changed), [queue]);
  return useWatched(load, watch);
}
