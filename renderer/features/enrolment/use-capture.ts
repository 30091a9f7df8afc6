import { useCallback } from 'react';
import type { Bytes } from '../../../native-bridges/contract/bytes.ts';
import type { CaptureName } from '../../domain/draft.ts';
import { useSession } from '../session-context.ts';
import { type Loaded, useLoaded } from '../use-loaded.ts';
import { useRecording } from './recording-context.ts';

/**
 * A capture read back from storage, as it will be packed.
 *
 * @param version SHA-256 of the stored file: another one is read anew; null where there is none
 */
export function useCapture(name: CaptureName, version: string | null): Loaded<Bytes | null> {
  const { drafts } = useSession();
  const { recordId } = useRecording().draft;
  return useLoaded(
    useCallback(async () => (version ? drafts.readCapture(recordId, name) : null), [drafts, recordId, name, version]),
  );
}
