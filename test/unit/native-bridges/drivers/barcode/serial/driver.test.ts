import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type BarcodeReader, barcodeScan } from '../../../../../../native-bridges/contract/barcode-reader.ts';
import type { DeviceIdentity } from '../../../../../../native-bridges/contract/capture.ts';
import type { DeviceErrorCode } from '../../../../../../native-bridges/contract/errors.ts';
import { openSerialBarcodeDriver } from '../../../../../../native-bridges/drivers/barcode/serial/driver.ts';
import { SERIAL_BARCODE_PROPERTIES } from '../../../../../../native-bridges/drivers/barcode/serial/properties.ts';
import type { BarcodeFault } from '../../../../../../native-bridges/simulators/barcode/faults.ts';
import {
  type ReaderBehaviour,
  SimulatedBarcodeReader,
} from '../../../../../../native-bridges/simulators/barcode/simulated-reader.ts';
import { SERIAL_BENCHES, type SerialBench } from '../../../../../support/serial-bench.ts';

const IDENTITY: DeviceIdentity = { deviceId: 'barcode-1', model: 'Serial barcode', serial: null, simulated: true };
const HASTY = { ...SERIAL_BARCODE_PROPERTIES, timing: { scan: 600, gap: 200, quiet: 30, settle: 500 } };
const NUMBER = 'SUKET-34/0404/2026-000127';

const behaving =
  (change: Partial<ReaderBehaviour> = {}) =>
  (line: ConstructorParameters<typeof SimulatedBarcodeReader>[0]) =>
    new SimulatedBarcodeReader(line, { fault: null, lineEnd: '\r', ...change });

async function open(bench: SerialBench<SimulatedBarcodeReader>): Promise<BarcodeReader> {
  const driver = await openSerialBarcodeDriver(bench.transport, HASTY, IDENTITY, new AbortController().signal);
  onTestFinished(() => driver.close());
  return driver;
}

/** Asks for a barcode, and holds one before the reader when it is asked for. */
async function readWhile(driver: BarcodeReader, bench: SerialBench<SimulatedBarcodeReader>, text = NUMBER) {
  const scanning = driver.readBarcode({ signal: new AbortController().signal });
  setTimeout(() => void bench.device.scan(text), 150);
  return barcodeScan.parse(await scanning);
}

const FAULTS: readonly (readonly [BarcodeFault, DeviceErrorCode])[] = [
  ['silence', 'BARCODE_NONE'],
  ['garbage', 'DEVICE_GARBAGE'],
  ['noise', 'DEVICE_GARBAGE'],
  ['no-line-end', 'DEVICE_GARBAGE'],
  ['endless', 'DEVICE_GARBAGE'],
  ['unplug', 'DEVICE_UNPLUGGED'],
];

describe.each(SERIAL_BENCHES)('a serial barcode reader %s', (_, makeBench) => {
  test.each(['\r', '\n', '\r\n'] as const)(
    'gives the text of two codes, one after the other, ended by %j',
    async (lineEnd) => {
      const bench = await makeBench(behaving({ lineEnd }));
      const driver = await open(bench);
      expect(await readWhile(driver, bench)).toEqual({ text: NUMBER, device: IDENTITY });
      const long = `https://example.test/?q=${'a1'.repeat(1_000)}`;
      expect((await readWhile(driver, bench, long)).text).toBe(long);
    },
  );

  test.each(FAULTS)('%s ends in %s, and the next code is read', async (fault, code) => {
    const bench = await makeBench(behaving());
    const driver = await open(bench);
    bench.device.behaviour.fault = fault;
    await expect(readWhile(driver, bench)).rejects.toMatchObject({ name: 'CodedError', code });
    bench.device.behaviour.fault = null;
    await bench.plug();
    expect((await readWhile(driver, bench)).text).toBe(NUMBER);
    await driver.close();
    expect(bench.heldHandles()).toBe(0);
  });

  test('a code that was read before the question is not the answer', async () => {
    const bench = await makeBench(behaving());
    const driver = await open(bench);
    await bench.device.scan('TOO-EARLY');
    await sleep(50);
    expect((await readWhile(driver, bench)).text).toBe(NUMBER);
  });

  test('an absent reader is absent', async () => {
    const bench = await makeBench(behaving());
    await bench.unplug();
    await expect(open(bench)).rejects.toMatchObject({ code: 'DEVICE_ABSENT' });
  });

  test('cancelling and closing end the wait and leave no handle; a second question is refused meanwhile', async () => {
    const bench = await makeBench(behaving());
    const driver = await open(bench);
    const cancelling = new AbortController();
    const ask = (signal: AbortSignal) => driver.readBarcode({ signal });
    const cancelled = expect(ask(cancelling.signal)).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
    await expect(ask(cancelling.signal)).rejects.toMatchObject({ code: 'DEVICE_BUSY' });
    cancelling.abort();
    await cancelled;
    expect(bench.heldHandles()).toBe(0);
    const running = expect(ask(new AbortController().signal)).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
    await sleep(100);
    await driver.close();
    await driver.close();
    await running;
    expect(bench.heldHandles()).toBe(0);
  });
});
