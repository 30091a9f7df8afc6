import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type DeviceHostProcess,
  RENDERER_GONE,
  superviseDeviceHost,
} from '../../../../../electron/services/device-host/supervisor.ts';
import type { Channel } from '../../../../../native-bridges/rpc/rpc.ts';
import { recordedLog } from '../support/recorded-log.ts';

/** A process as the supervisor sees it, that the test ends and lets speak. */
function fakeProcess() {
  const posted: unknown[] = [];
  let say = (_message: unknown) => {};
  let exit = () => {};
  const errorOutput = new PassThrough();
  const process: DeviceHostProcess = {
    post: (message) => void posted.push(message),
    onMessage: (receive) => {
      say = receive;
    },
    onExit: (exited) => {
      exit = exited;
    },
    errorOutput,
    kill: vi.fn(() => exit()),
  };
  return { process, posted, errorOutput, say: (message: unknown) => say(message), exit: () => exit() };
}

/** A renderer's channel with the test at its other end; keeps early messages as a real one does. */
function fakeChannel() {
  const received: unknown[] = [];
  const early: unknown[] = [];
  let receive: ((message: unknown) => void) | null = null;
  let closed = () => {};
  const close = vi.fn(() => closed());
  const channel: Channel = {
    post: (message) => void received.push(message),
    onMessage: (listener) => {
      receive = listener;
      for (const message of early.splice(0)) listener(message);
    },
    onClose: (listener) => {
      closed = listener;
    },
    close,
  };
  const send = (message: unknown) => (receive ? receive(message) : void early.push(message));
  return { channel, received, close, send };
}

function setUp() {
  const runs: ReturnType<typeof fakeProcess>[] = [];
  const log = recordedLog();
  const supervisor = superviseDeviceHost({
    spawn: () => {
      runs.push(fakeProcess());
      return runs.at(-1)!.process;
    },
    log,
  });
  return { runs, log, supervisor };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

describe('messages', () => {
  test('pass both ways as they are', () => {
    const { runs, supervisor } = setUp();
    const renderer = fakeChannel();
    supervisor.connect(renderer.channel);
    const message = { t: 'q', a: [new Uint8Array([1])] };
    renderer.send(message);
    expect(runs[0]!.posted).toEqual([message]);
    expect(runs[0]!.posted[0]).toBe(message);
    runs[0]!.say('answer');
    expect(renderer.received).toEqual(['answer']);
  });

  test('of a process without renderer go nowhere', () => {
    const { runs } = setUp();
    expect(() => runs[0]!.say('anyone?')).not.toThrow();
  });
});

describe('a renderer', () => {
  test('that goes is told to the process, once', () => {
    const { runs, supervisor } = setUp();
    const renderer = fakeChannel();
    supervisor.connect(renderer.channel);
    renderer.channel.close();
    expect(runs[0]!.posted).toEqual([RENDERER_GONE]);
    runs[0]!.say('late');
    expect(renderer.received).toEqual([]);
  });

  test('is replaced by the next, and not heard any more', () => {
    const { runs, supervisor } = setUp();
    const [old, next] = [fakeChannel(), fakeChannel()];
    supervisor.connect(old.channel);
    supervisor.connect(next.channel);
    expect(old.close).toHaveBeenCalledOnce();
    old.send('from the old');
    next.send('from the next');
    runs[0]!.say('answer');
    expect(runs[0]!.posted).toEqual([RENDERER_GONE, 'from the next']);
    expect([old.received, next.received]).toEqual([[], ['answer']]);
  });
});

describe('a process that ends', () => {
  test('closes the renderer’s channel and is started again at once', () => {
    const { runs, log, supervisor } = setUp();
    const renderer = fakeChannel();
    supervisor.connect(renderer.channel);
    runs[0]!.exit();
    expect(renderer.close).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(0);
    expect(runs).toHaveLength(2);
    // The process is told of no renderer that it never had.
    expect(runs[1]!.posted).toEqual([]);
    expect(log.codes()).toEqual(['DEVICE_HOST_DOWN']);
  });

  test('again and again is started with growing pauses, always under two seconds', () => {
    const { runs } = setUp();
    const pauses: number[] = [];
    for (let crash = 0; crash < 7; crash++) {
      const known = runs.length;
      runs.at(-1)!.exit();
      let waited = 0;
      for (; runs.length === known; waited += 50) vi.advanceTimersByTime(waited === 0 ? 0 : 50);
      pauses.push(Math.max(0, waited - 50));
    }
    expect(pauses).toEqual([...pauses].sort((one, other) => one - other));
    expect(pauses[0]).toBe(0);
    expect(pauses.at(-1)).toBeGreaterThan(1000);
    expect(pauses.at(-1)).toBeLessThan(2000);
  });

  test('after a good run is again started at once', () => {
    const { runs } = setUp();
    for (let crash = 0; crash < 4; crash++) {
      runs.at(-1)!.exit();
      vi.advanceTimersByTime(2000);
    }
    vi.advanceTimersByTime(60_000);
    const known = runs.length;
    runs.at(-1)!.exit();
    vi.advanceTimersByTime(0);
    expect(runs).toHaveLength(known + 1);
  });

  test('a renderer that connects meanwhile is served by the next process, nothing it said is lost', () => {
    const { runs, supervisor } = setUp();
    runs[0]!.exit();
    vi.advanceTimersByTime(0);
    runs[1]!.exit();
    const renderer = fakeChannel();
    supervisor.connect(renderer.channel);
    renderer.send('are you there?');
    vi.advanceTimersByTime(2000);
    expect(runs[2]!.posted).toEqual(['are you there?']);
    runs[2]!.say('yes');
    expect(renderer.received).toEqual(['yes']);
  });
});

describe('stop', () => {
  test('ends process and channel, for good', () => {
    const { runs, log, supervisor } = setUp();
    const renderer = fakeChannel();
    supervisor.connect(renderer.channel);
    supervisor.stop();
    expect(runs[0]!.process.kill).toHaveBeenCalledOnce();
    expect(renderer.close).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(60_000);
    expect(runs).toHaveLength(1);
    expect(log.entries).toEqual([]);
    const late = fakeChannel();
    supervisor.connect(late.channel);
    expect(late.close).toHaveBeenCalledOnce();
  });

  test('during a pause, no further process is started', () => {
    const { runs, supervisor } = setUp();
    runs[0]!.exit();
    supervisor.stop();
    vi.advanceTimersByTime(60_000);
    expect(runs).toHaveLength(1);
  });
});

test('faults that the process prints are logged; what else it prints is not', async () => {
  vi.useRealTimers();
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { runs, log } = setUp();
  runs[0]!.errorOutput.write('{"code":"DEVICE_ABSENT","where":"/dev/ttyUSB0","detail":"ENOENT"}\nlibusb: oops\n[1]\n');
  await vi.waitFor(() => expect(stderr).toHaveBeenCalledTimes(2));
  await sleep(0);
  stderr.mockRestore();
  expect(log.entries).toEqual([{ code: 'DEVICE_ABSENT', detail: '/dev/ttyUSB0: ENOENT' }]);
});
