import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { Chip } from '../../components/chip.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Nik } from '../../components/nik.tsx';
import { useFormats } from '../formats.ts';
import type { PeopleTableProps } from './resident-table.tsx';

/** *Lanjutkan*: records left half-way, newest first. */
export function DraftTable(props: PeopleTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Card flush title={t('home.drafts')} extra={<Chip state="look">{t('home.draftsHint')}</Chip>}>
      <DataTable
        {...props}
        label={t('home.drafts')}
        rowId={(row) => row.id}
        columns={[
          { id: 'name', title: t('home.columns.name'), flexible: true, cell: (row) => <b>{row.name}</b> },
          { id: 'nik', title: t('home.columns.nik'), cell: (row) => <Nik>{row.nik}</Nik> },
          { id: 'step', title: t('home.columns.step'), cell: (row) => row.stateWord },
          {
            id: 'at',
            title: t('home.columns.at'),
            cell: ({ draft }) => draft && formats.moment(draft.updatedAt),
          },
        ]}
      />
    </Card>
  );
}
