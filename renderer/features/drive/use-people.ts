import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Resident } from '../../../electron/contract/siak-api.ts';
import type { State } from '../../components/state-mark.tsx';
import { useFormats } from '../formats.ts';
import type { DraftSummary, OwnRecording } from '../session.ts';
import { useSession } from '../session-context.ts';
import { useLoaded } from '../use-loaded.ts';
import { recordingState } from './recording-state.ts';
import { useOwnRecordings } from './use-own-recordings.ts';

/** Rows beyond these help nobody: the officer types one letter more. */
const MOST_RESULTS = 40;

/** One person who may be recorded next. */
export interface PersonRow {
  /** Row id in the document. */
  readonly id: string;
  readonly name: string;
  readonly nik: string;
  readonly state: State;
  readonly stateWord: string;
  readonly recorded: boolean;
  /** What this kiosk knows of the person is not read yet: the rest of the row may still change. */
  readonly pending: boolean;
  readonly draftId: string | null;
  /** Null for a row that stands for a draft. */
  readonly resident: Resident | null;
  /** Null for a row that stands for a resident of the roster. */
  readonly draft: DraftSummary | null;
}

/**
 * Residents that match the query; without a query the records left half-way.
 */
export function usePeople(query: string): { readonly rows: readonly PersonRow[]; readonly failure: string | null } {
  const { t } = useTranslation();
  const formats = useFormats();
  const { roster, drafts } = useSession();
  const asked = query.trim() !== '';
  const drafted = useLoaded(useCallback(() => drafts.list(), [drafts]));
  const residents = useMemo(() => (asked ? roster.search(query, MOST_RESULTS) : []), [roster, query, asked]);
  const own = useOwnRecordings(residents);
  const rows = asked
    ? residents.map((resident) => residentRow(resident, own.known.get(resident.nik)))
    : (drafted.value ?? []).map(draftRow);
  return { rows, failure: own.failure ?? drafted.failure };

  function residentRow(resident: Resident, recording: OwnRecording | null | undefined): PersonRow {
    const { state, word, ...known } = recordingState(resident.recordingStatus, recording ?? null, t, formats);
    const { nik, name } = resident;
    // Where the answer failed nobody waits for it: starting asks the storage once more, and refuses a second recording.
    const pending = recording === undefined && own.failure === null;
    return { id: `resident-${nik}`, name, nik, state, stateWord: word, ...known, pending, resident, draft: null };
  }

  function draftRow(draft: DraftSummary): PersonRow {
    const { recordId, name, nik, step } = draft;
    return {
      id: `draft-${recordId}`,
      name,
      nik,
      state: 'look',
      stateWord: t(`recording.stepNames.${step}`),
      recorded: false,
      pending: false,
      draftId: recordId,
      resident: null,
      draft,
    };
  }
}
