/**
 * Runs the tasks of one key after the other, those of different keys side by side. A draft is read, changed and
 * written in several steps: two changes at once would lose the first.
 */
export class OneAtATimePerKey {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs the task when all earlier ones of the key have ended, however they ended. */
  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const current = before.then(task, task);
    const settled = current.catch(() => undefined);
    this.#last.set(key, settled);
    void settled.then(() => {
      if (this.#last.get(key) === settled) this.#last.delete(key);
    });
    return current;
  }
}
