/** Pause in typing after which what was typed is stored. */
const QUIET_MS = 500;

/** Stores the latest of many states soon after they stop coming. */
export interface Autosave<State> {
  /** Takes a newer state; it is stored once nothing newer has come for half a second. */
  touch(state: State): void;
  /** Stores now. Resolves once everything touched is stored; rejects as the storing did, and keeps the state for the next try. */
  flush(): Promise<void>;
}

/**
 * Storing runs one after the other, so that an older state never overwrites a newer one.
 *
 * @param onFailure told when a save that nobody awaits failed
 */
export function createAutosave<State>(
  store: (state: State) => Promise<void>,
  onFailure: (error: unknown) => void,
): Autosave<State> {
  let pending: { readonly state: State } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = Promise.resolve();

  const flush = () => {
    clearTimeout(timer);
    if (!pending) return running;
    const taken = pending;
    pending = null;
    const stored = running.then(() => store(taken.state));
    running = stored.catch(() => {
      pending ??= taken;
    });
    return stored;
  };
  return {
    touch(state) {
      pending = { state };
      clearTimeout(timer);
      timer = setTimeout(() => void flush().catch(onFailure), QUIET_MS);
    },
    flush,
  };
}
