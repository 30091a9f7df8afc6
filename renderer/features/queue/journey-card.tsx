import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import type { State } from '../../components/state-mark.tsx';
import { Timeline, type TimelineItem } from '../../components/timeline.tsx';
import { errorText } from '../../locales/error-text.ts';
import { type Formats, useFormats } from '../formats.ts';
import { packetNumber } from '../packet-number.ts';
import type { QueueEntry } from '../session.ts';
import { percentSent, rejectionWords } from './entry-state.ts';

/** The stations of one packet. */
export function JourneyCard({ entry }: { readonly entry: QueueEntry | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (!entry) {
    return (
      <Card title={t('queue.title')}>
        <p>{t('queue.journeyNone')}</p>
      </Card>
    );
  }
  return (
    <Card title={t('queue.journey', { number: packetNumber(entry.sequence) })}>
      <Timeline items={[...onTheWay(entry, t, formats), verdict(entry, t, formats)]} />
    </Card>
  );
}

function onTheWay(entry: QueueEntry, t: TFunction, formats: Formats): TimelineItem[] {
  const arrived = entry.status !== 'waiting' && entry.status !== 'sending';
  const sending: State = arrived ? 'good' : entry.status === 'sending' ? 'note' : entry.lastError ? 'look' : 'idle';
  return [
    { id: 'saved', state: 'good', title: t('queue.steps.saved'), extra: formats.moment(entry.savedAt) },
    {
      id: 'sending',
      state: sending,
      title: t('queue.steps.sending'),
      extra: entry.status === 'sending' ? `${percentSent(entry)} %` : undefined,
      ...(entry.lastError !== null && !arrived && { detail: errorText(t, entry.lastError).title }),
      ...(entry.lastError === null &&
        entry.attempts > 1 && { detail: t('queue.steps.attempts', { count: entry.attempts }) }),
    },
    { id: 'delivered', state: arrived ? 'good' : 'idle', title: t('queue.steps.delivered') },
  ];
}

function verdict(entry: QueueEntry, t: TFunction, formats: Formats): TimelineItem {
  if (entry.status === 'rejected') {
    return {
      id: 'rejected',
      state: 'stop',
      title: t('queue.steps.rejected'),
      ...(entry.rejectionReasons.length > 0 && { detail: rejectionWords(entry, t) }),
    };
  }
  return {
    id: 'acknowledged',
    state: entry.status === 'acknowledged' ? 'good' : entry.status === 'delivered' ? 'note' : 'idle',
    title: t('queue.steps.acknowledged'),
    extra: entry.acknowledgedAt ? formats.moment(entry.acknowledgedAt) : undefined,
  };
}
