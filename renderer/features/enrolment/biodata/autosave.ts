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
 * @param onFailure told of every save that failed, whoever asked for it: the pause, the screen, or who leaves
 */
export function createAutosave<State>(
  store: (state: State) => Promise<void>,
  onFailure: (error: unknown) => void,
): Autosave<State> {
  let pending: { readonly state: State } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The save under way, or the last one; settled as it was. */
  let latest = Promise.resolve();

  const save = async (before: Promise<void>, taken: { readonly state: State }) => {
    await before.catch(() => undefined);
    try {
      await store(taken.state);
    } catch (error) {
      pending ??= taken;
      onFailure(error);
      throw error;
    }
  };
  const flush = () => {
    clearTimeout(timer);
    if (pending) {
      latest = save(latest, pending);
      pending = null;
    }
    return latest;
  };
  return {
    touch(state) {
      pending = { state };
      clearTimeout(timer);
      timer = setTimeout(() => void flush().catch(() => undefined), QUIET_MS);
    },
    flush,
  };
}
