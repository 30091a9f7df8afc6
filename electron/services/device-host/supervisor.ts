import type { Channel } from '../../../native-bridges/rpc/rpc.ts';
import type { DiagnosticLog } from '../diagnostics/diagnostic-log.ts';
import { logFaultLines } from './fault-lines.ts';

/** One run of the device host: a forked Node process, or Electron's utility process. */
export interface DeviceHostProcess {
  post(message: unknown): void;
  onMessage(receive: (message: unknown) => void): void;
  /** Called once when the process has ended, or could not be started. */
  onExit(exited: () => void): void;
  /** Its standard error: faults as JSON lines, see `fault-lines.ts`, and whatever a native addon prints. */
  readonly errorOutput: NodeJS.ReadableStream;
  kill(): void;
}

export interface DeviceHostSupervisor {
  /** Joins the renderer to the device host. There is one renderer: a new channel takes the place of the old. */
  connect(channel: Channel): void;
  /** Ends the process for good and closes the renderer's channel. */
  stop(): void;
}

/** Told to the device host when the renderer it worked for is gone, so that it ends captures nobody waits for. */
export const RENDERER_GONE = { control: 'renderer-gone' } as const;

/** Pause before the first, second … restart in a row; the last one repeats. Always under two seconds. */
const RESTART_AFTER_MS = [0, 250, 500, 1000, 1900] as const;

/** A run this long was a good one: the next failure is again the first. */
const GOOD_RUN_MS = 10_000;

/**
 * Keeps the device host running: it holds native addons and may crash at any time, which costs at most the capture in
 * progress.
 *
 * Messages pass between renderer and process as they are. When the process ends, the renderer's channel is closed: its
 * calls fail at once instead of waiting for answers that died, and the renderer opens a new one.
 */
export function superviseDeviceHost({
  spawn,
  log,
}: {
  readonly spawn: () => DeviceHostProcess;
  readonly log: DiagnosticLog;
}): DeviceHostSupervisor {
  let current: DeviceHostProcess | null = null;
  let renderer: Channel | null = null;
  let restart: NodeJS.Timeout | undefined;
  let restarts = 0;
  let stopped = false;

  function start(): void {
    const started = performance.now();
    const run = spawn();
    current = run;
    logFaultLines(run.errorOutput, log);
    run.onMessage((message) => renderer?.post(message));
    run.onExit(() => {
      current = null;
      if (stopped) return;
      log.write({ code: 'DEVICE_HOST_DOWN' });
      dropRenderer();
      if (performance.now() - started >= GOOD_RUN_MS) restarts = 0;
      restart = setTimeout(start, RESTART_AFTER_MS[Math.min(restarts, RESTART_AFTER_MS.length - 1)]);
      restarts++;
    });
    if (renderer) listenTo(renderer);
  }

  /** Messages of a channel that connects during a restart wait in it until there is a process to take them. */
  function listenTo(channel: Channel): void {
    channel.onMessage((message) => {
      if (channel === renderer) current?.post(message);
    });
  }

  function dropRenderer(): void {
    const dropped = renderer;
    renderer = null;
    dropped?.close();
  }

  function connect(channel: Channel): void {
    if (renderer) {
      dropRenderer();
      current?.post(RENDERER_GONE);
    }
    renderer = channel;
    channel.onClose(() => {
      // A channel that was dropped or replaced has already been dealt with.
      if (channel !== renderer) return;
      renderer = null;
      current?.post(RENDERER_GONE);
    });
    if (current) listenTo(channel);
  }

  start();
  return {
    connect(channel) {
      if (stopped) channel.close();
      else connect(channel);
    },
    stop() {
      stopped = true;
      clearTimeout(restart);
      dropRenderer();
      current?.kill();
    },
  };
}
