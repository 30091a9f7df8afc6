import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { Chip } from '../../components/chip.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { useFormats } from '../formats.ts';
import { packetNumber } from '../packet-number.ts';
import type { QueueEntry } from '../session.ts';
import type { QueueView } from '../use-queue.ts';
import { entryChip, nextStep } from './entry-state.ts';

export interface QueueTableProps {
  readonly view: QueueView;
  readonly selectedId: string | null;
  readonly onSelect: (entry: QueueEntry) => void;
}

/** Every packet with its state and what happens next; numbers only, nobody's name. */
export function QueueTable({ view, selectedId, onSelect }: QueueTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Card flush>
      <DataTable
        id={useId()}
        label={t('queue.entries')}
        rows={view.entries}
        rowId={(entry) => entry.packetId}
        selectedId={selectedId}
        onSelect={onSelect}
        columns={[
          { id: 'number', title: t('queue.columns.number'), cell: (entry) => <b>{packetNumber(entry.sequence)}</b> },
          { id: 'savedAt', title: t('queue.columns.savedAt'), cell: (entry) => formats.moment(entry.savedAt) },
          { id: 'size', title: t('queue.columns.size'), cell: (entry) => formats.size(entry.size) },
          { id: 'state', title: t('queue.columns.state'), cell: stateChip },
          {
            id: 'next',
            title: t('queue.columns.next'),
            flexible: true,
            cell: (entry) => nextStep(entry, view.state, t, formats),
          },
        ]}
      />
    </Card>
  );

  function stateChip(entry: QueueEntry) {
    const { state, word } = entryChip(entry, t);
    return <Chip state={state}>{word}</Chip>;
  }
}
