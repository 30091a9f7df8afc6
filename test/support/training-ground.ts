import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type BrowserContext, chromium, type ElectronApplication, type Page } from 'playwright-core';
import { findElectron } from '../../build/scripts/electron-binary.ts';
import type { RunningProcess } from '../../build/scripts/training/running-process.ts';
import {
  type CentreDescription,
  prepareTraining,
  startChromiumHost,
  startGateway,
  startVirtualKit,
  type TrainingFolder,
  type VirtualKitPorts,
  writeTrainingConfig,
} from '../../build/scripts/training/training-kit.ts';
import { browserArguments, browserProfileDir } from '../../electron/chromium-host/browser.ts';
import { findBrowser } from '../../electron/chromium-host/browser-search.ts';
import { missingPrograms } from './programs.ts';

const root = join(import.meta.dirname, '../..');

/** What the fake camera of a kiosk does: shows the invented portrait, is not there, or is there and refused. */
export type CameraBehaviour = 'portrait' | 'absent' | 'refused';

/** The two shells over one set of services. */
export type KioskShell = 'chromium-host' | 'electron';

export interface KioskOptions {
  readonly shell?: KioskShell;
  readonly camera?: CameraBehaviour;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Built renderer to serve instead of the product's. */
  readonly rendererDir?: string;
}

/** A kiosk that is on: its host process, and the page a person would look at. */
export interface OpenedKiosk {
  readonly page: Page;
  /** Everything the page wrote to its console. */
  readonly console: readonly string[];
  /** Ends browser and host as one does at the end of the day. */
  close(): Promise<void>;
}

/**
 * A whole training kiosk for tests, tour and benches, in a folder of its own: gateway, virtual kit, Chromium host and
 * browser, each a real process that can be started and killed by itself.
 */
export class TrainingGround {
  readonly folder: TrainingFolder;
  readonly dir: string;
  gateway: RunningProcess<CentreDescription> | null = null;
  kit: RunningProcess<VirtualKitPorts> | null = null;
  #host: RunningProcess<unknown> | null = null;
  #browser: BrowserContext | null = null;
  #electron: ElectronApplication | null = null;
  #centre: CentreDescription | null = null;

  private constructor(dir: string, folder: TrainingFolder) {
    this.dir = dir;
    this.folder = folder;
  }

  /** Makes the folder; prints and portrait are invented once per checkout and copied. */
  static async create(dir?: string): Promise<TrainingGround> {
    const invented = join(root, 'build/out/invented');
    await prepareTraining(invented);
    const own = dir ?? (await mkdtemp(join(tmpdir(), 'jemput-')));
    await mkdir(own, { recursive: true });
    for (const name of ['prints', 'portrait.y4m']) {
      if (!existsSync(join(own, name))) await cp(join(invented, name), join(own, name), { recursive: true });
    }
    return new TrainingGround(own, await prepareTraining(own));
  }

  /** Starts the centre, on the port it had before. */
  async startGateway(): Promise<CentreDescription> {
    this.gateway = await startGateway({ dataDir: this.folder.gateway, port: null });
    this.#centre = this.gateway.ready;
    return this.gateway.ready;
  }

  /** @param extraArgs of the simulator, e.g. `--pace 0` for a sensor that takes no time */
  async startKit(extraArgs: readonly string[] = []): Promise<void> {
    this.kit = await startVirtualKit({ dir: this.folder.kit, printsDir: this.folder.prints, extraArgs });
  }

  /** Gives a running part a command: a fault to show, a finger to place. */
  command(part: 'gateway' | 'kit', command: object): void {
    this[part]!.process.stdin!.write(`${JSON.stringify(command)}\n`);
  }

  /** Starts shell and page on the ground's profile. The centre must have been up once before. */
  async openKiosk(options: KioskOptions = {}): Promise<OpenedKiosk> {
    if (!this.#centre) throw new Error('the centre has never been up: the kiosk cannot know it');
    const { kioskConfig, kit } = this.folder;
    await writeTrainingConfig(kioskConfig, this.#centre, { fingerprint: join(kit, 'fingerprint') });
    const page = options.shell === 'electron' ? await this.#openElectron(options) : await this.#openChromium(options);
    const console: string[] = [];
    page.on('console', (message) => console.push(message.text()));
    page.on('pageerror', (error) => console.push(String(error)));
    return { page, console, close: () => this.closeKiosk() };
  }

  async #openElectron({ camera = 'portrait' }: KioskOptions): Promise<Page> {
    const { profile, portrait } = this.folder;
    const electron = await _electron.launch({
      executablePath: findElectron()!,
      args: [
        root,
        `--user-data-dir=${profile}`,
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...(camera === 'portrait'
          ? ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${portrait}`]
          : []),
      ],
    });
    this.#electron = electron;
    return electron.firstWindow();
  }

  async #openChromium({ camera = 'portrait', viewport, rendererDir }: KioskOptions): Promise<Page> {
    const browser = findBrowser();
    if (!browser) throw new Error('no browser of the Chromium family is installed');
    const { portrait } = this.folder;
    const url = await this.#startHost(rendererDir);
    this.#browser = await chromium.launchPersistentContext(this.browserProfile, {
      executablePath: browser.path,
      headless: true,
      viewport: viewport ?? { width: 1366, height: 768 },
      args: [...browserArguments(camera === 'portrait' ? portrait : null), ...cameraFlags(camera)],
      chromiumSandbox: process.getuid?.() !== 0,
    });
    const page = this.#browser.pages()[0] ?? (await this.#browser.newPage());
    await page.goto(url);
    return page;
  }

  /** @returns the page's address, good for one browser */
  async #startHost(rendererDir?: string): Promise<string> {
    const { profile, kioskConfig } = this.folder;
    this.#host = await startChromiumHost({
      profileDir: profile,
      configFile: kioskConfig,
      serve: true,
      ...(rendererDir === undefined ? {} : { rendererDir }),
    });
    return (this.#host.ready as { url: string }).url;
  }

  /** Ends the Chromium host below the open page and starts another; @returns the new one's address */
  async restartHost(): Promise<string> {
    await this.#host?.stop();
    return this.#startHost();
  }

  /** Where the browser keeps its IndexedDB. */
  get browserProfile(): string {
    return browserProfileDir(this.folder.profile);
  }

  async closeKiosk(): Promise<void> {
    await this.#electron?.close().catch(() => undefined);
    await this.#browser?.close().catch(() => undefined);
    await this.#host?.stop();
    this.#electron = null;
    this.#browser = null;
    this.#host = null;
  }

  /** `kill -9` of every process of the kiosk: browser with all its children, host, device host, virtual kit, centre. */
  async killEverything(): Promise<void> {
    const parts = [this.gateway, this.kit, this.#host].map((part) => part?.process.pid);
    const roots = [...parts, this.#electron?.process().pid];
    const pids = [
      ...roots.filter((pid) => pid !== undefined).flatMap(descendants),
      ...pidsMentioning(this.browserProfile),
    ];
    for (const pid of new Set(pids)) kill(pid);
    await Promise.all([this.gateway?.ended, this.kit?.ended, this.#host?.ended]);
    await this.#browser?.close().catch(() => undefined);
    this.gateway = null;
    this.kit = null;
    this.#host = null;
    this.#browser = null;
    this.#electron = null;
  }

  /** Lines of the kiosk's log. */
  async log(): Promise<{ code: string; detail?: string }[]> {
    const text = await readFile(join(this.folder.profile, 'logs/kiosk.log'), 'utf8');
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  /** Ends everything and removes the folder. */
  async end(): Promise<void> {
    await this.closeKiosk();
    await Promise.all([this.gateway?.stop(), this.kit?.stop()]);
    await rm(this.dir, { recursive: true, force: true });
  }
}

/** Shells that an end-to-end story is told in, with what keeps it from being told here. */
export const KIOSK_SHELLS: readonly { readonly shell: KioskShell; readonly missing: string | null }[] = [
  { shell: 'chromium-host', missing: findBrowser() ? missingPrograms('pgrep') : 'needs Chromium, Chrome or Edge' },
  {
    shell: 'electron',
    missing: findElectron() ? null : 'needs Electron’s binary: `npx install-electron`, with a network',
  },
];

/** Beyond the product's own flags. The portrait is one of these. */
function cameraFlags(camera: CameraBehaviour): string[] {
  switch (camera) {
    case 'portrait':
      return [];
    case 'absent':
      return ['--use-fake-ui-for-media-stream'];
    case 'refused':
      return ['--use-fake-device-for-media-stream', '--deny-permission-prompts'];
  }
}

function descendants(pid: number): number[] {
  const children = run('pgrep', ['-P', String(pid)]).map(Number);
  return [pid, ...children.flatMap(descendants)];
}

/** Browser processes, by the profile folder on their command line. */
const pidsMentioning = (text: string) => run('pgrep', ['-f', `user-data-dir=${text}`]).map(Number);

function run(program: string, args: readonly string[]): string[] {
  try {
    return execFileSync(program, args, { encoding: 'utf8' }).trim().split('\n').filter(Boolean);
  } catch {
    // pgrep answers with 1 where nothing matches
    return [];
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // already gone
  }
}
