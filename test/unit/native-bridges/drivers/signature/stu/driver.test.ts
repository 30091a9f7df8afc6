import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { DeviceErrorCode } from '../../../../../../native-bridges/contract/errors.ts';
import type { PadImage, SignaturePad } from '../../../../../../native-bridges/contract/signature-pad.ts';
import { openStuDriver } from '../../../../../../native-bridges/drivers/signature/stu/driver.ts';
import {
  STU_TIMING,
  type StuTiming,
  WACOM_VENDOR_ID,
} from '../../../../../../native-bridges/drivers/signature/stu/properties.ts';
import { encodePixels } from '../../../../../../native-bridges/drivers/signature/stu/protocol.ts';
import { STU_FAULTS, type StuFault } from '../../../../../../native-bridges/simulators/stu/faults.ts';
import { inventedSignature } from '../../../../../../native-bridges/simulators/stu/signature.ts';
import {
  type PadBehaviour,
  SIMULATED_STU_430,
  SIMULATED_STU_530,
  SimulatedStuPad,
} from '../../../../../../native-bridges/simulators/stu/simulated-pad.ts';
import { MemoryHid } from '../../../../../support/memory-hid.ts';
import { expectWholeSignature, signWith } from '../../../../../support/signature-pad-suite.ts';

const HASTY: StuTiming = { ...STU_TIMING, connect: 1_000, report: 150, idle: 100 };

const afterTest: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const undo of afterTest.splice(0).reverse()) await undo();
});

function bench(model = SIMULATED_STU_430, behaviour: PadBehaviour = { fault: null, pace: 0 }) {
  const line = new MemoryHid({ vendorId: WACOM_VENDOR_ID, productId: model.productId, serial: model.serial });
  const simulated = new SimulatedStuPad(line.deviceEnd, model, behaviour, Math.random, {
    time: 65_000,
    sequence: 65_400,
  });
  line.responder = simulated;
  const plug = () => {
    simulated.powerOn();
    line.plug();
  };
  return { line, simulated, behaviour, model, plug };
}
type Bench = ReturnType<typeof bench>;

async function open({ line }: Bench, timing = HASTY): Promise<SignaturePad> {
  const place = { deviceId: 'signature-1', simulated: true };
  const pad = await openStuDriver(line.transport, timing, place, new AbortController().signal);
  afterTest.push(() => pad.close());
  return pad;
}

const never = () => new AbortController().signal;

function statement({ model }: Bench): PadImage {
  const { screenWidth: width, screenHeight: height } = model.capability;
  const pixels = Uint8Array.from({ length: width * height }, (_, at) => (at * 7) & 0xff);
  return { width, height, pixels };
}

const sign = (pad: SignaturePad, { simulated, model }: Bench, samples = 200) => {
  const steps = inventedSignature(model, samples);
  return signWith(pad, () => simulated.write(steps), samples);
};

describe.each([SIMULATED_STU_430, SIMULATED_STU_530])('a simulated $name', (model) => {
  test('is greeted: model, serial and capability are its own words', async () => {
    const pad = await open(bench(model));
    expect(pad.identity).toEqual({
      deviceId: 'signature-1',
      model: model.name,
      serial: model.serial,
      simulated: true,
    });
    const { maxPressure: _, encodings: __, ...capability } = model.capability;
    expect(pad.capability).toEqual(capability);
  });

  test('a signature of 500 points arrives complete and in order, over both wraps', async () => {
    const at = bench(model);
    const pad = await open(at);
    const steps = inventedSignature(model, 500);
    expectWholeSignature(await signWith(pad, () => at.simulated.write(steps), 500), steps, model);
    expect(at.simulated.inking).toBe(false);
    await pad.close();
    expect(at.line.openHandles).toBe(0);
  });

  test('the statement is on the screen, bit for bit, and clearing takes it off', async () => {
    const at = bench(model);
    const pad = await open(at);
    let share = 0;
    await pad.showImage(statement(at), { signal: never(), onProgress: (now) => (share = now) });
    const encoding = model === SIMULATED_STU_430 ? 'mono' : 'colour24';
    expect(Buffer.from(at.simulated.screen!).equals(Buffer.from(encodePixels(statement(at), encoding)))).toBe(true);
    expect(share).toBe(1);
    await pad.clear(never());
    expect(at.simulated.screen).toBeNull();
  });
});

/** Faults at the greeting. */
const GREETING_FAULTS: readonly (readonly [StuFault, DeviceErrorCode])[] = [
  ['silence', 'DEVICE_SILENT'],
  ['garbage', 'DEVICE_GARBAGE'],
  ['zero-capability', 'DEVICE_GARBAGE'],
];
/** Faults while somebody signs. */
const SIGNING_FAULTS: readonly (readonly [StuFault, DeviceErrorCode])[] = [
  ['silence', 'DEVICE_SILENT'],
  ['half-report', 'DEVICE_GARBAGE'],
  ['hang', 'DEVICE_SILENT'],
  ['unplug', 'DEVICE_UNPLUGGED'],
  ['never-down', 'CAPTURE_EMPTY'],
];
/** Faults that a signature survives. */
const HARMLESS_FAULTS: readonly StuFault[] = ['lost-samples', 'no-capability', 'untimed'];

test('every fault is tried', () => {
  const tried = new Set([...GREETING_FAULTS, ...SIGNING_FAULTS].map(([fault]) => fault as string));
  expect([...tried, ...HARMLESS_FAULTS, 'refused-image'].sort()).toEqual(Object.keys(STU_FAULTS).sort());
});

test.each(GREETING_FAULTS)('%s at the greeting ends in %s and leaves no handle', async (fault, code) => {
  const at = bench(SIMULATED_STU_430, { fault, pace: 0 });
  await expect(open(at)).rejects.toMatchObject({ name: 'CodedError', code });
  expect(at.line.openHandles).toBe(0);
  at.behaviour.fault = null;
  await expect(open(at)).resolves.toBeDefined();
});

test.each(SIGNING_FAULTS)('%s while signing ends in %s, and the next signing works', async (fault, code) => {
  const at = bench();
  const pad = await open(at);
  // The pad takes its orders, and the fault sets in with the first sample.
  const steps = inventedSignature(at.model, 100);
  const failing = signWith(
    pad,
    () => {
      at.behaviour.fault = fault;
      return at.simulated.write(steps);
    },
    fault === 'never-down' ? 100 : 1_000,
  );
  await expect(failing).rejects.toMatchObject({ name: 'CodedError', code });
  expect(at.line.openHandles).toBe(code === 'CAPTURE_EMPTY' ? 1 : 0);
  at.behaviour.fault = null;
  at.plug();
  expect(await sign(pad, at)).toHaveLength(200);
  await pad.close();
  expect(at.line.openHandles).toBe(0);
});

test('an image that the pad reports an error for is refused, and the next one works', async () => {
  const at = bench(SIMULATED_STU_430, { fault: 'refused-image', pace: 0 });
  const pad = await open(at);
  const show = () => pad.showImage(statement(at), { signal: never(), onProgress: () => {} });
  await expect(show()).rejects.toMatchObject({ code: 'DEVICE_REFUSED', detail: 'image: result 0x10' });
  expect(at.line.openHandles).toBe(0);
  at.behaviour.fault = null;
  await show();
  expect(at.simulated.screen).not.toBeNull();
});

test('an image of another size than the screen is refused', async () => {
  const pad = await open(bench());
  const image = { width: 8, height: 1, pixels: new Uint8Array(8) };
  await expect(pad.showImage(image, { signal: never(), onProgress: () => {} })).rejects.toMatchObject({
    code: 'DEVICE_REFUSED',
  });
});

test('lost samples are counted where they are missing', async () => {
  const at = bench(SIMULATED_STU_430, { fault: 'lost-samples', pace: 0 });
  const pad = await open(at);
  const steps = inventedSignature(at.model, 101);
  const points = await signWith(pad, () => at.simulated.write(steps), 91);
  expect(points.reduce((sum, point) => sum + point.lostSamples, 0)).toBe(10);
  expect(points.filter((point) => point.lostSamples > 0)).toHaveLength(10);
});

test('a pad without capability report is used by its data sheet', async () => {
  const at = bench(SIMULATED_STU_530, { fault: 'no-capability', pace: 0 });
  const pad = await open(at);
  expect(pad.capability).toMatchObject({ maxX: 10_800, screenWidth: 800 });
  expect(await sign(pad, at)).toHaveLength(200);
});

test('a pad that knows no time gives the time of arrival', async () => {
  const at = bench(SIMULATED_STU_430, { fault: 'untimed', pace: 1 });
  const pad = await open(at);
  const points = await sign(pad, at, 40);
  expect(points.at(-1)!.timeMs).toBeGreaterThan(150);
  expect(points.every((point, index) => index === 0 || point.timeMs >= points[index - 1]!.timeMs)).toBe(true);
});

test.each(['DEVICE_BUSY', 'DEVICE_PERMISSION'] as const)('%s at the opening is passed on', async (code) => {
  const at = bench();
  at.line.refuseOpening = code;
  await expect(open(at)).rejects.toMatchObject({ code });
});

test('an absent pad is absent, and a device of another maker is refused', async () => {
  const absent = bench();
  absent.line.unplug();
  await expect(open(absent)).rejects.toMatchObject({ code: 'DEVICE_ABSENT' });
  const mouse = new MemoryHid({ vendorId: 0x046d, productId: 0xc077, serial: null });
  const opening = openStuDriver(mouse.transport, HASTY, { deviceId: 'x', simulated: false }, never());
  await expect(opening).rejects.toMatchObject({ code: 'DEVICE_REFUSED' });
  expect(mouse.openHandles).toBe(0);
});

test('another pad in the place of the one that was opened is refused', async () => {
  const at = bench();
  const pad = await open(at);
  at.line.unplug();
  await expect(pad.clear(never())).rejects.toMatchObject({ code: 'DEVICE_UNPLUGGED' });
  at.line.responder = bench(SIMULATED_STU_530).simulated;
  at.plug();
  await expect(pad.clear(never())).rejects.toMatchObject({ code: 'DEVICE_REFUSED' });
});

test('cancelling ends a signing, and the next one works', async () => {
  const at = bench();
  const pad = await open(at);
  const cancelling = new AbortController();
  const cancelled = pad.sign({ signal: cancelling.signal, onPoint: () => cancelling.abort() });
  const refused = expect(cancelled).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
  await sleep(20);
  await at.simulated.write(inventedSignature(at.model, 5));
  await refused;
  expect(await sign(pad, at)).toHaveLength(200);
});

test('cancelling in the middle of an image leaves a pad that takes the next one', async () => {
  const at = bench(SIMULATED_STU_530);
  const pad = await open(at);
  const cancelling = new AbortController();
  const options = { signal: cancelling.signal, onProgress: (share: number) => share > 0.3 && cancelling.abort() };
  await expect(pad.showImage(statement(at), options)).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
  await pad.showImage(statement(at), { signal: never(), onProgress: () => {} });
  expect(at.simulated.screen).toHaveLength(800 * 480 * 3);
});

test('the screen can be cleared while somebody signs, and a second signing is refused', async () => {
  const at = bench();
  const pad = await open(at);
  at.simulated.screen = new Uint8Array(1);
  const steps = inventedSignature(at.model, 60);
  const points = await signWith(
    pad,
    async () => {
      await at.simulated.write(steps.slice(0, 30));
      await pad.clear(never());
      await expect(pad.sign({ signal: never(), onPoint: () => {} })).rejects.toMatchObject({ code: 'DEVICE_BUSY' });
      await at.simulated.write(steps.slice(30));
    },
    60,
  );
  expect(points).toHaveLength(60);
  expect(at.simulated.screen).toBeNull();
});

test('a pad that nobody writes on is asked whether it is there, and waited for', async () => {
  const at = bench();
  const pad = await open(at);
  const points = await signWith(
    pad,
    async () => {
      await sleep(3 * HASTY.idle);
      await at.simulated.write(inventedSignature(at.model, 20));
    },
    20,
  );
  expect(points).toHaveLength(20);
});

test('a signing that is finished before it began is empty, and a pad with nobody signing has nothing to finish', async () => {
  const pad = await open(bench());
  pad.finish();
  const signing = pad.sign({ signal: never(), onPoint: () => {} });
  pad.finish();
  await expect(signing).rejects.toMatchObject({ code: 'CAPTURE_EMPTY' });
});

test('a signing that nobody finishes is incomplete', async () => {
  const pad = await open(bench(), { ...HASTY, signing: 200 });
  await expect(pad.sign({ signal: never(), onPoint: () => {} })).rejects.toMatchObject({ code: 'CAPTURE_INCOMPLETE' });
});

test('closing ends a running signing and leaves no handle; closing twice is harmless', async () => {
  const at = bench();
  const pad = await open(at);
  const running = expect(pad.sign({ signal: never(), onPoint: () => {} })).rejects.toMatchObject({
    code: 'CAPTURE_CANCELLED',
  });
  await sleep(30);
  await pad.close();
  await pad.close();
  await running;
  expect(at.line.openHandles).toBe(0);
});
