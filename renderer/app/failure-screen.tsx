import { useTranslation } from 'react-i18next';
import { ActionBar } from '../components/action-bar.tsx';
import { Button } from '../components/button.tsx';
import { CentredLayout } from '../components/layout.tsx';
import { FailureMessage } from '../features/error-notice.tsx';

/** The whole screen failed: what happened, that nothing is lost, and the one thing to do. */
export function FailureScreen({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  return (
    <CentredLayout
      actions={
        <ActionBar>
          <Button kind="primary" shortcuts={['Enter']} onPress={() => location.reload()}>
            {t('app.reload')}
          </Button>
        </ActionBar>
      }
    >
      <FailureMessage code={code} />
    </CentredLayout>
  );
}

/**
 * The shell behind this page is gone and has not come back. No reload is offered: nobody may be there to answer it, and
 * a shell that was started again does not know this page any more. One that comes back is taken without it.
 */
export function ShellLostScreen() {
  return (
    <CentredLayout>
      <FailureMessage code="RPC_CLOSED" />
    </CentredLayout>
  );
}
