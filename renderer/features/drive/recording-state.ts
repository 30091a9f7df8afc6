import type { TFunction } from 'i18next';
import type { State } from '../../components/state-mark.tsx';
import { id } from '../../locales/id.ts';
import { type Formats, inSentence } from '../formats.ts';
import type { OwnRecording } from '../session.ts';

type CentreStatus = keyof typeof id.centreStatus;

/** What is known of a resident's recording, as a chip. */
export interface RecordingState {
  readonly state: State;
  readonly word: string;
  /** A recording exists, here or at the centre: a second one may become a duplicate. */
  readonly recorded: boolean;
  /** Record id of a draft on this kit, to be resumed. */
  readonly draftId: string | null;
}

/** How each of SIAK's statuses looks; those missing here stand for a recording that exists. */
const LOOKS: Partial<Record<CentreStatus, State>> = {
  BELUM_WAJIB: 'idle',
  UNREGISTERED: 'note',
  ENROLL_FAILURE_AT_CENTRAL: 'look',
  SEARCH_FAILURE_AT_CENTRAL: 'look',
  ENROLL_FAILURE_AT_REGIONAL: 'look',
  ADJUDICATE_RECORD: 'look',
  REQUEST_VALIDATION: 'look',
  DUPLICATE_RECORD: 'stop',
};

/** Statuses under which recording is what comes next. */
const RECORDABLE: readonly string[] = [
  'BELUM_WAJIB',
  'UNREGISTERED',
  'ENROLL_FAILURE_AT_CENTRAL',
  'ENROLL_FAILURE_AT_REGIONAL',
];

/** What this kit knows wins over the roster: it is newer. */
export function recordingState(
  centreStatus: string,
  own: OwnRecording | null,
  t: TFunction,
  formats: Formats,
): RecordingState {
  if (own) return ownState(own, t, formats);
  const known = Object.hasOwn(id.centreStatus, centreStatus) ? (centreStatus as CentreStatus) : null;
  return {
    state: known ? (LOOKS[known] ?? 'good') : 'look',
    word: known ? t(`centreStatus.${known}`) : centreStatus,
    recorded: !RECORDABLE.includes(centreStatus),
    draftId: null,
  };
}

function ownState(own: OwnRecording, t: TFunction, formats: Formats): RecordingState {
  switch (own.state) {
    case 'draft':
      return { state: 'look', word: t('own.draft'), recorded: false, draftId: own.recordId };
    case 'saved':
      return {
        state: 'good',
        word: t('own.saved', { time: inSentence(formats.moment(own.at)) }),
        recorded: true,
        draftId: null,
      };
    case 'acknowledged':
      return { state: 'good', word: t('own.acknowledged'), recorded: true, draftId: null };
    case 'rejected':
      return { state: 'stop', word: t('own.rejected'), recorded: false, draftId: null };
  }
}
