import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { SelectField } from '../../../components/field.tsx';
import { Notice } from '../../../components/notice.tsx';
import { type Biodata, type BiodataField, CORRECTION_REASONS, type CorrectionReason } from '../../../domain/biodata.ts';
import type { Draft } from '../../../domain/draft.ts';
import { inSentence, useFormats } from '../../formats.ts';
import { spokenValue } from './biodata-fields.ts';
import styles from './correction-reasons.module.css';
import type { Reasons } from './corrections.ts';

export interface CorrectionReasonsProps {
  readonly draft: Draft;
  readonly biodata: Biodata;
  /** Fields that differ from the roster. */
  readonly fields: readonly BiodataField[];
  readonly reasons: Reasons;
  /** The officer wanted to go on: what is missing is marked. */
  readonly marked: boolean;
  readonly onReason: (field: BiodataField, reason: CorrectionReason) => void;
  readonly onRestore: (field: BiodataField) => void;
}

/** Each correction with what it was before and the reason it needs. */
export function CorrectionReasons(props: CorrectionReasonsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { rosterBiodata } = props.draft;
  const missing = props.marked ? props.fields.find((field) => props.reasons[field] === undefined) : undefined;
  return (
    <Card title={t('biodata.changes')}>
      {missing !== undefined && (
        <Notice state="look" title={t('biodata.reasonMissing')}>
          <p>{t('biodata.reasonMissingHint')}</p>
        </Notice>
      )}
      {(props.fields.length === 0 || !rosterBiodata) && <p className={styles.none}>{t('biodata.changesNone')}</p>}
      {rosterBiodata &&
        props.fields.map((field) => (
          <div key={field} className={styles.change}>
            <div className={styles.head}>
              <b>{t(`biodata.fields.${field}`)}</b>
              <Button small kind="quiet" onPress={() => props.onRestore(field)}>
                {t('biodata.restore')}
              </Button>
            </div>
            <p className={styles.before}>
              {t('biodata.was', { value: spokenValue(rosterBiodata, field, t, formats) })}
            </p>
            <SelectField
              label={t('biodata.reason', { field: inSentence(t(`biodata.fields.${field}`)) })}
              value={props.reasons[field] ?? ''}
              invalid={props.marked && props.reasons[field] === undefined}
              takesFocus={field === missing}
              options={[
                { value: '', label: t('biodata.reasonChoose') },
                ...CORRECTION_REASONS.map((reason) => ({ value: reason, label: t(`biodata.reasons.${reason}`) })),
              ]}
              onChange={(value) => {
                const reason = CORRECTION_REASONS.find((known) => known === value);
                if (reason) props.onReason(field, reason);
              }}
            />
          </div>
        ))}
    </Card>
  );
}
