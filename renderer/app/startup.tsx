import { Suspense, use } from 'react';
import { useTranslation } from 'react-i18next';
import { CentredLayout } from '../components/layout.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import type { Kiosk } from '../features/session.ts';
import { App } from './app.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import styles from './startup.module.css';

/** From the open window to the first screen: the kiosk opens, or says why it cannot. */
export function Startup({ opening }: { readonly opening: Promise<Kiosk> }) {
  return (
    <ErrorBoundary report={(code) => void opening.then((kiosk) => kiosk.report(code)).catch(() => undefined)}>
      <Suspense fallback={<Opening />}>
        <OpenedApp opening={opening} />
      </Suspense>
    </ErrorBoundary>
  );
}

function OpenedApp({ opening }: { readonly opening: Promise<Kiosk> }) {
  return <App kiosk={use(opening)} />;
}

function Opening() {
  const { t } = useTranslation();
  return (
    <CentredLayout>
      <div className={styles.opening} role="status">
        <p className={styles.words}>{t('app.opening')}</p>
        <ProgressBar label={t('app.opening')} segments={[]} />
      </div>
    </CentredLayout>
  );
}
