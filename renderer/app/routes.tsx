import { Redirect, Route, Router, Switch } from 'wouter';
import { navigate, useHashLocation } from 'wouter/use-hash-location';
import { HomeScreen } from '../features/drive/home-screen.tsx';
import { EnrolmentScreen } from '../features/enrolment/enrolment-screen.tsx';
import { PATHS } from '../features/paths.ts';
import { useFlushPending, useFlushRefused } from '../features/pending-work.tsx';
import { QueueScreen } from '../features/queue/queue-screen.tsx';
import { useKiosk, useSession } from '../features/session-context.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { SessionBar } from './session-bar.tsx';

/**
 * The screens behind sign-in. Routes live in the hash, so that they work under `app://` and `http://` alike; a record's
 * route carries its random id and nothing of the person.
 */
export function SessionScreens({ onLocked }: { readonly onLocked: () => void }) {
  const kiosk = useKiosk();
  const session = useSession();
  const flushPending = useFlushPending();
  const unsaved = useFlushRefused();
  const lock = async () => {
    const stored = await flushPending().then(
      () => true,
      () => false,
    );
    // The step says what failed, the button that the next press gives the edit up: a failing disk must not keep the
    // kiosk open when the officer has to go.
    if (!stored && !unsaved) return;
    session.lock();
    navigate(PATHS.home);
    onLocked();
  };
  return (
    <Router hook={useHashLocation}>
      <SessionBar unsaved={unsaved} onLock={() => void lock()} />
      <ErrorBoundary report={kiosk.report}>
        <Switch>
          <Route path={PATHS.home}>
            <HomeScreen />
          </Route>
          <Route path={PATHS.record}>{({ recordId }) => <EnrolmentScreen key={recordId} recordId={recordId} />}</Route>
          <Route path={PATHS.queue}>
            <QueueScreen />
          </Route>
          <Route>
            <Redirect to={PATHS.home} replace />
          </Route>
        </Switch>
      </ErrorBoundary>
    </Router>
  );
}
