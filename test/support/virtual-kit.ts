import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { decodeGreyMap, encodeGreyMap } from '../../native-bridges/simulators/grey-map.ts';
import { SENSOR_HEIGHT, SENSOR_WIDTH } from '../../native-bridges/simulators/zfm/simulated-sensor.ts';
import { inventPrint } from '../synthetic/prints.ts';
import { hashOf } from './virtual-finger.ts';

const ENTRY = new URL('../../native-bridges/simulators/main.ts', import.meta.url).pathname;

const PRINTS = [1, 2].map((seed) => encodeGreyMap(inventPrint({ seed, width: SENSOR_WIDTH, height: SENSOR_HEIGHT })));

/** The virtual kit as a process, as training mode runs it. */
export interface VirtualKit {
  /** Port of the fingerprint sensor. */
  readonly fingerprint: string;
  readonly process: ChildProcess;
  /** Sends a command and returns the kit's answer to it. */
  command(command: object): Promise<Record<string, unknown>>;
  /** Hashes of the images sent whole so far, in order. */
  sentHashes(): string[];
  stop(): Promise<void>;
}

/** Starts the virtual kit in a folder, with two invented prints; resolves when its port can be opened. */
export async function startVirtualKit(folder: string, ...options: readonly string[]): Promise<VirtualKit> {
  const prints = join(folder, 'prints');
  mkdirSync(prints, { recursive: true });
  for (const [at, print] of PRINTS.entries()) writeFileSync(join(prints, `${at + 1}.pgm`), print);
  const child = spawn(process.execPath, [ENTRY, '--dir', folder, '--prints', prints, ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<Record<string, unknown>> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the virtual kit has ended');
    return JSON.parse(value);
  };
  const { fingerprint } = await nextLine();
  return {
    fingerprint: String(fingerprint),
    process: child,
    command: async (command) => {
      child.stdin.write(`${JSON.stringify(command)}\n`);
      return nextLine();
    },
    sentHashes: () =>
      readdirSync(join(folder, 'sent'))
        .sort((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10))
        .map((name) => hashOf(decodeGreyMap(readFileSync(join(folder, 'sent', name))).pixels)),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, 'exit');
    },
  };
}
