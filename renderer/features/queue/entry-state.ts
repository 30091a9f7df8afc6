import type { TFunction } from 'i18next';
import type { State } from '../../components/state-mark.tsx';
import { errorText } from '../../locales/error-text.ts';
import { id } from '../../locales/id.ts';
import { type Formats, inSentence } from '../formats.ts';
import type { QueueEntry, QueueState } from '../session.ts';

type KnownReason = Exclude<keyof typeof id.rejections, 'other'>;

/** Whole percent of a packet that the centre has. */
export function percentSent(entry: QueueEntry): number {
  return entry.size === 0 ? 0 : Math.floor((100 * entry.sentBytes) / entry.size);
}

/** The chip of an entry. */
export function entryChip(entry: QueueEntry, t: TFunction): { readonly state: State; readonly word: string } {
  switch (entry.status) {
    case 'waiting':
      return entry.lastError === null
        ? { state: 'idle', word: t('queue.status.waiting') }
        : { state: 'look', word: t('queue.status.failing') };
    case 'sending':
      return { state: 'note', word: t('queue.status.sending', { percent: percentSent(entry) }) };
    case 'delivered':
      return { state: 'note', word: t('queue.status.delivered') };
    case 'rejected':
      return { state: 'stop', word: t('queue.status.rejected') };
    case 'acknowledged':
      return { state: 'good', word: t('queue.status.acknowledged') };
  }
}

/** What happens next with an entry, or what somebody must do. */
export function nextStep(entry: QueueEntry, queue: QueueState, t: TFunction, formats: Formats): string {
  switch (entry.status) {
    case 'waiting':
      if (queue.paused) return t('queue.next.paused');
      if (entry.lastError !== null && entry.nextTryAt !== null) {
        const reason = errorText(t, entry.lastError).title;
        return t('queue.next.retryAt', { reason, time: formats.time(entry.nextTryAt) });
      }
      if (entry.lastError !== null) return errorText(t, entry.lastError).title;
      return queue.link === 'offline' ? t('queue.next.offline') : t('queue.next.turn');
    case 'sending':
      return t('queue.next.sending', { bytes: formats.count(entry.sentBytes) });
    case 'delivered':
      return t('queue.next.receipt');
    case 'rejected':
      return entry.rejectionReasons.length === 0
        ? t('queue.next.rejectedUnknown')
        : t('queue.next.rejected', { reasons: rejectionWords(entry, t) });
    case 'acknowledged':
      return entry.acknowledgedAt
        ? t('queue.next.acknowledged', { time: inSentence(formats.moment(entry.acknowledgedAt)) })
        : '';
  }
}

/** The centre's reasons in words; an unknown one as its code. */
export function rejectionWords(entry: QueueEntry, t: TFunction): string {
  const word = (code: string) =>
    code !== 'other' && Object.hasOwn(id.rejections, code)
      ? t(`rejections.${code as KnownReason}`)
      : t('rejections.other', { code });
  return entry.rejectionReasons.map(word).join(', ');
}
