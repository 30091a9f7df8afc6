import { useEffect, useState } from 'react';
import type { Resident } from '../../../electron/contract/siak-api.ts';
import type { OwnRecording } from '../session.ts';
import { useSession } from '../session-context.ts';
import { useFailureCode } from '../use-action.ts';

/** What this kiosk knows of residents' recordings, as far as it has been asked. */
export interface OwnRecordings {
  /** By NIK; null for a resident who has none, and no entry while the question is open. */
  readonly known: ReadonlyMap<string, OwnRecording | null>;
  /** Code of the last question's failure. */
  readonly failure: string | null;
}

const NOTHING: OwnRecordings = { known: new Map(), failure: null };

/**
 * Asks for each of these residents. Answers stay while the officer types on: a name that remains in the list is not
 * unknown again at every letter.
 */
export function useOwnRecordings(residents: readonly Resident[]): OwnRecordings {
  const { roster } = useSession();
  const failureCode = useFailureCode();
  const [recordings, setRecordings] = useState(NOTHING);
  useEffect(() => {
    if (residents.length === 0) return;
    let current = true;
    const ask = async () =>
      Promise.all(residents.map(async ({ nik }) => [nik, await roster.recordingOf(nik)] as const));
    ask().then(
      (answers) => current && setRecordings(({ known }) => ({ known: new Map([...known, ...answers]), failure: null })),
      (error: unknown) => current && setRecordings(({ known }) => ({ known, failure: failureCode(error) })),
    );
    return () => {
      current = false;
    };
  }, [roster, residents, failureCode]);
  return recordings;
}
