import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { Chip } from '../../components/chip.tsx';
import { DefinitionList } from '../../components/definition-list.tsx';
import { useFormats } from '../formats.ts';
import { packetNumber } from '../packet-number.ts';
import type { QueueState } from '../session.ts';

/** Recorded = received + waiting + rejected; a missing number is named. */
export function ReconciliationCard({ reconciliation }: Pick<QueueState, 'reconciliation'>) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { missingSequences } = reconciliation;
  return (
    <Card title={t('queue.reconciliation.title')}>
      <DefinitionList
        items={[
          ...(['recorded', 'acknowledged', 'waiting', 'rejected'] as const).map((id) => ({
            id,
            term: t(`queue.reconciliation.${id}`),
            value: formats.count(reconciliation[id]),
          })),
          {
            id: 'missing',
            term: t('queue.reconciliation.missing'),
            value:
              missingSequences.length === 0 ? (
                <Chip state="good">{t('queue.reconciliation.none')}</Chip>
              ) : (
                <Chip state="stop">{missingSequences.map(packetNumber).join(', ')}</Chip>
              ),
          },
        ]}
      />
    </Card>
  );
}
