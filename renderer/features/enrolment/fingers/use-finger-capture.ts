import { useCallback, useEffect, useRef, useState } from 'react';
import type { CaptureStage } from '../../../../native-bridges/contract/capture-device.ts';
import { isCoded } from '../../../../native-bridges/contract/errors.ts';
import type { FingerPosition } from '../../../../native-bridges/contract/modality.ts';
import type { Draft } from '../../../domain/draft.ts';
import { useSession } from '../../session-context.ts';
import { useAction } from '../../use-action.ts';

/** A capture on its way: the device's stages, then ours while the image is decoded, measured and stored. */
export interface CapturePhase {
  readonly position: FingerPosition;
  readonly stage: CaptureStage | 'storing';
  /** Share of the image received, 0 to 1. */
  readonly share: number;
}

export interface FingerCaptureControl {
  /** Null while none runs. */
  readonly phase: CapturePhase | null;
  readonly failure: string | null;
  /** Captures and stores one finger; resolves with the draft, or null where it failed or was cancelled. */
  start(position: FingerPosition): Promise<Draft | null>;
  cancel(): void;
}

/** Runs one capture at a time; leaving the screen cancels it. */
export function useFingerCapture(recordId: string): FingerCaptureControl {
  const { devices, drafts } = useSession();
  const action = useAction();
  const [phase, setPhase] = useState<CapturePhase | null>(null);
  const controller = useRef<AbortController | null>(null);
  const cancel = useCallback(() => controller.current?.abort(), []);
  useEffect(() => cancel, [cancel]);

  const start = async (position: FingerPosition): Promise<Draft | null> => {
    let stored: Draft | null = null;
    const running = new AbortController();
    controller.current = running;
    setPhase({ position, stage: 'waiting', share: 0 });
    await action.run(async () => {
      try {
        const onProgress = (stage: CaptureStage, share: number) => setPhase({ position, stage, share });
        const capture = await devices.captureFinger(position, { signal: running.signal, onProgress });
        setPhase({ position, stage: 'storing', share: 1 });
        stored = await drafts.saveFinger(recordId, capture);
      } catch (error) {
        // The officer knows that they cancelled.
        if (!isCoded(error, 'CAPTURE_CANCELLED')) throw error;
      }
    });
    setPhase(null);
    return stored;
  };
  return { phase, failure: action.failure, start, cancel };
}
