import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { DeviceIdentity } from '../../../../../../native-bridges/contract/capture.ts';
import type { DeviceErrorCode } from '../../../../../../native-bridges/contract/errors.ts';
import { type PositionReceiver, positionFix } from '../../../../../../native-bridges/contract/position-receiver.ts';
import { openNmeaDriver } from '../../../../../../native-bridges/drivers/position/nmea/driver.ts';
import { NMEA_PROPERTIES } from '../../../../../../native-bridges/drivers/position/nmea/properties.ts';
import type { NmeaFault } from '../../../../../../native-bridges/simulators/nmea/faults.ts';
import {
  type ReceiverBehaviour,
  SimulatedNmeaReceiver,
} from '../../../../../../native-bridges/simulators/nmea/simulated-receiver.ts';
import { SERIAL_BENCHES, type SerialBench } from '../../../../../support/serial-bench.ts';

const IDENTITY: DeviceIdentity = { deviceId: 'position-1', model: 'NMEA 0183', serial: null, simulated: true };

/** A receiver that speaks twenty times a second, listened to with the patience that goes with it. */
const HASTY = { ...NMEA_PROPERTIES, timing: { listen: 500, sentence: 400, fix: 600, quiet: 10, settle: 300 } };
const IN_A_VILLAGE: ReceiverBehaviour = {
  ...{ fault: null, baudRate: 9_600, latitude: -7.795_58, longitude: 110.369_49, satellites: 9, hdop: 1.3 },
  ...{ interval: 50, now: Date.now },
};

const behaving =
  (change: Partial<ReceiverBehaviour> = {}) =>
  (line: ConstructorParameters<typeof SimulatedNmeaReceiver>[0]) =>
    new SimulatedNmeaReceiver(line, { ...IN_A_VILLAGE, ...change }, Math.random);

async function open(bench: SerialBench<SimulatedNmeaReceiver>): Promise<PositionReceiver> {
  const driver = await openNmeaDriver(bench.transport, HASTY, IDENTITY, new AbortController().signal);
  onTestFinished(() => driver.close());
  return driver;
}

const readFix = (driver: PositionReceiver, signal = new AbortController().signal) => driver.readFix({ signal });

const FAULTS: readonly (readonly [NmeaFault, DeviceErrorCode])[] = [
  ['silence', 'DEVICE_SILENT'],
  ['garbage', 'DEVICE_GARBAGE'],
  ['wrong-checksum', 'DEVICE_GARBAGE'],
  ['no-fix', 'POSITION_NO_FIX'],
  ['poor-fix', 'POSITION_NO_FIX'],
  ['dead-reckoning', 'POSITION_NO_FIX'],
  ['torn-epochs', 'POSITION_NO_FIX'],
  ['old-date', 'POSITION_NO_FIX'],
  ['unplug', 'DEVICE_UNPLUGGED'],
];

describe.each(SERIAL_BENCHES)('a satellite receiver %s', (_, makeBench) => {
  test.each([9_600, 4_800])('is found at %d baud and tells where it is and when', async (baudRate) => {
    const bench = await makeBench(behaving({ baudRate }));
    const driver = await open(bench);
    const asked = Date.now();
    const fix = positionFix.parse(await readFix(driver));
    expect(fix).toMatchObject({ quality: 'satellite', satellites: 9, hdop: 1.3, device: IDENTITY });
    expect(fix.latitude).toBeCloseTo(-7.795_58, 6);
    expect(fix.longitude).toBeCloseTo(110.369_49, 6);
    expect(Math.abs(Date.parse(fix.instant) - asked)).toBeLessThan(5_000);
  });

  test.each(FAULTS)('%s ends in %s, and the next position is read', async (fault, code) => {
    const bench = await makeBench(behaving());
    const driver = await open(bench);
    bench.device.behaviour.fault = fault;
    // What was said before the fault is not yet all heard.
    await sleep(120);
    await expect(readFix(driver)).rejects.toMatchObject({ name: 'CodedError', code });
    bench.device.behaviour.fault = null;
    await bench.plug();
    await expect(readFix(driver)).resolves.toMatchObject({ quality: 'satellite' });
    await driver.close();
    expect(bench.heldHandles()).toBe(0);
  });

  test.each([
    ['silence', 'DEVICE_SILENT'],
    ['garbage', 'DEVICE_GARBAGE'],
    ['wrong-checksum', 'DEVICE_GARBAGE'],
  ] as const)('%s when it is opened ends in %s and leaves no handle', async (fault, code) => {
    const bench = await makeBench(behaving({ fault }));
    await expect(open(bench)).rejects.toMatchObject({ name: 'CodedError', code });
    expect(bench.heldHandles()).toBe(0);
    bench.device.behaviour.fault = null;
    await expect(open(bench)).resolves.toBeDefined();
  });

  test('a damaged sentence is passed over', async () => {
    const bench = await makeBench(behaving({ fault: 'first-damaged' }));
    await expect(readFix(await open(bench))).resolves.toMatchObject({ satellites: 9 });
  });

  test('the position is never older than the question', async () => {
    const bench = await makeBench(behaving());
    const driver = await open(bench);
    // A quarter of a second of sentences lies on the line, unread, when the kit has moved.
    await sleep(250);
    bench.device.behaviour.latitude = 3.595_2;
    await sleep(60);
    expect((await readFix(driver)).latitude).toBeCloseTo(3.595_2, 6);
  });

  test('an absent receiver is absent', async () => {
    const bench = await makeBench(behaving());
    await bench.unplug();
    await expect(open(bench)).rejects.toMatchObject({ code: 'DEVICE_ABSENT' });
  });

  test('cancelling and closing end the wait and leave no handle; a second question is refused meanwhile', async () => {
    const bench = await makeBench(behaving({ fault: 'no-fix' }));
    const driver = await open(bench);
    const cancelling = new AbortController();
    const cancelled = expect(readFix(driver, cancelling.signal)).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
    await expect(readFix(driver)).rejects.toMatchObject({ code: 'DEVICE_BUSY' });
    cancelling.abort();
    await cancelled;
    expect(bench.heldHandles()).toBe(0);
    const running = expect(readFix(driver)).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
    await sleep(100);
    await driver.close();
    await driver.close();
    await running;
    expect(bench.heldHandles()).toBe(0);
  });
});
