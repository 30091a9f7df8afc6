import { useEffect, useState } from 'react';
import type { Kiosk } from '../features/session.ts';

/** A shell that comes back sooner than this is not worth a screen: what failed meanwhile says so itself. */
const PATIENCE_MS = 5_000;

/** True while the shell has been gone for longer than a short interruption lasts. */
export function useShellLost(kiosk: Kiosk): boolean {
  const [lost, setLost] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = kiosk.watchShell((state) => {
      clearTimeout(timer);
      if (state === 'down') timer = setTimeout(() => setLost(true), PATIENCE_MS);
      else setLost(false);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [kiosk]);
  return lost;
}
