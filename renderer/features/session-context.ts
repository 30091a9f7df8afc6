import { createContext, useContext } from 'react';
import type { Kiosk, Session } from './session.ts';

export const KioskContext = createContext<Kiosk | null>(null);
export const SessionContext = createContext<Session | null>(null);

/** The kiosk that `app` composed. */
export function useKiosk(): Kiosk {
  const kiosk = useContext(KioskContext);
  if (!kiosk) throw new Error('useKiosk outside of KioskContext');
  return kiosk;
}

/** The officer's session; only screens behind sign-in may ask. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside of SessionContext');
  return session;
}
