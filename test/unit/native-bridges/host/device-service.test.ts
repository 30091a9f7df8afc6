import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEVICE_MODELS } from '../../../../native-bridges/drivers/device-models.ts';
import { DeviceService } from '../../../../native-bridges/host/device-service.ts';
import { DeviceSession } from '../../../../native-bridges/sessions/device-session.ts';
import { Kit } from '../../../../native-bridges/sessions/kit.ts';
import { VirtualSerialPort } from '../../../../native-bridges/simulators/virtual-serial-port.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { hashOf } from '../../../support/virtual-finger.ts';
import { startVirtualKit, type VirtualKit } from '../../../support/virtual-kit.ts';

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

let sensor: VirtualKit;
beforeEach(async () => {
  sensor = await startVirtualKit(temporaryFolder(), '--pace', '0');
  undo.push(() => sensor.stop());
});

/** A port behind which something else is: it answers each command with these bytes. */
async function foreignPort(answer: Uint8Array): Promise<string> {
  const port = await VirtualSerialPort.plug(`${temporaryFolder()}/foreign`, () => {
    if (answer.length > 0) void port.write(answer);
  });
  undo.push(() => port.unplug());
  return port.path;
}

/** A service over a kit with sensors at these ports, in this order. */
async function serviceOver(ports: readonly string[], discovered: boolean) {
  const tried: string[] = [];
  const sessions = ports.map((port, at) => {
    const place = { deviceId: `fingerprint-${at + 1}`, port, simulated: true };
    const { name: model, kind: modality, open } = DEVICE_MODELS.zfm;
    return new DeviceSession(
      {
        ...place,
        modality,
        model,
        discovered,
        open: (signal) => {
          tried.push(place.deviceId);
          return open(place, signal);
        },
      },
      () => {},
    );
  });
  const kit = new Kit(sessions, async () => []);
  await kit.look();
  undo.push(() => kit.close());
  const { devices } = new DeviceService(kit, () => {});
  return { tried, list: devices.list, capture: () => devices.captureFinger(randomUUID(), 'right-index') };
}

const SILENCE = new Uint8Array();
const POSITIONING = new TextEncoder().encode(
  '$GPGGA,092750.000,5321.6802,N,00630.3372,W,1,8,1.03,61.7,M,55.2,M,,*76\r\n',
);

test.each([
  ['silent', SILENCE, 'DEVICE_SILENT'],
  ['a positioning receiver', POSITIONING, 'DEVICE_GARBAGE'],
] as const)(
  'a discovered port that is %s gives way to the next, shows its fault, and is not tried first again',
  async (_, answer, fault) => {
    const { tried, list, capture } = await serviceOver([await foreignPort(answer), sensor.fingerprint], true);
    const first = await capture();
    expect(hashOf(first.image.pixels)).toBe(sensor.sentHashes().at(-1));
    expect((await list()).map(({ state, fault }) => [state, fault])).toEqual([
      ['faulted', fault],
      ['ready', null],
    ]);
    await capture();
    expect(tried).toEqual(['fingerprint-1', 'fingerprint-2', 'fingerprint-2']);
  },
);

test('a named sensor that is silent is told of; the next capture takes the one without a fault', async () => {
  const { tried, capture } = await serviceOver([await foreignPort(SILENCE), sensor.fingerprint], false);
  await expect(capture()).rejects.toMatchObject({ code: 'DEVICE_SILENT' });
  await capture();
  expect(tried).toEqual(['fingerprint-1', 'fingerprint-2']);
});

test('where every discovered port is foreign, the first one’s failure is told', async () => {
  const { tried, capture } = await serviceOver([await foreignPort(POSITIONING), await foreignPort(SILENCE)], true);
  await expect(capture()).rejects.toMatchObject({ code: 'DEVICE_GARBAGE' });
  expect(tried).toEqual(['fingerprint-1', 'fingerprint-2']);
});

test('a sensor’s own refusal of a finger is not answered by trying another sensor', async () => {
  const { tried, capture } = await serviceOver([sensor.fingerprint, await foreignPort(SILENCE)], true);
  await sensor.command({ fault: 'empty-image' });
  await expect(capture()).rejects.toMatchObject({ code: 'CAPTURE_EMPTY' });
  expect(tried).toEqual(['fingerprint-1']);
});
