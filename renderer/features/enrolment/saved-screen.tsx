import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { ActionBar } from '../../components/action-bar.tsx';
import { Button } from '../../components/button.tsx';
import { CentredLayout } from '../../components/layout.tsx';
import { Message } from '../../components/message.tsx';
import { useFormats } from '../formats.ts';
import { packetNumber } from '../packet-number.ts';
import { PATHS } from '../paths.ts';
import type { SealedRecord } from '../session.ts';
import { useSession } from '../session-context.ts';
import styles from './saved-screen.module.css';

/** *Tersimpan*: shown only once spool and outbox both have the record. */
export function SavedScreen({ name, sealed }: { readonly name: string; readonly sealed: SealedRecord }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { training } = useSession();
  const [, navigate] = useLocation();
  return (
    <CentredLayout
      actions={
        <ActionBar
          back={
            <Button kind="quiet" shortcuts={['F8']} onPress={() => navigate(PATHS.queue)}>
              {t('saved.queue')}
            </Button>
          }
        >
          <Button kind="primary" shortcuts={['Enter']} onPress={() => navigate(PATHS.home)}>
            {t('saved.again')}
          </Button>
        </ActionBar>
      }
    >
      <Message state="good" title={t('saved.title')}>
        <p className={styles.name}>{name}</p>
        <dl className={styles.facts}>
          <div>
            <dt>{t('saved.number')}</dt>
            <dd>{packetNumber(sealed.sequence)}</dd>
          </div>
          <div>
            <dt>{t('saved.size')}</dt>
            <dd>{t('saved.sizeSealed', { size: formats.size(sealed.size) })}</dd>
          </div>
        </dl>
        <p>{t('saved.next')}</p>
        {training && <p>{t('saved.trainingNext')}</p>}
      </Message>
    </CentredLayout>
  );
}
