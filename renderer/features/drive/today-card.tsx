import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { DefinitionList } from '../../components/definition-list.tsx';
import { Figure } from '../../components/figure.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { isToday, useFormats } from '../formats.ts';
import { useSession } from '../session-context.ts';
import { useQueue } from '../use-queue.ts';

/** How the day goes, in figures that reconcile. */
export function TodayCard() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { drive } = useSession();
  const queue = useQueue().value;
  const sums = queue?.state.reconciliation;
  const recorded = sums?.recorded ?? 0;
  const received = sums?.acknowledged ?? 0;
  const recordedToday = queue?.entries.filter((entry) => isToday(entry.savedAt)).length;
  const share = (count: number) => Math.min(1, count / drive.target);
  const figure = (count: number | undefined) => (count === undefined ? t('today.unknown') : formats.count(count));
  return (
    <Card title={t('today.title')}>
      <Figure value={figure(recordedToday)} unit={t('today.recorded')} />
      <ProgressBar
        label={t('today.progress')}
        segments={[
          { kind: 'good', share: share(received) },
          { kind: 'moving', share: share(recorded) - share(received) },
        ]}
      />
      <DefinitionList
        items={[
          {
            id: 'target',
            term: t('today.target'),
            value: t('today.ofTarget', { recorded: figure(sums?.recorded), target: formats.count(drive.target) }),
          },
          { id: 'waiting', term: t('today.waiting'), value: figure(sums?.waiting) },
          { id: 'acknowledged', term: t('today.acknowledged'), value: figure(sums?.acknowledged) },
          { id: 'rejected', term: t('today.rejected'), value: figure(sums?.rejected) },
        ]}
      />
    </Card>
  );
}
