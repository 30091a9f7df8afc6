import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.tsx';
import { Chip } from '../../../components/chip.tsx';
import { DefinitionList } from '../../../components/definition-list.tsx';
import { type Draft, REQUIRED_FINGERS } from '../../../domain/draft.ts';
import { isClear } from './finger-score.ts';
import styles from './stored-quality-card.module.css';

/** What was measured from the stored pixels. */
export function StoredQualityCard({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation();
  return (
    <Card title={t('fingers.qualityTitle')}>
      <DefinitionList
        items={REQUIRED_FINGERS.map((position) => {
          const score = draft.fingers.find((file) => file.position === position)?.quality.score;
          return {
            id: position,
            term: t(`fingers.names.${position}`),
            value:
              score === undefined ? (
                <span className={styles.none}>{t('fingers.none')}</span>
              ) : isClear(score) ? (
                score
              ) : (
                <Chip state="look">{t('fingers.low', { score })}</Chip>
              ),
          };
        })}
      />
      <p className={styles.hint}>{t('fingers.qualityHint')}</p>
    </Card>
  );
}
