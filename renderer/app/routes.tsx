import { Redirect, Route, Router, Switch } from 'wouter';
import { navigate, useHashLocation } from 'wouter/use-hash-location';
import { HomeScreen } from '../features/drive/home-screen.tsx';
import { EnrolmentScreen } from '../features/enrolment/enrolment-screen.tsx';
import { PATHS } from '../features/paths.ts';
import { useFlushPending } from '../features/pending-work.tsx';
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
  const lock = async () => {
    // Locking never waits for a failing disk; what was typed last is then lost, and the step's notice said so.
    await flushPending().catch(() => undefined);
    session.lock();
    navigate(PATHS.home);
    onLocked();
  };
  return (
    <Router hook={useHashLocation}>
      <SessionBar onLock={() => void lock()} />
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
