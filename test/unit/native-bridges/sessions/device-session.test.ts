import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { FingerCaptureDevice } from '../../../../native-bridges/contract/capture-device.ts';
import { deviceError } from '../../../../native-bridges/contract/errors.ts';
import { DeviceSession } from '../../../../native-bridges/sessions/device-session.ts';
import { VirtualSerialPort } from '../../../../native-bridges/simulators/virtual-serial-port.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const never = new AbortController().signal;
const afterTest: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const undo of afterTest.splice(0).reverse()) await undo();
});

/** Counts what is open; opening and closing take a moment, so that races have room. */
function fakeDevices() {
  const counts = { opened: 0, open: 0 };
  return {
    counts,
    open: async (): Promise<FingerCaptureDevice> => {
      await sleep(20);
      counts.opened += 1;
      counts.open += 1;
      expect(counts.open).toBe(1);
      const close = async () => {
        await sleep(60);
        counts.open -= 1;
      };
      return { close, captureFinger: () => Promise.reject(new Error('not asked for here')) };
    },
  };
}

async function sessionOnPort({ simulated }: { simulated: boolean }) {
  const path = `${temporaryFolder()}/port`;
  let port = await VirtualSerialPort.plug(path, () => {});
  afterTest.push(() => port.unplug());
  const devices = fakeDevices();
  const states: string[] = [];
  const session: DeviceSession = new DeviceSession(
    {
      deviceId: 'fingerprint-1',
      modality: 'fingerprint',
      model: 'ZFM / R30x',
      port: path,
      simulated,
      discovered: false,
      open: devices.open,
    },
    () => states.push(session.summary.state),
  );
  await session.checkPresence();
  return {
    session,
    states,
    counts: devices.counts,
    unplug: () => port.unplug(),
    plug: async () => {
      port = await VirtualSerialPort.plug(path, () => {});
    },
  };
}

/** Work that lasts until it is cancelled. */
const untilCancelled = (_: FingerCaptureDevice, signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

test('a device is lent, returned and closed; its state tells', async () => {
  const { session, states, counts } = await sessionOnPort({ simulated: true });
  expect(await session.use(never, async () => 'done')).toBe('done');
  expect(states).toEqual(['ready', 'capturing', 'ready']);
  expect(counts).toEqual({ opened: 1, open: 0 });
  expect(session.summary).toMatchObject({ deviceId: 'fingerprint-1', state: 'ready', fault: null, simulated: true });
});

test('while it is lent nobody else gets it', async () => {
  const { session, counts } = await sessionOnPort({ simulated: true });
  const cancelling = new AbortController();
  const first = expect(session.use(cancelling.signal, untilCancelled)).rejects.toMatchObject({
    code: 'CAPTURE_CANCELLED',
  });
  await expect(session.use(never, async () => {})).rejects.toMatchObject({ code: 'DEVICE_BUSY' });
  cancelling.abort();
  await first;
  expect(counts).toEqual({ opened: 1, open: 0 });
});

test('a use waits until the cancelled one before it has let go of the port', async () => {
  const { session, counts } = await sessionOnPort({ simulated: true });
  const cancelling = new AbortController();
  const first = expect(session.use(cancelling.signal, untilCancelled)).rejects.toMatchObject({
    code: 'CAPTURE_CANCELLED',
  });
  await sleep(60);
  cancelling.abort();
  // fakeDevices fails the test if two are ever open at the same time.
  expect(await session.use(never, async () => 'second')).toBe('second');
  await first;
  expect(counts).toEqual({ opened: 2, open: 0 });
});

test('a device that opens after the use was cancelled is closed again', async () => {
  const { session, counts } = await sessionOnPort({ simulated: true });
  const cancelling = new AbortController();
  let worked = false;
  const use = session.use(cancelling.signal, async () => {
    worked = true;
  });
  await sleep(10);
  cancelling.abort();
  await expect(use).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
  expect(worked).toBe(false);
  expect(counts.open).toBe(0);
});

test('closing the session ends the use and waits for the port', async () => {
  const { session, counts } = await sessionOnPort({ simulated: true });
  const use = expect(session.use(never, untilCancelled)).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
  await sleep(60);
  expect(counts.open).toBe(1);
  await session.close();
  expect(counts.open).toBe(0);
  await use;
  await expect(session.use(never, async () => {})).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
});

test('a fault of the device shows until a use goes well; a failure of the moment does not show', async () => {
  const { session } = await sessionOnPort({ simulated: true });
  const fail = (code: 'DEVICE_SILENT' | 'CAPTURE_NO_FINGER') =>
    session.use(never, () => Promise.reject(deviceError(code)));
  await expect(fail('CAPTURE_NO_FINGER')).rejects.toMatchObject({ code: 'CAPTURE_NO_FINGER' });
  expect(session.summary).toMatchObject({ state: 'ready', fault: null });
  await expect(fail('DEVICE_SILENT')).rejects.toMatchObject({ code: 'DEVICE_SILENT' });
  expect(session.summary).toMatchObject({ state: 'faulted', fault: 'DEVICE_SILENT' });
  await session.use(never, async () => {});
  expect(session.summary).toMatchObject({ state: 'ready', fault: null });
});

test('pulled out it is absent, plugged in again it is ready, without its old fault', async () => {
  const { session, unplug, plug } = await sessionOnPort({ simulated: true });
  await unplug();
  await expect(session.use(never, async () => {})).rejects.toMatchObject({ code: 'DEVICE_ABSENT' });
  await session.checkPresence();
  expect(session.summary.state).toBe('absent');
  await plug();
  await session.checkPresence();
  expect(session.summary).toMatchObject({ state: 'ready', fault: null });
  expect(await session.use(never, async () => 'works')).toBe('works');
});

test('a pseudo-terminal that the kit calls real hardware is refused', async () => {
  const { session, counts } = await sessionOnPort({ simulated: false });
  await expect(session.use(never, async () => {})).rejects.toMatchObject({ code: 'DEVICE_REFUSED' });
  expect(counts.opened).toBe(0);
});
