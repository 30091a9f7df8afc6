import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyNames } from '../components/key-names.ts';
import { PendingWorkProvider } from '../features/pending-work.tsx';
import type { Kiosk, Session } from '../features/session.ts';
import { KioskContext, SessionContext } from '../features/session-context.ts';
import { ActivationScreen } from '../features/sign-in/activation-screen.tsx';
import { SignInScreen } from '../features/sign-in/sign-in-screen.tsx';
import styles from './app.module.css';
import { ErrorBoundary } from './error-boundary.tsx';
import { ShellLostScreen } from './failure-screen.tsx';
import { KioskBar } from './kiosk-bar.tsx';
import { SessionScreens } from './routes.tsx';
import { useShellLost } from './use-shell-lost.ts';

/** The kiosk on screen: activation, sign-in, and an officer's screens. */
export function App({ kiosk }: { readonly kiosk: Kiosk }) {
  const { t } = useTranslation();
  const [activation, setActivation] = useState(kiosk.activation);
  const [session, setSession] = useState<Session | null>(null);
  const lost = useShellLost(kiosk);
  const keyNames = useMemo(() => t('keys', { returnObjects: true }), [t]);
  const drive = activation?.drive ?? null;
  const training = kiosk.description.training !== null || activation?.training === true;

  return (
    <KioskContext value={kiosk}>
      <KeyNames value={keyNames}>
        <div className={styles.frame}>
          {lost ? (
            <>
              <KioskBar description={kiosk.description} drive={drive} training={training} />
              <ShellLostScreen />
            </>
          ) : session ? (
            <SessionContext value={session}>
              <PendingWorkProvider>
                <SessionScreens onLocked={() => setSession(null)} />
              </PendingWorkProvider>
            </SessionContext>
          ) : (
            <ErrorBoundary report={kiosk.report}>
              <KioskBar description={kiosk.description} drive={drive} training={training} />
              {activation ? (
                <SignInScreen activation={activation} onSignedIn={setSession} />
              ) : (
                <ActivationScreen onActivated={setActivation} />
              )}
            </ErrorBoundary>
          )}
        </div>
      </KeyNames>
    </KioskContext>
  );
}
