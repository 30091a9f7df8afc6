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
