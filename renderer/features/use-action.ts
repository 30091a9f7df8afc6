import { useCallback, useEffect, useRef, useState } from 'react';
import { isCoded } from '../../native-bridges/contract/errors.ts';
import { rendererError } from '../domain/errors.ts';
import { useKiosk } from './session-context.ts';

export interface Action {
  readonly busy: boolean;
  /** Code of the last failure; null after a success, and once it is dismissed. */
  readonly failure: string | null;
  /** Runs work unless some is under way; true if it succeeded. Failures become {@link failure}, never exceptions. */
  run(work: () => Promise<void>): Promise<boolean>;
  dismiss(): void;
}

/** One piece of asynchronous work of a screen, with what the screen shows of it. */
export function useAction(): Action {
  const failureCode = useFailureCode();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const running = useRef(false);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const run = useCallback(
    async (work: () => Promise<void>) => {
      if (running.current) return false;
      running.current = true;
      setBusy(true);
      setFailure(null);
      try {
        await work();
        return true;
      } catch (error) {
        const code = failureCode(error);
        if (mounted.current) setFailure(code);
        return false;
      } finally {
        running.current = false;
        if (mounted.current) setBusy(false);
      }
    },
    [failureCode],
  );
  const dismiss = useCallback(() => setFailure(null), []);
  return { busy, failure, run, dismiss };
}

/**
 * Turns what was thrown into a code that has a sentence; what has none becomes `SCREEN_FAILED`. Every code that an
 * officer is shown is in the log, so that a technician can find the hour.
 */
export function useFailureCode(): (error: unknown) => string {
  const kiosk = useKiosk();
  return useCallback(
    (error: unknown) => {
      const { code } = isCoded(error) ? error : rendererError('SCREEN_FAILED');
      kiosk.report(code);
      return code;
    },
    [kiosk],
  );
}
