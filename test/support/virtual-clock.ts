import type { Clock } from '../../renderer/sync/clock.ts';

interface Timer {
  readonly dueAt: number;
  readonly callBack: () => void;
}

/** A clock that stands still until a test moves it. */
export class VirtualClock implements Clock {
  #now: number;
  #elapsed = 0;
  readonly #timers = new Set<Timer>();

  constructor(start = '2026-11-21T01:00:00.000Z') {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#elapsed;
  }

  /** Somebody sets the wall clock; no time goes by. */
  set(instant: string): void {
    this.#now = Date.parse(instant);
  }

  after(milliseconds: number, callBack: () => void): () => void {
    const timer = { dueAt: this.#elapsed + milliseconds, callBack };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Milliseconds until the next timer; null where nobody waits. */
  get nextTimerIn(): number | null {
    const dueTimes = [...this.#timers].map(({ dueAt }) => dueAt);
    return dueTimes.length === 0 ? null : Math.min(...dueTimes) - this.#elapsed;
  }

  /** Moves on, and calls every timer that falls due, in order. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
    this.#elapsed += milliseconds;
    const due = [...this.#timers].filter(({ dueAt }) => dueAt <= this.#elapsed).sort((a, b) => a.dueAt - b.dueAt);
    for (const timer of due) {
      this.#timers.delete(timer);
      timer.callBack();
    }
  }
}
