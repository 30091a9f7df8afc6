import { useCallback } from 'react';
import type { Bytes } from '../../../../native-bridges/contract/bytes.ts';
import type { GreyImage } from '../../../../native-bridges/contract/capture.ts';
import type { FingerPosition } from '../../../../native-bridges/contract/modality.ts';
import { type Draft, REQUIRED_FINGERS } from '../../../domain/draft.ts';
import { useSession } from '../../session-context.ts';
import { useFailureCode } from '../../use-action.ts';
import { type Loaded, useLoaded } from '../../use-loaded.ts';

/** Everything that was captured, read back from storage; a capture that does not read carries its code. */
export interface StoredCaptures {
  readonly photo: Loaded<Bytes>;
  readonly signature: Loaded<Bytes>;
  readonly prints: ReadonlyMap<FingerPosition, Loaded<GreyImage>>;
}

/** The codes of captures that could not be read back. */
export function failuresOf({ photo, signature, prints }: StoredCaptures): string[] {
  return [photo, signature, ...prints.values()].flatMap(({ failure }) => failure ?? []);
}

/** Reads every capture of the draft once; null until all are there. One that is damaged does not hide the others. */
export function useStoredCaptures({ recordId, photo, signature, fingers }: Draft): StoredCaptures | null {
  const { drafts } = useSession();
  const failureCode = useFailureCode();
  const load = useCallback(async (): Promise<StoredCaptures> => {
    const read = async <T>(exists: boolean, work: () => Promise<T>): Promise<Loaded<T>> => {
      try {
        return { value: exists ? await work() : null, failure: null };
      } catch (error) {
        return { value: null, failure: failureCode(error) };
      }
    };
    const prints = REQUIRED_FINGERS.map(async (position) => {
      const exists = fingers.some((file) => file.position === position);
      return [position, await read(exists, () => drafts.readFinger(recordId, position))] as const;
    });
    return {
      photo: await read(photo !== null, () => drafts.readCapture(recordId, 'photo')),
      signature: await read(signature !== null, () => drafts.readCapture(recordId, 'signature')),
      prints: new Map(await Promise.all(prints)),
    };
  }, [drafts, failureCode, recordId, photo, signature, fingers]);
  return useLoaded(load).value;
}
