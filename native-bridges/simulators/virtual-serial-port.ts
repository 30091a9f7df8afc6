import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { rm, stat } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const OPENING_LIMIT_MS = 5_000;

/** The cable's two ends: a pseudo-terminal under a name of our choice, and the streams of a simulator. */
type Cable = ChildProcessByStdio<Writable, Readable, null>;

/**
 * A serial port that a driver opens like any other, with a simulator in the place of the device.
 *
 * The kernel's pseudo-terminal comes from `script` (util-linux, part of every Debian): its standard streams are the
 * device's side. The shell inside makes the line raw, gives it its name, and holds it until this process ends, so that
 * a killed simulator leaves no port behind that nobody answers on.
 */
export class VirtualSerialPort {
  readonly path: string;
  readonly #cable: Cable;
  /** Resolves when the port is gone, whoever removed it. */
  readonly unplugged: Promise<void>;

  private constructor(path: string, cable: Cable) {
    this.path = path;
    this.#cable = cable;
    this.unplugged = new Promise((resolve) => cable.once('exit', () => resolve()));
  }

  /**
   * Makes the port and waits until it can be opened under `path`, where an older link is replaced.
   *
   * @param onBytes what the driver writes
   * @throws Error where the system has no `script` (util-linux)
   */
  static async plug(path: string, onBytes: (bytes: Buffer) => void): Promise<VirtualSerialPort> {
    await rm(path, { force: true });
    const hold = `stty raw -echo && ln -s "$(tty)" "$LINK" && exec tail --pid=${process.pid} -f /dev/null`;
    const cable = spawn('script', ['--quiet', '--flush', '--command', hold, '/dev/null'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, LINK: path, SHELL: '/bin/sh' },
    });
    // Bytes for a cable that is pulled out in this moment go where bytes on a cut wire go.
    cable.stdin.on('error', () => {});
    cable.stdout.on('data', onBytes);
    const port = new VirtualSerialPort(path, cable);
    const failed = new Promise<never>((_, reject) => {
      cable.once('error', (error) =>
        reject(new Error('no pseudo-terminal: is util-linux installed?', { cause: error })),
      );
      cable.once('exit', () => reject(new Error('the pseudo-terminal ended at once')));
    });
    await Promise.race([waitForPath(path), failed]);
    failed.catch(() => {});
    return port;
  }

  /** Sends bytes to the driver; resolves when they are on the way. */
  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => this.#cable.stdin.write(bytes, () => resolve()));
  }

  /** The speed that the driver has set on its end; null when the port is gone. */
  async baudRate(): Promise<number | null> {
    try {
      const { stdout } = await promisify(execFile)('stty', ['-F', this.path, 'speed']);
      return Number(stdout);
    } catch {
      return null;
    }
  }

  /** Pulls the cable: the driver's open port hangs up, and its name is gone. */
  async unplug(): Promise<void> {
    this.#cable.kill('SIGKILL');
    await this.unplugged;
    await rm(this.path, { force: true });
  }
}

async function waitForPath(path: string): Promise<void> {
  for (const until = Date.now() + OPENING_LIMIT_MS; Date.now() < until; ) {
    const there = await stat(path).catch(() => null);
    if (there) return;
    await sleep(10);
  }
  throw new Error('the pseudo-terminal did not appear');
}
