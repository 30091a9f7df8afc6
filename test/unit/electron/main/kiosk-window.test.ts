import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openKioskWindow } from '../../../../electron/main/kiosk-window.ts';
import { fake, resetElectron } from '../../../fakes/electron.ts';
import { recordedLog } from '../services/support/recorded-log.ts';

beforeEach(resetElectron);

async function openWindow() {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const log = recordedLog();
  await openKioskWindow('/app/preload.cjs', log);
  const window = fake.windows[0]!;
  expect(window.timesLoaded).toBe(1);
  return { window, contents: window.webContents, log };
}

const SECONDS = 1000;

describe('a page whose process is gone', () => {
  test.each(['crashed', 'oom', 'killed'])('(%s) is loaded again, and logged', async (reason) => {
    const { window, contents, log } = await openWindow();
    contents.emit('render-process-gone', {}, { reason, exitCode: 1 });
    expect(log.entries).toEqual([{ code: 'PAGE_GONE', detail: reason }]);
    await vi.advanceTimersByTimeAsync(1 * SECONDS);
    expect(window).toMatchObject({ timesLoaded: 2, url: 'app://jemput/' });
    await vi.advanceTimersByTimeAsync(60 * SECONDS);
    expect(window.timesLoaded).toBe(2);
  });

  test('as often as it goes', async () => {
    const { window, contents } = await openWindow();
    for (let times = 2; times < 6; times++) {
      contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
      await vi.advanceTimersByTimeAsync(1 * SECONDS);
      expect(window.timesLoaded).toBe(times);
    }
  });

  test('and that does not load again is logged', async () => {
    const { window, contents, log } = await openWindow();
    window.loadFailure = Object.assign(new Error('ERR_FAILED (-2)'), { code: 'ERR_FAILED' });
    contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    await vi.advanceTimersByTimeAsync(1 * SECONDS);
    expect(log.entries.at(-1)).toEqual({ code: 'PAGE_NOT_LOADED', detail: 'ERR_FAILED' });
  });
});

describe('a page that does not respond', () => {
  test('for 30 s is ended, loaded again, and logged', async () => {
    const { window, contents, log } = await openWindow();
    contents.emit('unresponsive');
    await vi.advanceTimersByTimeAsync(29 * SECONDS);
    expect(contents.timesCrashed).toBe(0);
    await vi.advanceTimersByTimeAsync(2 * SECONDS);
    expect(contents.timesCrashed).toBe(1);
    expect(window.timesLoaded).toBe(2);
    expect(log.codes()).toEqual(['PAGE_UNRESPONSIVE', 'PAGE_GONE']);
  });

  test('for less is left alone', async () => {
    const { window, contents, log } = await openWindow();
    contents.emit('unresponsive');
    await vi.advanceTimersByTimeAsync(20 * SECONDS);
    contents.emit('responsive');
    await vi.advanceTimersByTimeAsync(60 * SECONDS);
    expect(contents.timesCrashed).toBe(0);
    expect(window.timesLoaded).toBe(1);
    expect(log.entries).toEqual([]);
  });
});

test('a window that was closed is not loaded again', async () => {
  const { window, contents } = await openWindow();
  contents.emit('unresponsive');
  contents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 });
  contents.emit('unresponsive');
  window.emit('closed');
  await vi.advanceTimersByTimeAsync(60 * SECONDS);
  expect(contents.timesCrashed).toBe(0);
  expect(window.timesLoaded).toBe(1);
});
