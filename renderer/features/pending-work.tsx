import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useMemo, useState } from 'react';

/** What is typed but not stored yet. Whoever leads away from a screen awaits {@link PendingWork.flush} first. */
interface PendingWork {
  register(flush: () => Promise<void>): () => void;
  flush(): Promise<void>;
  /** The last flush failed: what is on screen would be lost with it. */
  readonly refused: boolean;
}

const PendingWorkContext = createContext<PendingWork | null>(null);

export function PendingWorkProvider({ children }: { readonly children: ReactNode }) {
  const [refused, setRefused] = useState(false);
  const work = useMemo(() => {
    const flushes = new Set<() => Promise<void>>();
    return {
      register(flush: () => Promise<void>) {
        flushes.add(flush);
        return () => flushes.delete(flush);
      },
      async flush() {
        try {
          await Promise.all([...flushes].map((flush) => flush()));
          setRefused(false);
        } catch (error) {
          setRefused(true);
          throw error;
        }
      },
    };
  }, []);
  const pending = useMemo<PendingWork>(() => ({ ...work, refused }), [work, refused]);
  return <PendingWorkContext value={pending}>{children}</PendingWorkContext>;
}

function usePendingWorkContext(): PendingWork {
  const pending = useContext(PendingWorkContext);
  if (!pending) throw new Error('outside of PendingWorkProvider');
  return pending;
}

/** Stores everything that is still only on screen. */
export function useFlushPending(): () => Promise<void> {
  return usePendingWorkContext().flush;
}

/** True where the last {@link useFlushPending} failed, until one succeeds. */
export function useFlushRefused(): boolean {
  return usePendingWorkContext().refused;
}

/** Registers work that must be stored before the officer leaves. */
export function usePendingWork(flush: () => Promise<void>): void {
  const { register } = usePendingWorkContext();
  const latest = useEffectEvent(flush);
  useEffect(() => register(() => latest()), [register]);
}
