import { useTranslation } from 'react-i18next';
import { Heading } from '../../components/heading.tsx';
import { useFormats } from '../formats.ts';
import type { QueueView } from '../use-queue.ts';
import { useFinishTime } from './use-finish-time.ts';

/** The state of sending in one sentence, and what happens next in another. */
export function QueueHeading({ view }: { readonly view: QueueView }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const finish = useFinishTime(view);
  const { link, paused, reconciliation } = view.state;
  const { waiting, acknowledged, rejected } = reconciliation;
  const received = formats.count(acknowledged);

  if (view.entries.length === 0) return <Heading>{t('queue.title')}</Heading>;
  if (waiting === 0 && rejected > 0) {
    return <Heading hint={t('queue.hintRejected')}>{t('queue.headingRejected', { count: rejected })}</Heading>;
  }
  if (waiting === 0) return <Heading hint={t('queue.hintDone')}>{t('queue.headingDone')}</Heading>;
  if (paused) return <Heading hint={t('queue.hintPaused')}>{t('queue.headingPaused')}</Heading>;
  if (link === 'offline') return <Heading hint={t('queue.hintOffline')}>{t('queue.headingOffline')}</Heading>;
  const onlineHint = finish
    ? t('queue.hintOnlineUntil', { received, time: formats.time(finish) })
    : t('queue.hintOnline', { received });
  return (
    <Heading hint={link === 'online' ? onlineHint : t('queue.hintUnknown')}>
      {t('queue.headingOnline', { count: waiting })}
    </Heading>
  );
}
