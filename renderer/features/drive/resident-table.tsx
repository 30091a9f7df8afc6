import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { Chip } from '../../components/chip.tsx';
import { DataTable, type DataTableProps } from '../../components/data-table.tsx';
import { Nik } from '../../components/nik.tsx';
import { ageOn } from '../../domain/age.ts';
import { today, useFormats } from '../formats.ts';
import type { PersonRow } from './use-people.ts';

export type PeopleTableProps = Pick<DataTableProps<PersonRow>, 'id' | 'rows' | 'selectedId' | 'onSelect' | 'onOpen'>;

/** Residents who match, with what is known of their recording. */
export function ResidentTable(props: PeopleTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Card flush>
      <DataTable
        {...props}
        label={t('home.results')}
        rowId={(row) => row.id}
        columns={[
          { id: 'name', title: t('home.columns.name'), cell: (row) => <b>{row.name}</b> },
          { id: 'nik', title: t('home.columns.nik'), cell: (row) => <Nik>{row.nik}</Nik> },
          { id: 'born', title: t('home.columns.born'), cell: ({ resident }) => resident && born(resident.birthDate) },
          {
            id: 'address',
            title: t('home.columns.address'),
            flexible: true,
            cell: ({ resident }) => resident && `${resident.address} ${resident.rt}/${resident.rw}`,
          },
          {
            id: 'state',
            title: t('home.columns.state'),
            cell: (row) => !row.pending && <Chip state={row.state}>{row.stateWord}</Chip>,
          },
        ]}
      />
    </Card>
  );

  function born(birthDate: string): string {
    return `${formats.day(birthDate)} · ${t('home.years', { age: ageOn(birthDate, today()) })}`;
  }
}
