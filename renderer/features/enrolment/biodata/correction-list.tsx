import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.tsx';
import { DefinitionList } from '../../../components/definition-list.tsx';
import type { Draft } from '../../../domain/draft.ts';

/** What was corrected and why, while reading. */
export function CorrectionList({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation();
  return (
    <Card title={t('biodata.changes')}>
      <DefinitionList
        items={draft.corrections.map(({ field, reason }) => ({
          id: field,
          term: t(`biodata.fields.${field}`),
          value: t(`biodata.reasons.${reason}`),
        }))}
      />
    </Card>
  );
}
