import { useEffect, useState } from 'react';
import { useFailureCode } from './use-action.ts';

/** Something read from storage for showing. */
export interface Loaded<T> {
  /** Null until it is there. */
  readonly value: T | null;
  readonly failure: string | null;
}

const NOTHING: Loaded<never> = { value: null, failure: null };

/** Reads once per `load`; give a stable function (`useCallback`). A late answer of an older one is dropped. */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const failureCode = useFailureCode();
  const [loaded, setLoaded] = useState<Loaded<T>>(NOTHING);
  useEffect(() => {
    let current = true;
    setLoaded(NOTHING);
    load().then(
      (value) => current && setLoaded({ value, failure: null }),
      (error: unknown) => current && setLoaded({ value: null, failure: failureCode(error) }),
    );
    return () => {
      current = false;
    };
  }, [load, failureCode]);
  return loaded;
}
