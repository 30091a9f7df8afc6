/**
 * Runs one operation against a time limit and a caller's wish to stop.
 *
 * The operation's own signal is aborted with `late()` when the time is over, or with the outer signal's reason when that
 * is aborted. It is not waited for after that: a write that the operating system never finishes must not hold the caller.
 */
export async function withDeadline<T>(
  milliseconds: number,
  outer: AbortSignal,
  late: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer.throwIfAborted();
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(late()), milliseconds);
  const forward = () => controller.abort(outer.reason);
  outer.addEventListener('abort', forward, { once: true });
  try {
    return await Promise.race([work(controller.signal), rejectionOf(controller.signal)]);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', forward);
  }
}

/** Waits, unless the signal is aborted: then it rejects with the signal's reason. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}
