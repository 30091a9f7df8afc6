import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { nikDigits } from '../../domain/nik.ts';

const NIK_LENGTH = 16;

/** Before anything is typed. */
export function TypeFirst() {
  const { t } = useTranslation();
  return <EmptyState title={t('home.empty')}>{t('home.emptyHint')}</EmptyState>;
}

/** Nobody matches; a number that is no whole NIK is said to be so. */
export function NoMatch({ query }: { readonly query: string }) {
  const { t } = useTranslation();
  const digits = nikDigits(query);
  const count = digits.length;
  const isNumber = /^\d+$/.test(digits);
  return (
    <EmptyState title={t('home.noMatch')}>
      {isNumber && count < NIK_LENGTH && t('home.nikShort', { count })}
      {isNumber && count > NIK_LENGTH && t('home.nikLong', { count })}
      {(!isNumber || count === NIK_LENGTH) && t('home.noMatchHint')}
    </EmptyState>
  );
}
