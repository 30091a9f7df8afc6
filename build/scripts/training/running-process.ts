import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process of ours whose end somebody waits for. */
export interface SupervisedProcess {
  readonly process: ChildProcess;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Asks it to end (SIGTERM) and waits; after ten seconds it is ended. */
  stop(): Promise<void>;
  /** Ends it as a power cut would (SIGKILL) and waits. */
  kill(): Promise<void>;
}

/** A part of the training kiosk that runs as a process of its own and has said that it is ready. */
export interface RunningProcess<Ready> extends SupervisedProcess {
  readonly ready: Ready;
}

export interface ProcessOptions<Ready> {
  /** For messages: "gateway". */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Gets everything the process prints. Null: errors go to this process's own. */
  readonly logFile: string | null;
  /** Reads one line of its output; anything but null means that it is ready. */
  readonly readReady: (line: string) => Ready | null;
}

/** Generous: a first start makes keys, a database and a certificate on a slow machine. */
const READY_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 10_000;

/** How many of its last lines on standard error are quoted when a process does not start. */
const QUOTED_LINES = 8;

/** Watches over a child process that has just been spawned. It does not outlive this one, however that ends itself. */
export function superviseProcess(child: ChildProcess): SupervisedProcess {
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  const endWithParent = () => void child.kill();
  process.once('exit', endWithParent);
  void ended.then(() => process.off('exit', endWithParent));

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    child.kill(signal);
    const waited = await Promise.race([ended, sleep(STOP_LIMIT_MS, 'too long' as const, { ref: false })]);
    if (waited === 'too long') child.kill('SIGKILL');
    await ended;
  }
  return { process: child, ended, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

/**
 * Starts a process and waits until it says that it is ready.
 *
 * @throws Error with what it printed last, where it ends before
 */
export async function startProcess<Ready>(options: ProcessOptions<Ready>): Promise<RunningProcess<Ready>> {
  const { name, program, args, logFile, readReady } = options;
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', logFile === null ? 'inherit' : 'pipe'] });
  const running = superviseProcess(child);
  // Its standard input is for commands; one that has just ended takes none.
  child.stdin?.on('error', () => {});
  const lastLines = logFile === null ? [] : keepLog(running, logFile);

  const ready = new Promise<Ready>((resolve, reject) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const said = readReady(line);
      if (said !== null) resolve(said);
    });
    void running.ended.then(() => reject(new Error([`the ${name} did not start`, ...lastLines].join('\n'))));
    setTimeout(() => reject(new Error(`the ${name} did not say that it is ready`)), READY_LIMIT_MS).unref();
  });
  try {
    return { ...running, ready: await ready };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

/** @returns the last lines of its standard error, kept up to date */
function keepLog({ process: child, ended }: SupervisedProcess, logFile: string): readonly string[] {
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout!.pipe(log, { end: false });
  child.stderr!.pipe(log, { end: false });
  void ended.then(() => log.end());
  const lastLines: string[] = [];
  createInterface({ input: child.stderr! }).on('line', (line) => {
    lastLines.push(line);
    if (lastLines.length > QUOTED_LINES) lastLines.shift();
  });
  return lastLines;
}

/** A line as JSON, or null where it is none. */
export function readJsonLine<Value>(line: string): Value | null {
  try {
    return JSON.parse(line) as Value;
  } catch {
    return null;
  }
}
