import { useTranslation } from 'react-i18next';
import { ActionBar } from '../components/action-bar.tsx';
import { Button } from '../components/button.tsx';
import { CentredLayout } from '../components/layout.tsx';
import { Message } from '../components/message.tsx';
import { errorText } from '../locales/error-text.ts';

/** The whole screen failed: what happened, that nothing is lost, and the one thing to do. */
export function FailureScreen({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  const { title, what, next } = errorText(t, code);
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
      <Message state="stop" title={title} code={t('app.code', { code })}>
        <p>{what}</p>
        <p>
          <b>{next}</b>
        </p>
      </Message>
    </CentredLayout>
  );
}
