import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { DeviceIdentity } from '../../../../../../native-bridges/contract/capture.ts';
import type { FingerCaptureDevice } from '../../../../../../native-bridges/contract/capture-device.ts';
import type { DeviceErrorCode } from '../../../../../../native-bridges/contract/errors.ts';
import { openZfmDriver } from '../../../../../../native-bridges/drivers/fingerprint/zfm/driver.ts';
import type { ZfmProperties } from '../../../../../../native-bridges/drivers/fingerprint/zfm/properties.ts';
import { VirtualSensor } from '../../../../../../native-bridges/simulators/virtual-sensor.ts';
import type { ZfmFault } from '../../../../../../native-bridges/simulators/zfm/faults.ts';
import {
  type SensorBehaviour,
  SimulatedZfmSensor,
} from '../../../../../../native-bridges/simulators/zfm/simulated-sensor.ts';
import type { ByteTransport } from '../../../../../../native-bridges/transports/byte-transport.ts';
import { SerialTransport } from '../../../../../../native-bridges/transports/serial/serial-transport.ts';
import { MemoryLine } from '../../../../../support/memory-line.ts';
import { temporaryFolder } from '../../../../../support/temporary-folder.ts';
import {
  HASTY_PROPERTIES,
  hashOf,
  inventedImages,
  openTerminals,
  UNPACED,
} from '../../../../../support/virtual-finger.ts';

const IDENTITY: DeviceIdentity = { deviceId: 'fingerprint-1', model: 'ZFM / R30x', serial: null, simulated: true };

/** A line with a simulated sensor at its far end. */
interface Bench {
  readonly transport: ByteTransport;
  readonly behaviour: SensorBehaviour;
  readonly images: ReturnType<typeof inventedImages>;
  plug(): Promise<void>;
  unplug(): Promise<void>;
  /** Handles the driver holds now, against what was held before it opened. */
  heldHandles(): number;
}

async function memoryBench(behaviour: SensorBehaviour): Promise<Bench> {
  const line = new MemoryLine();
  const images = inventedImages();
  const sensor = new SimulatedZfmSensor(line.deviceEnd, images, behaviour, Math.random);
  line.onWritten = (bytes) => sensor.receive(bytes);
  return {
    transport: line.transport,
    behaviour,
    images,
    plug: async () => {
      sensor.powerOn();
      line.plug();
    },
    unplug: async () => line.unplug(),
    heldHandles: () => line.openHandles,
  };
}

async function ptyBench(behaviour: SensorBehaviour): Promise<Bench> {
  const path = `${temporaryFolder()}/fingerprint`;
  const images = inventedImages();
  const sensor = new VirtualSensor(path, images, behaviour, Math.random);
  afterTest.push(() => sensor.unplug());
  await sensor.plug();
  const idle = openTerminals();
  return {
    transport: new SerialTransport(path),
    behaviour,
    images,
    plug: () => sensor.plug(),
    unplug: () => sensor.unplug(),
    heldHandles: () => openTerminals() - idle,
  };
}

const afterTest: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const undo of afterTest.splice(0).reverse()) await undo();
});

async function open(bench: Bench, properties: ZfmProperties = HASTY_PROPERTIES): Promise<FingerCaptureDevice> {
  const driver = await openZfmDriver(bench.transport, properties, IDENTITY, new AbortController().signal);
  afterTest.push(() => driver.close());
  return driver;
}

const capture = (driver: FingerCaptureDevice, signal = new AbortController().signal) =>
  driver.captureFinger('right-index', { signal, onProgress: () => {} });

/** Faults at the capture; the device has been greeted before. */
const CAPTURE_FAULTS: readonly (readonly [ZfmFault, DeviceErrorCode])[] = [
  ['silence', 'DEVICE_SILENT'],
  ['garbage', 'DEVICE_GARBAGE'],
  ['wrong-checksum', 'DEVICE_GARBAGE'],
  ['half-frame', 'DEVICE_GARBAGE'],
  ['half-image', 'CAPTURE_INCOMPLETE'],
  ['short-image', 'CAPTURE_INCOMPLETE'],
  ['unplug', 'DEVICE_UNPLUGGED'],
  ['refused-upload', 'DEVICE_REFUSED'],
  ['empty-image', 'CAPTURE_EMPTY'],
  ['noise-image', 'CAPTURE_EMPTY'],
  ['no-finger', 'CAPTURE_NO_FINGER'],
  ['messy', 'CAPTURE_MESSY'],
];

/** Faults that show when the device is greeted. */
const GREETING_FAULTS: readonly (readonly [ZfmFault, DeviceErrorCode])[] = [
  ['silence', 'DEVICE_SILENT'],
  ['garbage', 'DEVICE_GARBAGE'],
  ['wrong-password', 'DEVICE_REFUSED'],
];

describe.each([
  ['in memory', memoryBench],
  ['over a pseudo-terminal', ptyBench],
])('a ZFM sensor %s', (_, makeBench) => {
  test('gives the image that the sensor sent', async () => {
    const bench = await makeBench({ ...UNPACED });
    const driver = await open(bench);
    const stages: string[] = [];
    let lastShare = 0;
    const first = await driver.captureFinger('right-index', {
      signal: new AbortController().signal,
      onProgress: (stage, share) => {
        if (stages.at(-1) !== stage) stages.push(stage);
        lastShare = share;
      },
    });
    const second = await capture(driver);
    expect(first).toMatchObject({
      modality: 'fingerprint',
      position: 'right-index',
      image: { width: 256, height: 288, ppi: 500 },
      device: IDENTITY,
    });
    expect([hashOf(first.image.pixels), hashOf(second.image.pixels)]).toEqual(bench.images.sentHashes);
    expect(hashOf(first.image.pixels)).not.toBe(hashOf(second.image.pixels));
    expect(stages).toEqual(['waiting', 'imaging', 'transferring']);
    expect(lastShare).toBe(1);
  });

  test.each(CAPTURE_FAULTS)('%s ends in %s, and the next capture works', async (fault, code) => {
    const bench = await makeBench({ ...UNPACED });
    const driver = await open(bench);
    bench.behaviour.fault = fault;
    await expect(capture(driver)).rejects.toMatchObject({ name: 'CodedError', code });
    bench.behaviour.fault = null;
    await bench.plug();
    expect(hashOf((await capture(driver)).image.pixels)).toBe(bench.images.sentHashes.at(-1));
    await driver.close();
    expect(bench.heldHandles()).toBe(0);
  });

  test.each(GREETING_FAULTS)('%s at the greeting ends in %s and leaves no handle', async (fault, code) => {
    const bench = await makeBench({ ...UNPACED, fault });
    await expect(open(bench)).rejects.toMatchObject({ name: 'CodedError', code });
    expect(bench.heldHandles()).toBe(0);
    bench.behaviour.fault = null;
    await expect(open(bench)).resolves.toBeDefined();
  });

  test('an absent sensor is absent', async () => {
    const bench = await makeBench({ ...UNPACED });
    await bench.unplug();
    await expect(open(bench)).rejects.toMatchObject({ code: 'DEVICE_ABSENT' });
  });

  test('a sensor that does not follow to the new speed is used at the old one', async () => {
    const bench = await makeBench({ ...UNPACED, fault: 'baud-ignored' });
    const driver = await open(bench);
    expect(hashOf((await capture(driver)).image.pixels)).toBe(bench.images.sentHashes[0]);
  });

  test('cancelling while it waits for a finger ends the capture, and the next one works', async () => {
    const bench = await makeBench({ ...UNPACED, finger: 'absent' });
    const driver = await open(bench);
    const cancelling = new AbortController();
    const cancelled = capture(driver, cancelling.signal);
    setTimeout(() => cancelling.abort(), 50);
    await expect(cancelled).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
    bench.behaviour.finger = 'present';
    expect(hashOf((await capture(driver)).image.pixels)).toBe(bench.images.sentHashes[0]);
  });

  test('cancelling half-way through an image ends it, and the next capture gets an image of its own', async () => {
    const bench = await makeBench({ ...UNPACED, pace: 40 });
    const driver = await open(bench);
    const cancelling = new AbortController();
    const cancelled = driver.captureFinger('right-index', {
      signal: cancelling.signal,
      onProgress: (_, share) => share > 0.4 && cancelling.abort(),
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
    const next = await capture(driver);
    expect(hashOf(next.image.pixels)).toBe(bench.images.sentHashes.at(-1));
  });

  test('closing ends a running capture and leaves no handle; closing twice is harmless', async () => {
    const bench = await makeBench({ ...UNPACED, finger: 'absent' });
    const driver = await open(bench);
    const running = expect(capture(driver)).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
    await sleep(30);
    await driver.close();
    await driver.close();
    await running;
    expect(bench.heldHandles()).toBe(0);
  });

  test('a second capture at the same time is refused and does not disturb the first', async () => {
    const bench = await makeBench({ ...UNPACED });
    const driver = await open(bench);
    const first = capture(driver);
    await expect(capture(driver)).rejects.toMatchObject({ code: 'DEVICE_BUSY' });
    await expect(first).resolves.toBeDefined();
  });
});

test('at the honest pace of 115,200 baud an image takes the time its bytes need on the wire', async () => {
  const bench = await ptyBench({ ...UNPACED, pace: 1 });
  const driver = await open(bench);
  let transferStarted = 0;
  const result = await driver.captureFinger('left-index', {
    signal: new AbortController().signal,
    onProgress: (stage) => {
      if (stage === 'transferring' && transferStarted === 0) transferStarted = performance.now();
    },
  });
  const seconds = (performance.now() - transferStarted) / 1000;
  expect(hashOf(result.image.pixels)).toBe(bench.images.sentHashes[0]);
  // 288 packets of 139 bytes, ten bits each. At the factory's 57,600 baud it would be twice as long.
  expect(seconds).toBeGreaterThan(3.3);
  expect(seconds).toBeLessThan(6);
});
