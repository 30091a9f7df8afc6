import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  type DeviceSummary,
  deviceEventContract,
  deviceHostContract,
} from '../../../../native-bridges/contract/device-host-contract.ts';
import { type Channel, connectRpc } from '../../../../native-bridges/rpc/rpc.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { hashOf } from '../../../support/virtual-finger.ts';
import { startVirtualKit, type VirtualKit } from '../../../support/virtual-kit.ts';

const ENTRY = new URL('../../../../native-bridges/host/main.ts', import.meta.url).pathname;

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

let kit: VirtualKit;
beforeEach(async () => {
  kit = await startVirtualKit(temporaryFolder(), '--pace', '0');
  undo.push(() => kit.stop());
});

interface Host {
  readonly child: ChildProcess;
  readonly exited: Promise<unknown>;
}

function startHost(profile: object): Host {
  const child = fork(ENTRY, ['--kit', JSON.stringify(profile)], { serialization: 'advanced', silent: true });
  const exited = once(child, 'exit');
  undo.push(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  return { child, exited };
}

const trainingProfile = () => ({
  training: true,
  fingerprint: [{ port: kit.fingerprint, model: 'zfm', simulated: true }],
});

/** A renderer behind a shell that relays its messages. */
function connectRenderer({ child }: Host) {
  const shares: number[] = [];
  let devices: DeviceSummary[] = [];
  let stage = '';
  let listen: (message: unknown) => void = () => {};
  const receive = (message: unknown) => listen(message);
  const channel: Channel = {
    post: (message) => child.connected && child.send(message as object, () => {}),
    onMessage: (receiver) => {
      listen = receiver;
    },
    onClose: (closed) => child.once('exit', closed),
    close: () => {},
  };
  child.on('message', receive);
  const { remote } = connectRpc({
    channel,
    local: deviceEventContract,
    implementation: {
      events: {
        captureProgress: async (_id, newStage, share) => {
          stage = newStage;
          shares.push(share);
        },
        devicesChanged: async (changed) => {
          devices = changed;
        },
      },
    },
    remote: deviceHostContract,
    onFault: () => {},
  });
  return {
    ...remote.devices,
    shares,
    stage: () => stage,
    state: () => devices[0]?.state,
    /** The window is gone; the shell says so, and a new one may connect. */
    leave: () => {
      child.off('message', receive);
      child.send({ control: 'renderer-gone' });
    },
  };
}

test('what the host hands over is what the sensor sent, and progress is told on the way', async () => {
  const renderer = connectRenderer(startHost(trainingProfile()));
  await vi.waitFor(async () => expect((await renderer.list())[0]!.state).toBe('ready'), { timeout: 10_000 });
  expect(await renderer.list()).toEqual([
    {
      deviceId: 'fingerprint-1',
      modality: 'fingerprint',
      model: 'ZFM / R30x',
      port: kit.fingerprint,
      state: 'ready',
      fault: null,
      simulated: true,
    },
  ]);
  const first = await renderer.captureFinger(randomUUID(), 'right-index');
  const second = await renderer.captureFinger(randomUUID(), 'left-index');
  expect([hashOf(first.image.pixels), hashOf(second.image.pixels)]).toEqual(kit.sentHashes());
  expect([first.position, second.position]).toEqual(['right-index', 'left-index']);
  expect(first.device).toEqual({ deviceId: 'fingerprint-1', model: 'ZFM / R30x', serial: null, simulated: true });
  expect(first.quality.score).toBeGreaterThan(65);
  expect(renderer.stage()).toBe('transferring');
  expect(renderer.shares.at(-1)).toBe(1);
  expect(renderer.shares.length).toBeLessThan(120);
});

test('killed in the middle of an image the host is gone at once, and its successor gets a whole one', async () => {
  const host = startHost(trainingProfile());
  const renderer = connectRenderer(host);
  // A second for the image: the sensor goes on sending to nobody when the host is killed.
  await kit.command({ pace: 4 });
  const capture = expect(renderer.captureFinger(randomUUID(), 'right-index')).rejects.toMatchObject({
    code: 'RPC_CLOSED',
  });
  await vi.waitFor(() => expect(renderer.shares.at(-1)).toBeGreaterThan(0.2), { timeout: 10_000, interval: 10 });
  host.child.kill('SIGKILL');
  await capture;
  expect(renderer.shares.at(-1)).toBeLessThan(1);
  expect(await host.exited).toEqual([null, 'SIGKILL']);
  const successor = connectRenderer(startHost(trainingProfile()));
  const { image } = await successor.captureFinger(randomUUID(), 'right-index');
  expect(hashOf(image.pixels)).toBe(kit.sentHashes().at(-1));
});

test('unplugged in the middle of an image it says so, shows it, and works again when plugged in', async () => {
  const renderer = connectRenderer(startHost(trainingProfile()));
  await kit.command({ fault: 'unplug', unplugAt: 10_000 });
  await expect(renderer.captureFinger(randomUUID(), 'right-index')).rejects.toMatchObject({ code: 'DEVICE_UNPLUGGED' });
  await vi.waitFor(() => expect(renderer.state()).toBe('absent'), { timeout: 10_000 });
  await expect(renderer.captureFinger(randomUUID(), 'right-index')).rejects.toMatchObject({ code: 'DEVICE_ABSENT' });
  await kit.command({ fault: null });
  await vi.waitFor(() => expect(renderer.state()).toBe('ready'), { timeout: 10_000 });
  const { image } = await renderer.captureFinger(randomUUID(), 'right-index');
  expect(hashOf(image.pixels)).toBe(kit.sentHashes().at(-1));
});

test('an empty image that the device calls a success is refused', async () => {
  const renderer = connectRenderer(startHost(trainingProfile()));
  await kit.command({ fault: 'empty-image' });
  await expect(renderer.captureFinger(randomUUID(), 'right-index')).rejects.toMatchObject({ code: 'CAPTURE_EMPTY' });
  await vi.waitFor(() => expect(renderer.state()).toBe('faulted'), { timeout: 10_000 });
});

test('a capture is cancelled by its id', async () => {
  const renderer = connectRenderer(startHost(trainingProfile()));
  await kit.command({ finger: 'absent' });
  const captureId = randomUUID();
  const capture = expect(renderer.captureFinger(captureId, 'right-index')).rejects.toMatchObject({
    code: 'CAPTURE_CANCELLED',
  });
  await vi.waitFor(() => expect(renderer.stage()).toBe('waiting'), { timeout: 10_000 });
  await renderer.cancel(randomUUID());
  await renderer.cancel(captureId);
  await capture;
});

test('a renderer that is gone leaves the sensor free for the next one', async () => {
  const host = startHost(trainingProfile());
  const gone = connectRenderer(host);
  await kit.command({ finger: 'absent' });
  void gone.captureFinger(randomUUID(), 'right-index').catch(() => {});
  await vi.waitFor(() => expect(gone.stage()).toBe('waiting'), { timeout: 10_000 });
  gone.leave();
  await kit.command({ finger: 'present' });
  const next = connectRenderer(host);
  const { image } = await next.captureFinger(randomUUID(), 'left-index');
  expect(hashOf(image.pixels)).toBe(kit.sentHashes().at(-1));
});

test('a message of the wrong shape is refused, and one that is no message ignored', async () => {
  const host = startHost(trainingProfile());
  const renderer = connectRenderer(host);
  for (const nonsense of ['text', 7, { t: 'q' }, { control: 'unknown' }, null]) {
    host.child.send(nonsense as object);
  }
  await expect(renderer.captureFinger('no uuid', 'right-index')).rejects.toMatchObject({ code: 'RPC_INVALID' });
  await expect(renderer.captureFinger(randomUUID(), 'sixth-finger' as 'right-index')).rejects.toMatchObject({
    code: 'RPC_INVALID',
  });
  await expect(renderer.list()).resolves.toHaveLength(1);
});

test('outside training a simulated device does not exist', async () => {
  const host = startHost({ ...trainingProfile(), training: false });
  const log = once(host.child.stderr!, 'data').then(([bytes]) => JSON.parse(String(bytes)));
  const renderer = connectRenderer(host);
  expect(await renderer.list()).toEqual([]);
  await expect(renderer.captureFinger(randomUUID(), 'right-index')).rejects.toMatchObject({ code: 'DEVICE_ABSENT' });
  expect(await log).toMatchObject({ code: 'DEVICE_REFUSED' });
});

test('outside training a pseudo-terminal does not pass for hardware', async () => {
  const profile = { training: false, fingerprint: [{ port: kit.fingerprint, model: 'zfm', simulated: false }] };
  const renderer = connectRenderer(startHost(profile));
  await expect(renderer.captureFinger(randomUUID(), 'right-index')).rejects.toMatchObject({ code: 'DEVICE_REFUSED' });
});

test('it ends, cleanly, when the shell goes', async () => {
  const host = startHost(trainingProfile());
  const renderer = connectRenderer(host);
  await kit.command({ finger: 'absent' });
  void renderer.captureFinger(randomUUID(), 'right-index').catch(() => {});
  await vi.waitFor(() => expect(renderer.stage()).toBe('waiting'), { timeout: 10_000 });
  host.child.disconnect();
  expect(await host.exited).toEqual([0, null]);
});

test('a profile that is none stops it with a reason', async () => {
  const host = startHost({ training: true, fingerprint: [{ port: '/dev/ttyUSB0', model: 'unknown' }] });
  const [code] = (await host.exited) as [number];
  expect(code).not.toBe(0);
});
