import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type * as Electron from 'electron';

/**
 * Stands in for the `electron` module where Electron cannot run (vitest.config.ts, `alias`). It keeps what main and
 * preload tell it, in `fake`, and lets a test act as Chromium: send an event, ask a handler.
 *
 * Every object is held against the members of the real `electron.d.ts` that it claims to be, and that is what it proves:
 * our calls exist and have these types. It proves nothing of how Electron behaves.
 */

type Backend = ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>;
type Handler<Setter extends (...args: never[]) => void> = Parameters<Setter>[0] | null;

function emptyState() {
  return {
    userData: '',
    isPackaged: true,
    isOnlyInstance: true,
    keyring: { available: true, backend: 'gnome_libsecret' as Backend },
    schemes: [] as Electron.CustomScheme[],
    switches: new Map<string, string>(),
    sandboxed: false,
    timesQuit: 0,
    exitCode: null as number | null,
    errorBoxes: [] as string[],
    windows: [] as BrowserWindow[],
    utilityProcesses: [] as FakeUtilityProcess[],
    posted: [] as { channel: string; message: unknown; transfer: unknown[] }[],
    protocolHandlers: new Map<string, (request: Request) => Response | Promise<Response>>(),
    permissionRequest: null as Handler<Electron.Session['setPermissionRequestHandler']>,
    permissionCheck: null as Handler<Electron.Session['setPermissionCheckHandler']>,
    devicePermission: null as Handler<Electron.Session['setDevicePermissionHandler']>,
    beforeRequest: null as Handler<Electron.WebRequest['onBeforeRequest']>,
  };
}

/** What the code under test asked for, and what the machine is like. */
export const fake = emptyState();

export function resetElectron(): void {
  app.removeAllListeners();
  ipcMain.removeAllListeners();
  Object.assign(fake, emptyState());
}

class FakeApp extends EventEmitter {
  readonly commandLine = {
    appendSwitch: (name: string, value = '') => void fake.switches.set(name, value),
    hasSwitch: (name: string) => fake.switches.has(name),
  } satisfies Pick<Electron.CommandLine, 'appendSwitch' | 'hasSwitch'>;

  get isPackaged() {
    return fake.isPackaged;
  }
  getPath(_name: 'userData') {
    return fake.userData;
  }
  getVersion() {
    return '0.0.0-test';
  }
  async whenReady() {}
  enableSandbox() {
    fake.sandboxed = true;
  }
  requestSingleInstanceLock() {
    return fake.isOnlyInstance;
  }
  quit() {
    fake.timesQuit += 1;
  }
  exit(code = 0) {
    fake.exitCode = code;
  }
}

export const app = new FakeApp() satisfies Pick<
  Electron.App,
  'isPackaged' | 'getVersion' | 'whenReady' | 'enableSandbox' | 'requestSingleInstanceLock' | 'quit' | 'exit'
>;

export const ipcMain = new EventEmitter();

export const ipcRenderer = {
  postMessage: (channel, message, transfer = []) => void fake.posted.push({ channel, message, transfer }),
} satisfies Pick<Electron.IpcRenderer, 'postMessage'>;

export const dialog = {
  showErrorBox: (_title, content) => void fake.errorBoxes.push(content),
} satisfies Pick<Electron.Dialog, 'showErrorBox'>;

export const Menu = { setApplicationMenu: (_menu: Electron.Menu | null) => {} };

export const protocol = {
  registerSchemesAsPrivileged: (schemes) => void fake.schemes.push(...schemes),
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged'>;

export const session = {
  defaultSession: {
    protocol: {
      handle: (scheme, handler) => void fake.protocolHandlers.set(scheme, handler),
    } satisfies Pick<Electron.Protocol, 'handle'>,
    webRequest: {
      onBeforeRequest: (listener: Parameters<Electron.WebRequest['onBeforeRequest']>[0]) => {
        fake.beforeRequest = listener;
      },
    },
    setPermissionRequestHandler: (handler: typeof fake.permissionRequest) => {
      fake.permissionRequest = handler;
    },
    setPermissionCheckHandler: (handler: typeof fake.permissionCheck) => {
      fake.permissionCheck = handler;
    },
    setDevicePermissionHandler: (handler: typeof fake.devicePermission) => {
      fake.devicePermission = handler;
    },
  },
};

/** Seals recognisably and reversibly; what matters is that nothing else opens it. */
const SEAL = 'sealed by the fake keyring:';

export const safeStorage = {
  isAsyncEncryptionAvailable: async () => fake.keyring.available,
  getSelectedStorageBackend: () => fake.keyring.backend,
  encryptStringAsync: async (text) => Buffer.from(SEAL + text),
  decryptStringAsync: async (box) => {
    if (!box.toString().startsWith(SEAL)) throw new Error('not sealed here');
    return { shouldReEncrypt: false, result: box.toString().slice(SEAL.length) };
  },
} satisfies Pick<
  Electron.SafeStorage,
  'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
>;

/** Events of pages; `emit` is Chromium's part. */
export class FakeWebContents extends EventEmitter {
  timesCrashed = 0;
  windowOpenHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null;
  webRtcPolicy: Parameters<Electron.WebContents['setWebRTCIPHandlingPolicy']>[0] | null = null;

  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    this.windowOpenHandler = handler;
  }
  setWebRTCIPHandlingPolicy(policy: Parameters<Electron.WebContents['setWebRTCIPHandlingPolicy']>[0]): void {
    this.webRtcPolicy = policy;
  }
  /** Ends the page's process, of which the real one tells as well. */
  forcefullyCrashRenderer() {
    this.timesCrashed += 1;
    this.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 });
  }
}

export class BrowserWindow extends EventEmitter {
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents = new FakeWebContents();
  url = '';
  timesLoaded = 0;
  /** Set to make the next loading fail. */
  loadFailure: Error | null = null;
  isShown = false;
  timesFocused = 0;

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    fake.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  async loadURL(url: string) {
    this.timesLoaded += 1;
    const failure = this.loadFailure;
    this.loadFailure = null;
    if (failure) throw failure;
    this.url = url;
    this.emit('ready-to-show');
  }
  show() {
    this.isShown = true;
  }
  removeMenu() {}
  restore() {}
  focus() {
    this.timesFocused += 1;
  }
}

/** A MessagePortMain over a real port of Node: messages are cloned, and wait until `start`. */
export class FakePort extends EventEmitter {
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.on('close', () => this.emit('close'));
  }
  postMessage(message: unknown) {
    this.#port.postMessage(message);
  }
  start() {
    this.#port.on('message', (data) => this.emit('message', { data, ports: [] }));
  }
  close() {
    this.#port.close();
  }
}

export class MessageChannelMain {
  readonly port1: FakePort;
  readonly port2: FakePort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new FakePort(port1);
    this.port2 = new FakePort(port2);
  }
}

/** A utility process that a test plays: it gets ports, and ends when the test says so. */
export class FakeUtilityProcess extends EventEmitter {
  readonly modulePath: string;
  readonly args: readonly string[];
  readonly ports: FakePort[] = [];
  readonly stderr = new PassThrough();
  wasKilled = false;

  constructor(modulePath: string, args: readonly string[]) {
    super();
    this.modulePath = modulePath;
    this.args = args;
  }
  postMessage(_message: unknown, transfer: readonly FakePort[] = []) {
    this.ports.push(...transfer);
  }
  kill() {
    this.wasKilled = true;
    this.emit('exit', 0);
    return true;
  }
}

export const utilityProcess = {
  fork: (modulePath: string, args: string[] = [], _options: Electron.ForkOptions = {}) => {
    const child = new FakeUtilityProcess(modulePath, args);
    fake.utilityProcesses.push(child);
    return child;
  },
};

type Exported<Module, Names extends keyof Module> = Record<Names, unknown>;

/** Every name above is one that the real module exports. */
({
  app,
  ipcMain,
  ipcRenderer,
  dialog,
  Menu,
  protocol,
  session,
  safeStorage,
  BrowserWindow,
  MessageChannelMain,
  utilityProcess,
}) satisfies Exported<
  typeof Electron,
  | 'app'
  | 'ipcMain'
  | 'ipcRenderer'
  | 'dialog'
  | 'Menu'
  | 'protocol'
  | 'session'
  | 'safeStorage'
  | 'BrowserWindow'
  | 'MessageChannelMain'
  | 'utilityProcess'
>;
