import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { DeviceErrorCode } from '../../../../../native-bridges/contract/errors.ts';
import {
  faceCapture,
  irisCapture,
  type SlapCaptureDevice,
  slapCapture,
} from '../../../../../native-bridges/contract/slap-capture-device.ts';
import { findSbiDevices } from '../../../../../native-bridges/drivers/sbi/discovery.ts';
import { openSbiDevice, type SbiPlace } from '../../../../../native-bridges/drivers/sbi/driver.ts';
import { SBI_PROPERTIES, type SbiPolicy } from '../../../../../native-bridges/drivers/sbi/properties.ts';
import { SBI_FAULTS, type SbiFault } from '../../../../../native-bridges/simulators/sbi/faults.ts';
import type { DeviceCredentials } from '../../../../../native-bridges/simulators/sbi/signed-answers.ts';
import type { DeviceBehaviour, SimulatedKind } from '../../../../../native-bridges/simulators/sbi/simulated-device.ts';
import {
  DEFAULT_SERVICE_BEHAVIOUR,
  type ServiceBehaviour,
  SimulatedSbiService,
} from '../../../../../native-bridges/simulators/sbi/simulated-service.ts';
import { SBI_PORTS } from '../../../../../native-bridges/transports/sbi/sbi-connection.ts';
import { startLoopbackListener } from '../../../../support/loopback-listener.ts';
import {
  type Authority,
  HASTY_SBI,
  makeAuthority,
  makeCredentials,
  makeDevice,
  openSockets,
  PREVIEW_FRAMES,
  policyOf,
} from '../../../../support/sbi-bench.ts';

let authority: Authority;
let credentials: DeviceCredentials;
let stranger: DeviceCredentials;
let policy: SbiPolicy;
let idleSockets = 0;

beforeAll(async () => {
  authority = await makeAuthority('Invented authority');
  credentials = await makeCredentials(authority);
  stranger = await makeCredentials(await makeAuthority('Unknown authority'));
  policy = policyOf(authority.certificate);
  idleSockets = openSockets();
});

const afterTest: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const undo of afterTest.splice(0).reverse()) await undo();
});
afterAll(() => expectSockets(idleSockets));

/** One service with one device, on any free port of the computer. */
async function bench(
  kind: SimulatedKind = 'slap',
  behaviour: Partial<DeviceBehaviour> = {},
  service: Partial<ServiceBehaviour> = {},
  signedBy = credentials,
) {
  const device = makeDevice('2', { kind, serial: '1001', credentials: signedBy, stranger }, behaviour);
  const running = await start([device], service);
  return { device, service: running, place: placeOf(running) };
}

async function start(
  devices: Parameters<typeof SimulatedSbiService.start>[1],
  behaviour: Partial<ServiceBehaviour> = {},
  ports: readonly number[] = [0],
) {
  const whole = { ...DEFAULT_SERVICE_BEHAVIOUR, ...behaviour };
  const service = await SimulatedSbiService.start(ports, devices, PREVIEW_FRAMES, whole);
  afterTest.push(() => service.stop());
  return service;
}

const placeOf = (service: SimulatedSbiService): SbiPlace => ({
  deviceId: 'slap-1',
  port: service.port,
  serial: null,
  simulated: true,
});
const never = () => new AbortController().signal;
const openSlap = (place: SbiPlace, accepted = policy) => openSbiDevice('slap', place, HASTY_SBI, accepted, never());
const captureLeft = (device: SlapCaptureDevice, signal = never()) =>
  device.captureSlap('left-four', { exceptions: [], signal, onPreview: null });

describe.each([
  ['strict', { strict: true }],
  ['chunked', { strict: false, chunked: true }],
] as const)('a %s service', (_, speaking) => {
  test('gives 4-4-2 with one missing finger, as signed, in one chain', async () => {
    const { place } = await bench('slap', {}, speaking);
    const device = await openSlap(place);
    const left = await device.captureSlap('left-four', {
      exceptions: ['left-ring'],
      signal: never(),
      onPreview: null,
    });
    const right = await device.captureSlap('right-four', { exceptions: [], signal: never(), onPreview: null });
    const thumbs = await device.captureSlap('thumbs', { exceptions: [], signal: never(), onPreview: null });
    for (const capture of [left, right, thumbs]) expect(slapCapture.parse(capture)).toEqual(capture);
    expect(left.exceptions).toEqual(['left-ring']);
    expect([left, right, thumbs].map(({ fingers }) => fingers.map(({ position }) => position))).toEqual([
      ['left-index', 'left-middle', 'left-little'],
      ['right-index', 'right-middle', 'right-ring', 'right-little'],
      ['left-thumb', 'right-thumb'],
    ]);
    expect(left.fingers[0]).toMatchObject({ deviceScore: 44 });
    expect(Buffer.from(left.fingers[0]!.record.subarray(0, 4)).toString('latin1')).toBe('FIR\0');
    expect(left.device).toEqual({ deviceId: 'slap-1', model: 'Invented Slap 1', serial: '1001', simulated: true });
    expect(left.proof).toMatchObject({ hashChain: 'bytes', certificate: expect.stringMatching(/^[\da-f]{64}$/) });
    await device.close();
    await device.close();
  });
});

test('irises and faces are captured the same way', async () => {
  const irises = await bench('iris');
  const iris = await openSbiDevice('iris', irises.place, HASTY_SBI, policy, never());
  const both = await iris.captureIris({ exceptions: [], signal: never(), onPreview: null });
  expect(irisCapture.parse(both).eyes.map(({ eye }) => eye)).toEqual(['left', 'right']);
  const one = await iris.captureIris({ exceptions: ['left'], signal: never(), onPreview: null });
  expect(one).toMatchObject({ eyes: [{ eye: 'right' }], exceptions: ['left'] });
  const faces = await bench('face');
  const face = await openSbiDevice('face', faces.place, HASTY_SBI, policy, never());
  const portrait = await face.captureFace({ signal: never(), onPreview: null });
  expect(Buffer.from(faceCapture.parse(portrait).record.subarray(0, 4)).toString('latin1')).toBe('FAC\0');
});

test('exceptions of another hand, twice the same, or all of them are a mistake of the caller', async () => {
  const device = await openSlap((await bench()).place);
  const withExceptions = (...exceptions: ('left-thumb' | 'right-thumb' | 'left-index')[]) =>
    device.captureSlap('thumbs', { exceptions, signal: never(), onPreview: null });
  await expect(withExceptions('left-index')).rejects.toThrow(RangeError);
  await expect(withExceptions('left-thumb', 'left-thumb')).rejects.toThrow(RangeError);
  await expect(withExceptions('left-thumb', 'right-thumb')).rejects.toThrow(RangeError);
});

const CODES: Readonly<Record<SbiFault, DeviceErrorCode>> = {
  silence: 'DEVICE_SILENT',
  'cut-body': 'DEVICE_UNPLUGGED',
  garbage: 'DEVICE_GARBAGE',
  'half-json': 'SBI_RESPONSE',
  refused: 'SBI_RESPONSE',
  busy: 'DEVICE_BUSY',
  'not-ready': 'SBI_NOT_READY',
  timeout: 'SBI_TIMEOUT',
  'device-error': 'SBI_DEVICE_ERROR',
  'forged-signature': 'SBI_SIGNATURE',
  'unsigned-data': 'SBI_SIGNATURE',
  'untrusted-certificate': 'SBI_CERTIFICATE',
  'wrong-transaction': 'SBI_TRANSACTION',
  'wrong-version': 'SBI_VERSION',
  'wrong-purpose': 'SBI_PURPOSE',
  'wrong-environment': 'SBI_PURPOSE',
  'missing-image': 'SBI_SELECTION',
  'wrong-part': 'SBI_SELECTION',
  'other-device': 'SBI_IDENTITY',
  'broken-chain': 'SBI_HASH_CHAIN',
  'empty-image': 'CAPTURE_EMPTY',
  'repeated-image': 'CAPTURE_REPEATED',
};

test.each(Object.keys(SBI_FAULTS) as SbiFault[])(
  '%s has its code, leaks nothing, and the next capture works',
  async (fault) => {
    const { device: simulated, place } = await bench();
    const before = openSockets();
    const device = await openSlap(place);
    await captureLeft(device);
    simulated.behaviour.fault = fault;
    await expect(captureLeft(device)).rejects.toMatchObject({ name: 'CodedError', code: CODES[fault] });
    await expectSockets(before);
    simulated.behaviour.fault = null;
    expect((await captureLeft(device)).fingers).toHaveLength(4);
    await device.close();
    await expectSockets(before);
  },
);

/** The service's own end of a connection, in the same process, closes a moment after ours. */
const expectSockets = (count: number) => vi.waitFor(() => expect(openSockets()).toBe(count), { timeout: 5_000 });

test.each([
  [['bytes', 'text'], 'bytes', 'bytes'],
  [['bytes', 'text'], 'text', 'text'],
  [['text'], 'text', 'text'],
] as const)('a kit that reads %j accepts a chain of %s', async (hashReadings, chain, told) => {
  const { place } = await bench('slap', { chain });
  const device = await openSlap(place, { ...policy, hashReadings });
  await captureLeft(device);
  expect((await captureLeft(device)).proof.hashChain).toBe(told);
});

test.each([
  [['bytes'], 'text', null],
  [['text'], 'bytes', null],
  [['bytes', 'text'], 'text', 'broken-chain'],
] as const)('a kit that reads %j refuses a chain of %s with fault %s', async (hashReadings, chain, fault) => {
  const { place } = await bench('slap', { chain, fault });
  const device = await openSlap(place, { ...policy, hashReadings });
  await expect(captureLeft(device)).rejects.toMatchObject({ code: 'SBI_HASH_CHAIN' });
});

describe('at the greeting', () => {
  test.each([
    [{ status: 'Busy' }, 'DEVICE_BUSY'],
    [{ status: 'Not Ready' }, 'SBI_NOT_READY'],
    [{ status: 'Not Registered' }, 'SBI_NOT_READY'],
    [{ specVersion: '0.9.2' }, 'SBI_VERSION'],
    [{ env: 'Developer' }, 'SBI_PURPOSE'],
  ] as const)('%j is refused with %s', async (behaviour, code) => {
    const { device, place } = await bench('slap', behaviour);
    await expect(openSlap(place)).rejects.toMatchObject({ code });
    Object.assign(device.behaviour, { status: 'Ready', specVersion: '0.9.5', env: 'Staging' });
    await expect(openSlap(place)).resolves.toBeDefined();
  });

  test('a service that is not there, or has no such device, is absent', async () => {
    const { place, service } = await bench('iris');
    await expect(openSlap(place)).rejects.toMatchObject({ code: 'DEVICE_ABSENT' });
    await service.stop();
    afterTest.length = 0;
    await expect(openSlap(place)).rejects.toMatchObject({ code: 'DEVICE_ABSENT' });
  });

  test('two devices of one kind are kept apart by their serial numbers', async () => {
    const devices = ['1001', '1002'].map((serial, at) =>
      makeDevice(`${at + 2}`, { kind: 'slap', serial, credentials, stranger }),
    );
    const place = placeOf(await start(devices));
    await expect(openSlap(place)).rejects.toMatchObject({ code: 'SBI_IDENTITY' });
    const second = await openSlap({ ...place, serial: '1002' });
    expect((await captureLeft(second)).device.serial).toBe('1002');
  });

  test('a cancelled opening is cancelled', async () => {
    const { place } = await bench();
    const signal = AbortSignal.abort();
    const opening = openSbiDevice('slap', place, HASTY_SBI, policy, signal);
    await expect(opening).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
  });
});

describe('the path of certificates', () => {
  test('may have an authority in between, if the device sends it', async () => {
    const between = await makeAuthority('Invented maker', authority);
    const chained = await makeCredentials(between, { intermediates: [between.certificate] });
    const { place } = await bench('slap', {}, {}, chained);
    await expect(captureLeft(await openSlap(place))).resolves.toBeDefined();
    const gap = await bench('slap', {}, {}, { ...chained, intermediates: [] });
    await expect(openSlap(gap.place)).rejects.toMatchObject({ code: 'SBI_CERTIFICATE' });
  });

  test('ends at a certificate that is no authority', async () => {
    // The device signs for another one, as if it were allowed to.
    const { key, certificate } = credentials;
    const forged = await makeCredentials({ key, certificate }, { intermediates: [certificate] });
    const { place } = await bench('slap', {}, {}, forged);
    await expect(openSlap(place)).rejects.toMatchObject({ code: 'SBI_CERTIFICATE' });
  });

  test('must be valid at the date', async () => {
    const { place } = await bench();
    const inTenYears = { ...policy, now: () => new Date(Date.now() + 10 * 365 * 86_400_000) };
    await expect(openSlap(place, inTenYears)).rejects.toMatchObject({ code: 'SBI_CERTIFICATE' });
    const lastYear = { ...policy, now: () => new Date(Date.now() - 365 * 86_400_000) };
    await expect(openSlap(place, lastYear)).rejects.toMatchObject({ code: 'SBI_CERTIFICATE' });
  });
});

describe('preview', () => {
  test('runs beside a capture and ends with it', async () => {
    const { place } = await bench('slap', {}, { captureDelay: 1_000 });
    const device = await openSlap(place);
    let frames = 0;
    const onPreview = () => {
      frames += 1;
    };
    await device.captureSlap('thumbs', { exceptions: [], signal: never(), onPreview });
    expect(frames).toBeGreaterThanOrEqual(3);
    const atTheEnd = frames;
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(frames).toBe(atTheEnd);
  });

  test('gives three frames a second or more until its signal is aborted, and is opened again where it ends', async () => {
    const { place } = await bench();
    const properties = { ...HASTY_SBI, timing: { ...HASTY_SBI.timing, capture: 700 } };
    const device = await openSbiDevice('slap', place, properties, policy, never());
    const frames: Uint8Array[] = [];
    const stop = AbortSignal.timeout(2_000);
    await device.preview('left-four', { signal: stop, onPreview: (jpeg) => frames.push(jpeg) });
    expect(frames.length / 2).toBeGreaterThanOrEqual(3);
    expect(frames.slice(0, 3).map((frame) => Buffer.from(frame))).toEqual(
      PREVIEW_FRAMES.map((frame) => Buffer.from(frame)),
    );
    await expect(captureLeft(device)).resolves.toBeDefined();
  });
});

test('closing ends a preview, and no frame comes after it', async () => {
  const { place } = await bench();
  const device = await openSlap(place);
  let frames = 0;
  const onPreview = () => {
    frames += 1;
  };
  const preview = expect(device.preview('thumbs', { signal: never(), onPreview })).rejects.toMatchObject({
    code: 'CAPTURE_CANCELLED',
  });
  await vi.waitFor(() => expect(frames).toBeGreaterThan(0), { timeout: 5_000 });
  await device.close();
  await preview;
  const atTheEnd = frames;
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(frames).toBe(atTheEnd);
});

describe('one operation at a time', () => {
  test('a second capture is refused and does not disturb the first', async () => {
    const { place } = await bench();
    const device = await openSlap(place);
    const first = captureLeft(device);
    await expect(captureLeft(device)).rejects.toMatchObject({ code: 'DEVICE_BUSY' });
    await expect(first).resolves.toBeDefined();
  });

  test('a cancelled capture ends at once; the next one waits until the service is done with it', async () => {
    const { place } = await bench('slap', {}, { captureDelay: 600 });
    const device = await openSlap(place);
    const cancelling = new AbortController();
    const cancelled = captureLeft(device, cancelling.signal);
    setTimeout(() => cancelling.abort(), 50);
    await expect(cancelled).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
    await expect(captureLeft(device)).resolves.toBeDefined();
  });

  test('closing ends what runs, and nothing begins after it', async () => {
    const { place } = await bench('slap', {}, { captureDelay: 600 });
    const device = await openSlap(place);
    const running = expect(captureLeft(device)).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await device.close();
    await running;
    await expect(captureLeft(device)).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
  });
});

describe('discovery', () => {
  test('finds the devices of several services over all ports in under two seconds, beside strangers', async () => {
    const slap = makeDevice('2', { kind: 'slap', serial: '1001', credentials, stranger });
    const face = makeDevice('3', { kind: 'face', serial: '2001', credentials, stranger }, { status: 'Busy' });
    const iris = makeDevice('2', { kind: 'iris', serial: '3001', credentials, stranger });
    const first = await start([slap], {}, SBI_PORTS);
    const second = await start([face, iris], { strict: false, chunked: true }, SBI_PORTS);
    // Somebody else on a port of the interface, who takes connections and says nothing.
    const before = openSockets();
    const silent = await startLoopbackListener({ silent: true });
    afterTest.push(() => silent.close());
    const startedAt = performance.now();
    const found = await findSbiDevices(SBI_PROPERTIES, never());
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    const ours = found.filter(({ port }) => port === first.port || port === second.port);
    expect(ours.map(({ kind, port, serial, status }) => [kind, port, serial, status])).toEqual([
      ['slap', first.port, '1001', 'Ready'],
      ['face', second.port, '2001', 'Busy'],
      ['iris', second.port, '3001', 'Ready'],
    ]);
    await silent.close();
    afterTest.pop();
    await expectSockets(before);
  });

  test('ends when it is cancelled', async () => {
    await expect(findSbiDevices(SBI_PROPERTIES, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });
});
