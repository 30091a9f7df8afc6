import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { shellContract, shellEventContract } from '../../../../electron/contract/shell-contract.ts';
import { runKioskApp } from '../../../../electron/main/kiosk-app.ts';
import { portChannel } from '../../../../electron/main/port-channel.ts';
import { connectRpc } from '../../../../native-bridges/rpc/rpc.ts';
import { app, type BrowserWindow, FakePort, fake, ipcMain, resetElectron } from '../../../fakes/electron.ts';
import { kioskConfigWithoutCentre } from '../../../support/kiosk-config.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const PATHS = { rendererDir: '/app/renderer', preload: '/app/preload.cjs', deviceHost: '/app/device-host.js' };

beforeEach(resetElectron);

/** Runs the program on a profile of its own, up to its window or to its end. */
async function run({ training = false, config = true } = {}): Promise<BrowserWindow | undefined> {
  fake.userData = temporaryFolder();
  if (config) {
    writeFileSync(join(fake.userData, 'kiosk.json'), JSON.stringify(await kioskConfigWithoutCentre(training)));
  }
  runKioskApp(PATHS);
  onTestFinished(() => void app.emit('will-quit'));
  await vi.waitFor(() => expect(fake.windows.some(({ isShown }) => isShown) || fake.exitCode !== null).toBe(true));
  return fake.windows[0];
}

/** What the preload script does: sends a port from a frame of the page. @returns the page's end */
function openChannel(kind: unknown, frame: object | null = { origin: 'app://jemput', parent: null }): FakePort {
  const { port1, port2 } = new MessageChannel();
  ipcMain.emit('open-channel', { senderFrame: frame, ports: [new FakePort(port2)] }, kind);
  return new FakePort(port1);
}

describe('before Electron is ready', () => {
  test('the scheme is declared, the network closed and every process sandboxed', () => {
    fake.isOnlyInstance = false;
    runKioskApp(PATHS);
    expect(fake.schemes).toEqual([
      { scheme: 'app', privileges: expect.objectContaining({ standard: true, secure: true }) },
    ]);
    expect(fake.schemes[0]!.privileges).not.toMatchObject({ bypassCSP: true });
    expect(fake.switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
    expect(fake.sandboxed).toBe(true);
  });

  test('a second kiosk on the profile ends at once; the first comes to the front', async () => {
    const window = await run();
    app.emit('second-instance');
    expect(window!.timesFocused).toBe(1);
    fake.isOnlyInstance = false;
    runKioskApp(PATHS);
    expect(fake.timesQuit).toBe(1);
    expect(fake.windows).toHaveLength(1);
  });
});

describe('the window', () => {
  test('shows our page, isolated and without node', async () => {
    const window = await run();
    expect(window!.url).toBe('app://jemput/');
    expect(window!.options.webPreferences).toMatchObject({
      preload: '/app/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
      spellcheck: false,
    });
    expect(window!.webContents.webRtcPolicy).toBe('disable_non_proxied_udp');
  });

  test('has developer tools only where it is not packaged', async () => {
    fake.isPackaged = false;
    expect((await run())!.options.webPreferences!.devTools).toBe(true);
  });
});

describe('a channel of the page', () => {
  test('to the shell answers the contract, and refuses what is not in it', async () => {
    await run({ training: true });
    const port = openChannel('shell');
    const { remote } = connectRpc({
      channel: portChannel(port as never),
      local: shellEventContract,
      implementation: { events: { uploadProgress: async () => {} } },
      remote: shellContract,
      onFault: () => {},
    });
    expect(await remote.kiosk.describe()).toEqual({
      shell: 'electron',
      version: '0.0.0-test',
      forProduction: true,
      training: { credentials: [expect.objectContaining({ officerId: 'operator-1' })] },
    });
    await expect(remote.spool.put({} as never, new Uint8Array(1))).rejects.toMatchObject({ code: 'RPC_INVALID' });
  });

  test.each([
    ['a frame inside the page', { origin: 'app://jemput', parent: {} }],
    ['another origin', { origin: 'https://evil.example', parent: null }],
    ['a frame that is gone', null],
  ])('is refused to %s', async (_name, frame) => {
    await run();
    const port = openChannel('shell', frame);
    await new Promise((resolve) => port.once('close', resolve));
  });

  test.each(['root', undefined, { kind: 'shell' }])('is refused for the kind %j', async (kind) => {
    await run();
    const port = openChannel(kind);
    await new Promise((resolve) => port.once('close', resolve));
  });

  test('is refused without a port, or with two', async () => {
    await run();
    const own = { origin: 'app://jemput', parent: null };
    ipcMain.emit('open-channel', { senderFrame: own, ports: [] }, 'shell');
    const { port1, port2 } = new MessageChannel();
    const ports = [new FakePort(port1), new FakePort(port2)];
    const closed = Promise.all(ports.map((port) => new Promise((resolve) => port.once('close', resolve))));
    ipcMain.emit('open-channel', { senderFrame: own, ports }, 'shell');
    await closed;
  });

  test('opened again, after a reload, closes the one before', async () => {
    await run();
    const first = openChannel('shell');
    const closed = new Promise((resolve) => first.once('close', resolve));
    openChannel('shell');
    await closed;
  });
});

describe('the device host', () => {
  /** The device host's end of the port for the newest renderer. */
  const hostPort = (run = fake.utilityProcesses.length - 1) => {
    const port = fake.utilityProcesses[run]!.ports.at(-1)!;
    port.start();
    return port;
  };
  const nextMessage = (port: FakePort) =>
    new Promise((resolve) => port.once('message', ({ data }: { data: unknown }) => resolve(data)));

  test('is the bundled file, gets the kit, and speaks with the page as it is', async () => {
    await run();
    const [child] = fake.utilityProcesses;
    expect(child!.modulePath).toBe('/app/device-host.js');
    expect(child!.args[0]).toBe('--kit');
    expect(JSON.parse(child!.args[1]!)).toEqual({ training: false, fingerprint: [] });

    const page = openChannel('devices');
    page.start();
    const pixels = new Uint8Array([1, 2, 3]);
    page.postMessage({ from: 'page', pixels });
    expect(await nextMessage(hostPort())).toEqual({ from: 'page', pixels });
    hostPort().postMessage({ from: 'host', pixels });
    expect(await nextMessage(page)).toEqual({ from: 'host', pixels });
  });

  test('gets a port of its own for each renderer', async () => {
    await run();
    openChannel('devices');
    const before = hostPort();
    const closed = new Promise((resolve) => before.once('close', resolve));
    const page = openChannel('devices');
    await closed;
    const after = hostPort();
    expect(after).not.toBe(before);
    page.postMessage('from the second renderer');
    expect(await nextMessage(after)).toBe('from the second renderer');
  });

  test('that ends is started again, and the page told by its closed channel', async () => {
    await run();
    const page = openChannel('devices');
    const closed = new Promise((resolve) => page.once('close', resolve));
    fake.utilityProcesses[0]!.emit('exit', 139);
    await closed;
    await vi.waitFor(() => expect(fake.utilityProcesses).toHaveLength(2));
    openChannel('devices').postMessage('again');
    expect(await nextMessage(hostPort())).toBe('again');
  });

  test('ends with the program, and is not started again', async () => {
    await run();
    app.emit('will-quit');
    expect(fake.utilityProcesses[0]!.wasKilled).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(fake.utilityProcesses).toHaveLength(1);
  });
});

describe('a kiosk that cannot start says why and ends', () => {
  test('without its configuration', async () => {
    await run({ config: false });
    expect(fake).toMatchObject({ exitCode: 1, errorBoxes: [expect.stringContaining('KIOSK_CONFIG_INVALID')] });
    expect(fake.errorBoxes[0]).toContain('konfigurasi');
    expect(fake.windows).toEqual([]);
  });

  test('with a stand-in for the camera outside training', async () => {
    fake.switches.set('use-fake-device-for-media-stream', '');
    await run();
    expect(fake).toMatchObject({ exitCode: 1, errorBoxes: [expect.stringContaining('CAMERA_SIMULATED')] });
  });

  test('with a keyring that protects nothing, outside training', async () => {
    fake.keyring.backend = 'basic_text';
    await run();
    expect(fake).toMatchObject({ exitCode: 1, errorBoxes: [expect.stringContaining('KEYRING_ABSENT')] });
  });
});
