import { useEffect, useState } from 'react';
import type { QueueView } from '../use-queue.ts';
import { millisecondsLeft, type SentSample, sentAndLeft, WINDOW_MS } from './send-estimate.ts';

/** When sending will be done at the present rate, as ISO instant; null while nobody can say. */
export function useFinishTime(view: QueueView): string | null {
  const { sent, left } = sentAndLeft(view.entries);
  const sending = view.state.link === 'online' && !view.state.paused && left > 0;
  const [samples, setSamples] = useState<readonly SentSample[]>([]);
  useEffect(() => {
    const now = performance.now();
    setSamples((before) =>
      sending ? [...before.filter((sample) => sample.at >= now - WINDOW_MS), { at: now, bytes: sent }] : [],
    );
  }, [sending, sent]);
  const duration = millisecondsLeft(samples, left);
  return sending && duration !== null ? new Date(Date.now() + duration).toISOString() : null;
}
