import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { rendererError } from '../../../domain/errors.ts';
import { useFailureCode } from '../../use-action.ts';
import { openCamera } from './camera.ts';

/** A camera that is open and still shows nothing after this long is not going to. */
const FIRST_PICTURE_MS = 10_000;

export interface Camera {
  readonly video: RefObject<HTMLVideoElement | null>;
  /** True once pictures come. */
  readonly live: boolean;
  readonly failure: string | null;
  retry(): void;
}

/** The camera for as long as the screen shows it; released when it does not. A camera that stops on its way is said so. */
export function useCamera(): Camera {
  const failureCode = useFailureCode();
  const video = useRef<HTMLVideoElement>(null);
  const [live, setLive] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt opens the camera anew
  useEffect(() => {
    let current = true;
    let stream: MediaStream | null = null;
    const fail = (error: unknown) => {
      if (!current) return;
      setLive(false);
      setFailure(failureCode(error));
    };
    let deadline: ReturnType<typeof setTimeout> | undefined;
    const start = async () => {
      const opened = await openCamera();
      if (!current) {
        stop(opened);
        return;
      }
      stream = opened;
      // Counted from the open camera: before that, somebody may be answering a permission question.
      deadline = setTimeout(() => fail(rendererError('CAMERA_FAILED', 'no first picture')), FIRST_PICTURE_MS);
      for (const track of opened.getVideoTracks()) {
        track.addEventListener('ended', () => fail(rendererError('CAMERA_FAILED', 'track ended')));
      }
      const element = video.current;
      if (!element) return;
      element.srcObject = opened;
      await element.play();
      clearTimeout(deadline);
      if (current) setLive(true);
    };
    setLive(false);
    setFailure(null);
    start().catch((error: unknown) => {
      clearTimeout(deadline);
      fail(error);
    });
    return () => {
      current = false;
      clearTimeout(deadline);
      if (stream) stop(stream);
    };
  }, [attempt, failureCode]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { video, live, failure, retry };
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
