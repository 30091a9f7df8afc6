import type { Clock } from '../../renderer/sync/clock.ts';

interface Timer {
  readonly dueAt: number;
  readonly callBack: () => void;
}

/** A clock that stands still until a test moves it. */
export class VirtualClock implements Clock {
  #now: number;
  readonly #timers = new Set<Timer>();

  constructor(start = '2026-11-21T01:00:00.000Z') {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, callBack: () => void): () => void {
    const timer = { dueAt: this.#now + milliseconds, callBack };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Milliseconds until the next timer; null where nobody waits. */
  get nextTimerIn(): number | null {
    const dueTimes = [...this.#timers].map(({ dueAt }) => dueAt);
    return dueTimes.length === 0 ? null : Math.min(...dueTimes) - this.#now;
  }

  /** Moves on, and calls every timer that falls due, in order. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
    const due = [...this.#timers].filter(({ dueAt }) => dueAt <= this.#now).sort((a, b) => a.dueAt - b.dueAt);
    for (const timer of due) {
      this.#timers.delete(timer);
      timer.callBack();
    }
  }
}
