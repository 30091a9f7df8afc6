import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAutosave } from '../../../../../../renderer/features/enrolment/biodata/autosave.ts';

describe('createAutosave', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A store whose writes end when the test says so. */
  function slowStore() {
    const started: string[] = [];
    const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
    return {
      started,
      store: (text: string) => {
        started.push(text);
        return new Promise<void>((resolve, reject) => waiting.push({ resolve, reject }));
      },
      end: () => waiting.shift()?.resolve(),
      fail: () => waiting.shift()?.reject(new Error('full')),
    };
  }

  it('stores the latest state once the typing stops', async () => {
    const { started, store } = slowStore();
    const autosave = createAutosave(store, () => undefined);
    autosave.touch('B');
    await vi.advanceTimersByTimeAsync(400);
    autosave.touch('BU');
    await vi.advanceTimersByTimeAsync(400);
    expect(started).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(started).toEqual(['BU']);
  });

  it('stores at once when asked, and then not again', async () => {
    const { started, store, end } = slowStore();
    const autosave = createAutosave(store, () => undefined);
    autosave.touch('BUDI');
    const flushed = autosave.flush();
    await vi.advanceTimersByTimeAsync(0);
    end();
    await flushed;
    await vi.advanceTimersByTimeAsync(5000);
    expect(started).toEqual(['BUDI']);
  });

  it('never lets an older state overtake a newer one', async () => {
    const { started, store, end } = slowStore();
    const autosave = createAutosave(store, () => undefined);
    autosave.touch('old');
    void autosave.flush();
    autosave.touch('new');
    const flushed = autosave.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toEqual(['old']);
    end();
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toEqual(['old', 'new']);
    end();
    await flushed;
  });

  it('keeps what could not be stored for the next try, and says so', async () => {
    const { started, store, end, fail } = slowStore();
    const failures: unknown[] = [];
    const autosave = createAutosave(store, (error) => failures.push(error));
    autosave.touch('BUDI');
    await vi.advanceTimersByTimeAsync(500);
    fail();
    await vi.advanceTimersByTimeAsync(0);
    expect(failures).toHaveLength(1);
    const flushed = autosave.flush();
    await vi.advanceTimersByTimeAsync(0);
    end();
    await flushed;
    expect(started).toEqual(['BUDI', 'BUDI']);
  });

  it('tells who leaves that the last save failed, and the screen too', async () => {
    const { store, fail } = slowStore();
    const failures: unknown[] = [];
    const autosave = createAutosave(store, (error) => failures.push(error));
    autosave.touch('BUDI');
    const flushed = autosave.flush();
    const refused = expect(flushed).rejects.toThrow('full');
    await vi.advanceTimersByTimeAsync(0);
    fail();
    await refused;
    expect(failures).toHaveLength(1);
  });

  it('tells who leaves during a save by itself that this one failed', async () => {
    const { started, store, end, fail } = slowStore();
    const autosave = createAutosave(store, () => undefined);
    autosave.touch('BUDI');
    await vi.advanceTimersByTimeAsync(500);
    const refused = expect(autosave.flush()).rejects.toThrow('full');
    fail();
    await refused;
    const again = autosave.flush();
    await vi.advanceTimersByTimeAsync(0);
    end();
    await again;
    expect(started).toEqual(['BUDI', 'BUDI']);
  });
});
