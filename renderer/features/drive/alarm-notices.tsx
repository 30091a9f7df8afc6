import { useTranslation } from 'react-i18next';
import { Notice } from '../../components/notice.tsx';
import { errorText } from '../../locales/error-text.ts';
import { packetNumber } from '../packet-number.ts';
import { useSession } from '../session-context.ts';

/** What reconciliation found at start, one quiet notice for each kind. */
export function AlarmNotices() {
  const { t } = useTranslation();
  const { alarms } = useSession();
  const codes = [...new Set(alarms.map((alarm) => alarm.code))];
  return codes.map((code) => {
    const { title, what, next } = errorText(t, code);
    const numbers = alarms.filter((alarm) => alarm.code === code).map((alarm) => packetNumber(alarm.sequence));
    return (
      <Notice key={code} state={code === 'PACKET_MISSING' ? 'look' : 'note'} title={title}>
        <p>
          {t('alarms.packet', { number: numbers.join(', ') })}. {what} <b>{next}</b>
        </p>
      </Notice>
    );
  });
}
