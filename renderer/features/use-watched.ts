import { useEffect, useState } from 'react';
import { useFailureCode } from './use-action.ts';
import type { Loaded } from './use-loaded.ts';

/**
 * Reads now and after every change. While one reading runs, further changes ask for one more, not for many: progress
 * may be reported many times a second.
 *
 * @param watch registers for changes and returns how to stop; stable, like `load`
 */
export function useWatched<T>(load: () => Promise<T>, watch: (changed: () => void) => () => void): Loaded<T> {
  const failureCode = useFailureCode();
  const [loaded, setLoaded] = useState<Loaded<T>>({ value: null, failure: null });
  useEffect(() => {
    let current = true;
    let reading = false;
    let stale = false;
    const read = async () => {
      if (reading) {
        stale = true;
        return;
      }
      reading = true;
      do {
        stale = false;
        try {
          const value = await load();
          if (current) setLoaded({ value, failure: null });
        } catch (error) {
          const failure = failureCode(error);
          if (current) setLoaded((before) => ({ ...before, failure }));
        }
      } while (stale && current);
      reading = false;
    };
    const stop = watch(() => void read());
    void read();
    return () => {
      current = false;
      stop();
    };
  }, [load, watch, failureCode]);
  return loaded;
}
