import { useTranslation } from 'react-i18next';
import { FactGrid } from '../../../components/fact-grid.tsx';
import { ChangeLink } from '../../../components/review-item.tsx';
import { useFormats } from '../../formats.ts';
import { READ_FIELDS, spokenValue } from '../biodata/biodata-fields.ts';
import { correctedFields } from '../biodata/corrections.ts';
import { useRecording } from '../recording-context.ts';
import styles from './review-biodata.module.css';

/** The biodata once more, small; corrected values carry what they were. */
export function ReviewBiodata({ onChange }: { readonly onChange: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { draft } = useRecording();
  const { biodata, rosterBiodata } = draft;
  const corrected = correctedFields(draft, biodata);
  return (
    <section className={styles.section} aria-label={t('recording.stepNames.biodata')}>
      <header className={styles.header}>
        <h2 className={styles.title}>{t('recording.stepNames.biodata')}</h2>
        <ChangeLink
          label={t('review.changeShort')}
          spoken={t('review.change', { step: t('recording.stepNames.biodata') })}
          onPress={onChange}
        />
      </header>
      <FactGrid
        compact
        facts={READ_FIELDS.map((field) => ({
          id: field,
          term: t(`biodata.fields.${field}`),
          value: spokenValue(biodata, field, t, formats),
          ...(rosterBiodata &&
            corrected.includes(field) && {
              note: t('biodata.was', { value: spokenValue(rosterBiodata, field, t, formats) }),
            }),
        }))}
      />
    </section>
  );
}
