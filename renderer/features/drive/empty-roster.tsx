import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { ActionBar } from '../../components/action-bar.tsx';
import { Button } from '../../components/button.tsx';
import { CentredLayout } from '../../components/layout.tsx';
import { Message } from '../../components/message.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { ErrorNotice } from '../error-notice.tsx';
import { PATHS } from '../paths.ts';
import { useSession } from '../session-context.ts';
import { useAction } from '../use-action.ts';

/** A kit without its list of residents gets it from the centre first. */
export function EmptyRoster({ onFilled }: { readonly onFilled: () => void }) {
  const { t } = useTranslation();
  const { roster } = useSession();
  const [, navigate] = useLocation();
  const refresh = useAction();
  const run = () =>
    refresh.run(async () => {
      await roster.refresh();
      onFilled();
    });
  return (
    <CentredLayout
      actions={
        <ActionBar
          back={
            <Button kind="quiet" shortcuts={['F8']} onPress={() => navigate(PATHS.queue)}>
              {t('home.sending')}
            </Button>
          }
        >
          <Button kind="primary" shortcuts={['Enter']} busy={refresh.busy} onPress={() => void run()}>
            {t('home.refresh')}
          </Button>
        </ActionBar>
      }
    >
      <Message state="note" title={t('home.rosterEmpty')}>
        <p>{t('home.rosterEmptyHint')}</p>
        {refresh.busy && <ProgressBar label={t('home.refreshing')} segments={[]} />}
        {refresh.failure !== null && <ErrorNotice code={refresh.failure} />}
      </Message>
    </CentredLayout>
  );
}
