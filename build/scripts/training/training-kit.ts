import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { KioskConfig } from '../../../electron/services/kiosk-config.ts';
import {
  type RunningProcess,
  readJsonLine,
  type SupervisedProcess,
  startProcess,
  superviseProcess,
} from './running-process.ts';

const root = join(import.meta.dirname, '../../..');
const runNode = (script: string, ...args: string[]) =>
  promisify(execFile)(process.execPath, [join(root, script), ...args]);

/** Where one training kiosk keeps everything: its invented people and prints, its centre, its devices, its profile. */
export interface TrainingFolder {
  /** Prints that the virtual sensor sees, `print-001.pgm` … */
  readonly prints: string;
  /** The fake camera's video. */
  readonly portrait: string;
  readonly gateway: string;
  /** Ports and pictures of the virtual kit. */
  readonly kit: string;
  /** The kiosk's own: keys, spool, logs, browser data, and `kiosk.json`. */
  readonly profile: string;
  readonly kioskConfig: string;
}

/** Prints in the folder: both hands. */
const PRINT_COUNT = 10;

/** Makes the training folder: invented prints and a portrait, seeded, once. What is there stays as it is. */
export async function prepareTraining(dir: string, seed = 1): Promise<TrainingFolder> {
  const folder: TrainingFolder = {
    prints: join(dir, 'prints'),
    portrait: join(dir, 'portrait.y4m'),
    gateway: join(dir, 'gateway'),
    kit: join(dir, 'kit'),
    profile: join(dir, 'profile'),
    kioskConfig: join(dir, 'profile/kiosk.json'),
  };
  await Promise.all(
    [folder.gateway, folder.kit, folder.profile].map((path) => mkdir(path, { recursive: true, mode: 0o700 })),
  );
  await makeOnce(folder.prints, (path) =>
    runNode('test/synthetic/write-prints.ts', '--out', path, '--count', String(PRINT_COUNT), '--seed', String(seed)),
  );
  await makeOnce(folder.portrait, (path) =>
    runNode('test/synthetic/write-portrait.ts', '--out', path, '--seed', String(seed)),
  );
  return folder;
}

/** Makes a file or folder under another name first, so that a start that was interrupted leaves no half. */
async function makeOnce(path: string, make: (path: string) => Promise<unknown>): Promise<void> {
  if (existsSync(path)) return;
  const unfinished = `${path}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await make(unfinished);
  await rename(unfinished, path);
}

/** What the centre tells the kiosks of its training tenant (`public.json`). */
export type CentreDescription = KioskConfig['gateway'] & NonNullable<KioskConfig['training']>;

/** @returns the centre's description from its data folder, or null before its first start */
export async function readCentre(gatewayFolder: string): Promise<CentreDescription | null> {
  const file = join(gatewayFolder, 'public.json');
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as CentreDescription) : null;
}

/**
 * Starts the reference centre. It answers when this resolves.
 *
 * @param port null for the port of the last start, or any free one at the first
 */
export async function startGateway(options: {
  readonly dataDir: string;
  readonly port: number | null;
}): Promise<RunningProcess<CentreDescription>> {
  const { dataDir, port } = options;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const gateway = await startProcess({
    name: 'gateway',
    program: process.execPath,
    args: [join(root, 'test/siak-gateway/main.ts'), '--data', dataDir, '--port', String(port ?? 0)],
    logFile: join(dataDir, 'gateway.log'),
    readReady: (line) => (line.startsWith('Reference centre') ? line : null),
  });
  return { ...gateway, ready: (await readCentre(dataDir))! };
}

/** Where the virtual kit's devices are plugged in. */
export interface VirtualKitPorts {
  readonly fingerprint: string;
}

/**
 * Starts the virtual kit. Its standard input takes commands, see native-bridges/simulators/main.ts.
 *
 * @param extraArgs further options of the simulator: `--pace 0`, `--fault silence`
 * @throws Error where the system cannot make a pseudo-terminal
 */
export async function startVirtualKit(options: {
  readonly dir: string;
  readonly printsDir: string;
  readonly extraArgs?: readonly string[];
}): Promise<RunningProcess<VirtualKitPorts>> {
  const { dir, printsDir, extraArgs = [] } = options;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  return startProcess({
    name: 'virtual kit',
    program: process.execPath,
    args: [join(root, 'native-bridges/simulators/main.ts'), '--dir', dir, '--prints', printsDir, ...extraArgs],
    logFile: join(dir, 'kit.log'),
    readReady: (line) => readJsonLine<VirtualKitPorts>(line),
  });
}

/**
 * Writes the kiosk's configuration for training.
 *
 * @param kit the virtual kit's ports; null where there is none, and the kiosk looks for real sensors
 */
export async function writeTrainingConfig(
  file: string,
  { url, certificatePem, rootKeyThumbprint, activationCode, credentials }: CentreDescription,
  kit: VirtualKitPorts | null,
): Promise<void> {
  const config: KioskConfig = {
    gateway: { url, certificatePem, rootKeyThumbprint },
    spool: { second: null },
    kit: { fingerprint: kit === null ? [] : [{ port: kit.fingerprint, model: 'zfm', simulated: true }] },
    training: { activationCode, credentials },
  };
  await writeFile(file, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
}

/** The one-time address of a kiosk that is served, or the name of the browser that shows it. */
export type ChromiumHostReady = { readonly url: string } | { readonly window: string };

export interface ChromiumHostOptions {
  readonly profileDir: string;
  readonly configFile: string;
  /** True: opens no window, whatever the display. False: the process ends with its window. */
  readonly serve: boolean;
  /** Hot reload instead of the built renderer. */
  readonly dev?: boolean;
  /** Built renderer in the place of the product's. */
  readonly rendererDir?: string;
  /** Port for a new profile; null for any. */
  readonly port?: number | null;
  /** Video that stands in for the camera of the window. */
  readonly fakeCamera?: string;
}

/** Starts the kiosk in the Chromium host; what it prints for people goes to this process's standard error. */
export function startChromiumHost(options: ChromiumHostOptions): Promise<RunningProcess<ChromiumHostReady>> {
  const { profileDir, configFile, serve, dev = false, rendererDir, port = null, fakeCamera } = options;
  return startProcess({
    name: 'kiosk',
    program: process.execPath,
    args: [
      join(root, 'electron/chromium-host/main.ts'),
      ...['--profile', profileDir, '--config', configFile],
      ...(serve ? ['--serve'] : []),
      ...(dev ? ['--dev'] : []),
      ...(rendererDir === undefined ? [] : ['--renderer', rendererDir]),
      ...(port === null ? [] : ['--port', String(port)]),
      ...(fakeCamera === undefined ? [] : ['--fake-camera', fakeCamera]),
    ],
    logFile: null,
    readReady: (line) => readJsonLine<ChromiumHostReady>(line),
  });
}

/**
 * Opens the kiosk in Electron; its bundles must have been built. It reads `kiosk.json` of its profile.
 *
 * @param program Electron's binary
 */
export function openElectron(program: string, { profile, portrait }: TrainingFolder): SupervisedProcess {
  const args = [
    root,
    `--user-data-dir=${profile}`,
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${portrait}`,
  ];
  return superviseProcess(spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] }));
}
