import { useTranslation } from 'react-i18next';
import type { Drive } from '../../../electron/contract/siak-api.ts';
import { useFormats } from '../formats.ts';
import styles from './drive-panel.module.css';

/** Which drive this kit serves, before anybody is signed in. */
export function DrivePanel({ drive }: { readonly drive: Drive }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className={styles.panel}>
      <p className={styles.name}>{drive.name}</p>
      <p className={styles.place}>{drive.place}</p>
      <p>{t('signIn.days', { first: formats.longDay(drive.firstDay), last: formats.longDay(drive.lastDay) })}</p>
      <p className={styles.promise}>{t('signIn.promise')}</p>
    </div>
  );
}
