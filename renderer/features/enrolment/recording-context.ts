import { createContext, useContext } from 'react';
import type { Draft, EnrolmentStep } from '../../domain/draft.ts';
import type { SealedRecord } from '../session.ts';

/** The record on screen, and the ways through it. */
export interface Recording {
  readonly draft: Draft;
  /** ISO instant of the last change made on this screen; null before the first. */
  readonly savedAt: string | null;
  /** Takes over what storage answered after a change. */
  take(draft: Draft): void;
  /** Stores the step and shows it. */
  goTo(step: EnrolmentStep): Promise<void>;
  /** Back to *Siapa berikutnya?*; the draft stays. */
  leave(): Promise<void>;
  /** The record is a packet now. */
  finish(sealed: SealedRecord): void;
}

export const RecordingContext = createContext<Recording | null>(null);

/** The recording that the step belongs to. */
export function useRecording(): Recording {
  const recording = useContext(RecordingContext);
  if (!recording) throw new Error('useRecording outside of RecordingContext');
  return recording;
}
