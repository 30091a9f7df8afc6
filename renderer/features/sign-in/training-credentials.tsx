import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { DefinitionList } from '../../components/definition-list.tsx';
import styles from './training-credentials.module.css';

export interface TrainingCredentialsProps {
  readonly credentials: readonly { readonly officerId: string; readonly name: string; readonly pin: string }[];
}

/** In training only: with what to sign in. */
export function TrainingCredentials({ credentials }: TrainingCredentialsProps) {
  const { t } = useTranslation();
  return (
    <Card title={t('signIn.training')}>
      <p className={styles.hint}>{t('signIn.trainingHint')}</p>
      <DefinitionList
        items={credentials.map(({ officerId, name, pin }) => ({
          id: officerId,
          term: name,
          value: t('signIn.credential', { pin }),
        }))}
      />
    </Card>
  );
}
