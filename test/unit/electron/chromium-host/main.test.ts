import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { startChromiumHost } from '../../../../build/scripts/training/training-kit.ts';
import { socketChannel } from '../../../../electron/chromium-host/socket-channel.ts';
import { shellContract, shellEventContract } from '../../../../electron/contract/shell-contract.ts';
import { deviceEventContract, deviceHostContract } from '../../../../native-bridges/contract/device-host-contract.ts';
import { type Channel, connectRpc } from '../../../../native-bridges/rpc/rpc.ts';
import { kioskConfigWithoutCentre } from '../../../support/kiosk-config.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { openSession, openSocket } from './host-under-test.ts';

/** Folder of a kiosk with a page of its own and a configuration. */
async function kioskFolder({ training = true } = {}) {
  const folder = temporaryFolder();
  const rendererDir = join(folder, 'renderer');
  mkdirSync(rendererDir);
  writeFileSync(join(rendererDir, 'index.html'), 'the page');
  const configFile = join(folder, 'kiosk.json');
  writeFileSync(configFile, JSON.stringify(await kioskConfigWithoutCentre(training)));
  return { profileDir: join(folder, 'profile'), configFile, rendererDir };
}

/** Starts the real program, as `npm start` does. */
async function startKiosk(folder: Awaited<ReturnType<typeof kioskFolder>>) {
  const host = await startChromiumHost({ ...folder, serve: true });
  onTestFinished(() => host.kill());
  const { url } = host.ready as { url: string };
  const { origin, port } = new URL(url);
  return { ...host, url, port: Number(port), own: async () => ({ Cookie: await openSession(url), Origin: origin }) };
}

async function channelTo(port: number, kind: string, own: { Cookie: string; Origin: string }): Promise<Channel> {
  const socket = await openSocket(port, `/channel/${kind}`, own);
  if (!(socket instanceof WebSocket)) throw new Error(`refused with ${socket}`);
  return socketChannel(socket, () => {});
}

const shellOf = (channel: Channel) =>
  connectRpc({
    channel,
    local: shellEventContract,
    implementation: { events: { uploadProgress: async () => {} } },
    remote: shellContract,
    onFault: () => {},
  });

const devicesOf = (channel: Channel) =>
  connectRpc({
    channel,
    local: deviceEventContract,
    implementation: { events: { captureProgress: async () => {}, devicesChanged: async () => {} } },
    remote: deviceHostContract,
    onFault: () => {},
  });

describe('the Chromium host as a program', () => {
  test('answers shell and device host on their channels, says it is not for production, and ends cleanly', async () => {
    const folder = await kioskFolder();
    const kiosk = await startKiosk(folder);
    const own = await kiosk.own();
    const shell = shellOf(await channelTo(kiosk.port, 'shell', own));
    expect(await shell.remote.kiosk.describe()).toMatchObject({
      shell: 'chromium-host',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      forProduction: false,
    });
    expect(await shell.remote.keystore.machineSecret('operator-1')).toHaveLength(32);
    await expect(shell.remote.spool.put({} as never, new Uint8Array(1))).rejects.toMatchObject({ code: 'RPC_INVALID' });
    const devices = devicesOf(await channelTo(kiosk.port, 'devices', own));
    expect(await devices.remote.devices.list()).toEqual([]);

    await kiosk.stop();
    expect(kiosk.process.exitCode).toBe(0);
    await Promise.all([shell.closed, devices.closed]);
    expect(existsSync(join(folder.profileDir, 'host.lock'))).toBe(false);
  });

  test('killed and started again: same address, same keys, new token', async () => {
    const folder = await kioskFolder();
    const before = await startKiosk(folder);
    const secretOf = async (kiosk: typeof before) =>
      shellOf(await channelTo(kiosk.port, 'shell', await kiosk.own())).remote.keystore.machineSecret('operator-1');
    const secret = await secretOf(before);
    await before.kill();
    const after = await startKiosk(folder);
    expect(after.port).toBe(before.port);
    expect(after.url).not.toBe(before.url);
    expect(await secretOf(after)).toEqual(secret);
  });

  test('a second one on the profile is told so, and the first goes on', async () => {
    const folder = await kioskFolder();
    const first = await startKiosk(folder);
    expect(await outcomeOf(folder)).toEqual({ exitCode: 1, says: expect.stringContaining('sedang berjalan') });
    expect(await shellOf(await channelTo(first.port, 'shell', await first.own())).remote.kiosk.describe()).toBeTruthy();
  });

  test('a frame that is no message costs its channel, not the kiosk', async () => {
    const kiosk = await startKiosk(await kioskFolder());
    const own = await kiosk.own();
    const socket = (await openSocket(kiosk.port, '/channel/devices', own)) as WebSocket;
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    socket.send(new Uint8Array([0xc1]));
    expect(await closed).toBe(4400);
    const devices = devicesOf(await channelTo(kiosk.port, 'devices', own));
    await vi.waitFor(async () => expect(await devices.remote.devices.list()).toEqual([]));
  });
});

describe('what keeps it from starting is said in both languages', () => {
  test('a configuration that cannot be used', async () => {
    const folder = await kioskFolder();
    writeFileSync(folder.configFile, '{');
    const outcome = await outcomeOf(folder);
    expect(outcome).toEqual({ exitCode: 1, says: expect.stringContaining('KIOSK_CONFIG_INVALID') });
    expect(outcome.says).toContain('Minta teknisi');
    expect(outcome.says).toContain('Ask the technician');
  });

  test('a stand-in for the camera outside training', async () => {
    const folder = await kioskFolder({ training: false });
    expect(await outcomeOf(folder, '--fake-camera', 'portrait.y4m')).toEqual({
      exitCode: 1,
      says: expect.stringContaining('CAMERA_SIMULATED'),
    });
  });

  test('a renderer that was not built, and no services left behind', async () => {
    const folder = await kioskFolder();
    const outcome = await outcomeOf({ ...folder, rendererDir: join(folder.rendererDir, 'absent') });
    expect(outcome).toEqual({ exitCode: 1, says: expect.stringContaining('RENDERER_ABSENT') });
    expect(existsSync(join(folder.profileDir, 'host.lock'))).toBe(false);
  });

  test.each([
    ['--port', 'many'],
    ['--port', '80'],
    ['--colour', 'red'],
    ['left', 'over'],
  ])('a wrong command: %s %s', async (...args) => {
    expect(await outcomeOf(await kioskFolder(), ...args)).toEqual({
      exitCode: 1,
      says: expect.stringContaining('--profile'),
    });
  });
});

/** Runs the program to its end. */
async function outcomeOf(folder: Awaited<ReturnType<typeof kioskFolder>>, ...args: readonly string[]) {
  const { profileDir, configFile, rendererDir } = folder;
  const command = ['--profile', profileDir, '--config', configFile, '--renderer', rendererDir, '--serve', ...args];
  const main = join(import.meta.dirname, '../../../../electron/chromium-host/main.ts');
  const child = spawn(process.execPath, [main, ...command], { stdio: ['ignore', 'ignore', 'pipe'] });
  let says = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    says += text;
  });
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { exitCode, says };
}
