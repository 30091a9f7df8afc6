import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { Legend } from '../../components/legend.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useFormats } from '../formats.ts';
import type { QueueEntry, QueueState } from '../session.ts';

export interface SendingProgressProps {
  readonly reconciliation: QueueState['reconciliation'];
  readonly entries: readonly QueueEntry[];
}

/** How much has arrived, is on its way, and waits. */
export function SendingProgress({ reconciliation, entries }: SendingProgressProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { recorded, acknowledged, waiting, rejected } = reconciliation;
  const underWay = entries.filter((entry) => entry.status === 'sending' || entry.status === 'delivered').length;
  const share = (count: number) => (recorded === 0 ? 0 : count / recorded);
  return (
    <Card>
      <ProgressBar
        thick
        label={t('queue.progress')}
        segments={[
          { kind: 'good', share: share(acknowledged) },
          { kind: 'moving', share: share(underWay) },
          { kind: 'stop', share: share(rejected) },
        ]}
      />
      <Legend
        items={[
          { id: 'received', state: 'good', text: t('queue.received', { count: formats.count(acknowledged) }) },
          { id: 'sending', state: 'note', text: t('queue.sendingPart', { count: formats.count(underWay) }) },
          { id: 'waiting', state: 'idle', text: t('queue.waitingPart', { count: formats.count(waiting - underWay) }) },
          ...(rejected > 0
            ? [
                {
                  id: 'rejected',
                  state: 'stop' as const,
                  text: t('queue.rejectedPart', { count: formats.count(rejected) }),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}
