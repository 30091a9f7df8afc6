import { describe, expect, onTestFinished, test } from 'vitest';
import {
  type DeviceEventApi,
  type DeviceHostApi,
  type DeviceSummary,
  deviceEventContract,
  deviceHostContract,
} from '../../../../native-bridges/contract/device-host-contract.ts';
import { deviceError } from '../../../../native-bridges/contract/errors.ts';
import { type Channel, connectRpc } from '../../../../native-bridges/rpc/rpc.ts';
import { DeviceClient } from '../../../../renderer/devices/device-client.ts';
import { channelPair } from '../../../support/channel-pair.ts';
import { inventedCapture } from '../../../support/invented-record.ts';

const sensor: DeviceSummary = {
  ...{ deviceId: 'zfm-1', modality: 'fingerprint', model: 'ZFM-20', port: '/dev/ttyUSB0', state: 'ready' },
  ...{ fault: null, simulated: true },
};
const capture = inventedCapture('right-index', 11);

/** A device host on the other end of a real rpc, with captures as the test wants them. */
function clientAndHost(captureFinger: DeviceHostApi['devices']['captureFinger']) {
  const cancelled: string[] = [];
  let end: Channel | null = null;
  let events: DeviceEventApi['events'] | null = null;
  let running = true;
  const client = new DeviceClient({
    open: async () => {
      if (!running) throw new Error('not running');
      const [near, far] = channelPair();
      const { remote } = connectRpc({
        channel: far,
        local: deviceHostContract,
        implementation: {
          devices: {
            list: async () => [sensor],
            captureFinger,
            cancel: async (captureId) => void cancelled.push(captureId),
          },
        },
        remote: deviceEventContract,
        onFault: () => undefined,
      });
      end = far;
      events = remote.events;
      return near;
    },
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, 10))),
    onFault: () => undefined,
  });
  onTestFinished(() => client.close());
  return {
    client,
    cancelled,
    events: () => events!,
    crash: () => {
      running = false;
      end?.close();
    },
    restart: () => {
      running = true;
    },
  };
}

const never = () => new Promise<never>(() => undefined);
const noProgress = () => undefined;
const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
};

describe('the device client', () => {
  test('passes a capture on, and its progress to whoever asked for it', async () => {
    const stages: [string, number][] = [];
    const rig = clientAndHost(async (captureId) => {
      await rig.events().captureProgress(captureId, 'transferring', 0.5);
      await rig.events().captureProgress('7f3c1c9e-5d5e-4a51-8a3e-0f6f8f1b2c3d', 'transferring', 0.9);
      return capture;
    });
    const onProgress = (stage: string, share: number) => void stages.push([stage, share]);
    const { signal } = new AbortController();
    expect(await rig.client.captureFinger('right-index', { signal, onProgress })).toEqual(capture);
    expect(stages).toEqual([['transferring', 0.5]]);
  });

  test('a device’s own code comes through', async () => {
    const { client } = clientAndHost(() => Promise.reject(deviceError('CAPTURE_NO_FINGER')));
    const { signal } = new AbortController();
    const failed = client.captureFinger('right-index', { signal, onProgress: noProgress });
    await expect(failed).rejects.toMatchObject({ code: 'CAPTURE_NO_FINGER' });
  });

  test('an abort cancels that capture at the host', async () => {
    let asked = '';
    const { client, cancelled } = clientAndHost((captureId) => {
      asked = captureId;
      return never();
    });
    const officer = new AbortController();
    const failed = client.captureFinger('right-index', { signal: officer.signal, onProgress: noProgress });
    await until(() => asked !== '');
    officer.abort();
    await expect(failed).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
    expect(cancelled).toEqual([asked]);
  });

  test('an image that arrives after the officer cancelled is not a capture', async () => {
    const { promise, resolve } = Promise.withResolvers<typeof capture>();
    const { client } = clientAndHost(() => promise);
    const officer = new AbortController();
    const failed = client.captureFinger('right-index', { signal: officer.signal, onProgress: noProgress });
    officer.abort();
    resolve(capture);
    await expect(failed).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
  });

  test('cancelled before it began, nothing is asked of the host', async () => {
    const { client, cancelled } = clientAndHost(never);
    const signal = AbortSignal.abort();
    const failed = client.captureFinger('right-index', { signal, onProgress: noProgress });
    await expect(failed).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
    expect(cancelled).toEqual([]);
  });

  test('a host that dies fails the capture, shows on every device, and is found again', async () => {
    const rig = clientAndHost(never);
    const seen: string[] = [];
    rig.client.watch((devices) => void seen.push(devices.map(({ state, fault }) => fault ?? state).join()));
    await rig.client.list();
    const { signal } = new AbortController();
    const failed = rig.client.captureFinger('right-index', { signal, onProgress: noProgress });
    rig.crash();
    await expect(failed).rejects.toMatchObject({ code: 'DEVICE_HOST_DOWN' });
    await expect(rig.client.list()).rejects.toMatchObject({ code: 'DEVICE_HOST_DOWN' });
    expect(seen.at(-1)).toBe('DEVICE_HOST_DOWN');
    rig.restart();
    await until(() => seen.at(-1) === 'ready');
    expect(await rig.client.list()).toEqual([sensor]);
  });

  test('changes of the devices reach every watcher, until it stops watching', async () => {
    const rig = clientAndHost(never);
    await rig.client.list();
    const seen: string[] = [];
    const stop = rig.client.watch(([device]) => void seen.push(device!.state));
    await rig.events().devicesChanged([{ ...sensor, state: 'capturing' }]);
    stop();
    await rig.events().devicesChanged([sensor]);
    expect(seen).toEqual(['ready', 'capturing']);
  });
});
