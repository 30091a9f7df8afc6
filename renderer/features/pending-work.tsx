import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useMemo } from 'react';

/** What is typed but not stored yet. Whoever leads away from a screen awaits {@link PendingWork.flush} first. */
interface PendingWork {
  register(flush: () => Promise<void>): () => void;
  flush(): Promise<void>;
}

const PendingWorkContext = createContext<PendingWork | null>(null);

export function PendingWorkProvider({ children }: { readonly children: ReactNode }) {
  const pending = useMemo<PendingWork>(() => {
    const flushes = new Set<() => Promise<void>>();
    return {
      register(flush) {
        flushes.add(flush);
        return () => flushes.delete(flush);
      },
      async flush() {
        await Promise.all([...flushes].map((flush) => flush()));
      },
    };
  }, []);
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

/** Registers work that must be stored before the officer leaves. */
export function usePendingWork(flush: () => Promise<void>): void {
  const pending = usePendingWorkContext();
  const latest = useEffectEvent(flush);
  useEffect(() => pending.register(() => latest()), [pending]);
}
