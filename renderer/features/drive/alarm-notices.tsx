import { useTranslation } from 'react-i18next';
import { Notice } from '../../components/notice.tsx';
import { errorText } from '../../locales/error-text.ts';
import { packetNumber } from '../packet-number.ts';
import { useSession } from '../session-context.ts';

/** What reconciliation found at start, one quiet notice for each kind; with the packets' numbers, where it has any. */
export function AlarmNotices() {
  const { t } = useTranslation();
  const { alarms } = useSession();
  const codes = [...new Set(alarms.map((alarm) => alarm.code))];
  return codes.map((code) => {
    const { title, what, next } = errorText(t, code);
    const numbers = alarms.flatMap(({ code: other, sequence }) =>
      other === code && sequence !== null ? [packetNumber(sequence)] : [],
    );
    return (
      <Notice key={code} state={code === 'PACKET_MISSING' ? 'look' : 'note'} title={title}>
        <p>
          {numbers.length > 0 && `${t('alarms.packet', { number: numbers.join(', ') })}. `}
          {what} <b>{next}</b>
        </p>
      </Notice>
    );
  });
}
