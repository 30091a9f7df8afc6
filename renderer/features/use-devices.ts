import { useCallback, useEffect, useState } from 'react';
import type { DeviceSummary } from '../../native-bridges/contract/device-host-contract.ts';
import { useSession } from './session-context.ts';
import type { Loaded } from './use-loaded.ts';
import { useWatched } from './use-watched.ts';

/** The devices of the kit, kept up to date. */
export function useDevices(): Loaded<readonly DeviceSummary[]> {
  const { devices } = useSession();
  const load = useCallback(() => devices.list(), [devices]);
  const watch = useCallback((changed: () => void) => devices.watch(changed), [devices]);
  return useWatched(load, watch);
}

/** How many cameras the system knows, kept up to date; null until it has answered. Asks for no permission. */
export function useCameraCount(): number | null {
  const [count, setCount] = useState<number | null>(null);
  useEffect(() => {
    let current = true;
    const look = async () => {
      const devices = await navigator.mediaDevices.enumerateDevices();
      if (current) setCount(devices.filter((device) => device.kind === 'videoinput').length);
    };
    const changed = () => void look();
    navigator.mediaDevices.addEventListener('devicechange', changed);
    void look();
    return () => {
      current = false;
      navigator.mediaDevices.removeEventListener('devicechange', changed);
    };
  }, []);
  return count;
}
