import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { DeviceErrorCode } from '../../../../../../native-bridges/contract/errors.ts';
import {
  printerStatus,
  type ReceiptPrinter,
  receiptDocument,
} from '../../../../../../native-bridges/contract/receipt-printer.ts';
import { openEscPosDriver } from '../../../../../../native-bridges/drivers/receipt/escpos/driver.ts';
import { ESC_POS_58_PROPERTIES } from '../../../../../../native-bridges/drivers/receipt/escpos/properties.ts';
import type { EscPosFault } from '../../../../../../native-bridges/simulators/escpos/faults.ts';
import {
  type PrinterBehaviour,
  SimulatedEscPosPrinter,
} from '../../../../../../native-bridges/simulators/escpos/simulated-printer.ts';
import { SERIAL_BENCHES, type SerialBench } from '../../../../../support/serial-bench.ts';

const HASTY = {
  ...ESC_POS_58_PROPERTIES,
  baudRates: [9_600, 115_200],
  timing: { status: 600, quiet: 10, settle: 300, poll: 40, print: 700 },
};

const PAYLOAD = 'https://siak.example.test/b/01J8ZC3M5T7V9X2B4D6F8H0K1N';
const RECEIPT = receiptDocument.parse([
  { kind: 'text', text: 'BUKTI PEREKAMAN', size: 'large', align: 'centre', bold: true },
  { kind: 'image', width: 8, height: 2, pixels: new Uint8Array(16).fill(0, 0, 8).fill(255, 8), align: 'centre' },
  { kind: 'text', text: 'Nomor 3404-000127\nSimpan bukti ini.', size: 'normal', align: 'left', bold: false },
  { kind: 'qr', payload: PAYLOAD },
  { kind: 'cut' },
]);
const ON_PAPER = [
  { kind: 'line', text: 'BUKTI PEREKAMAN', align: 1, size: 0x11, bold: true },
  { kind: 'picture', rows: ['########', '        '], align: 1 },
  { kind: 'line', text: 'Nomor 3404-000127', align: 0, size: 0, bold: false },
  { kind: 'line', text: 'Simpan bukti ini.', align: 0, size: 0, bold: false },
  { kind: 'qr', payload: PAYLOAD, moduleDots: 8, level: 0x31 },
  { kind: 'cut' },
];

const behaving =
  (change: Partial<PrinterBehaviour> = {}) =>
  (line: ConstructorParameters<typeof SimulatedEscPosPrinter>[0]) =>
    new SimulatedEscPosPrinter(line, { fault: null, baudRate: 9_600, paperLow: false, ...change });

async function open(bench: SerialBench<SimulatedEscPosPrinter>): Promise<ReceiptPrinter> {
  const driver = await openEscPosDriver(bench.transport, HASTY, new AbortController().signal);
  onTestFinished(() => driver.close());
  return driver;
}

const print = (driver: ReceiptPrinter, signal = new AbortController().signal) => driver.print(RECEIPT, { signal });

const FAULTS: readonly (readonly [EscPosFault, DeviceErrorCode])[] = [
  ['silence', 'DEVICE_SILENT'],
  ['garbage', 'DEVICE_GARBAGE'],
  ['no-paper', 'PRINTER_PAPER_OUT'],
  ['paper-out', 'PRINTER_PAPER_OUT'],
  ['cover-open', 'PRINTER_COVER_OPEN'],
  ['cover-opened', 'PRINTER_COVER_OPEN'],
  ['offline', 'PRINTER_OFFLINE'],
  ['stuck', 'PRINTER_OFFLINE'],
  ['unplug', 'DEVICE_UNPLUGGED'],
];

describe.each(SERIAL_BENCHES)('a receipt printer %s', (_, makeBench) => {
  test.each(HASTY.baudRates)('is found at %d baud, and prints what it was given', async (baudRate) => {
    const bench = await makeBench(behaving({ baudRate }));
    const driver = await open(bench);
    await print(driver);
    expect(bench.device.printed).toEqual(ON_PAPER);
    await print(driver);
    expect(bench.device.printed).toEqual([...ON_PAPER, ...ON_PAPER]);
  });

  test.each(FAULTS)('%s ends in %s, and the next receipt is whole', async (fault, code) => {
    const bench = await makeBench(behaving());
    const driver = await open(bench);
    bench.device.behaviour.fault = fault;
    await expect(print(driver)).rejects.toMatchObject({ name: 'CodedError', code });
    expect(bench.device.printed.length).toBeLessThan(ON_PAPER.length);
    bench.device.repair();
    await bench.plug();
    await print(driver);
    // What the printer still held of the broken one comes first.
    expect(bench.device.printed.slice(-ON_PAPER.length)).toEqual(ON_PAPER);
    await driver.close();
    expect(bench.heldHandles()).toBe(0);
  });

  test.each([
    ['silence', 'DEVICE_SILENT'],
    ['garbage', 'DEVICE_GARBAGE'],
  ] as const)('%s when it is opened ends in %s and leaves no handle', async (fault, code) => {
    const bench = await makeBench(behaving({ fault }));
    await expect(open(bench)).rejects.toMatchObject({ name: 'CodedError', code });
    expect(bench.heldHandles()).toBe(0);
    bench.device.repair();
    await expect(open(bench)).resolves.toBeDefined();
  });

  test('tells its state without printing', async () => {
    const bench = await makeBench(behaving({ paperLow: true }));
    const driver = await open(bench);
    const status = async () => printerStatus.parse(await driver.readStatus({ signal: new AbortController().signal }));
    expect(await status()).toEqual({ paper: 'low', coverOpen: false, offline: false });
    bench.device.behaviour.fault = 'cover-open';
    expect(await status()).toEqual({ paper: 'low', coverOpen: true, offline: true });
    bench.device.behaviour.fault = 'no-paper';
    expect(await status()).toEqual({ paper: 'out', coverOpen: false, offline: true });
    expect(bench.device.printed).toEqual([]);
  });

  test('what cannot be on the paper is refused before anything is sent', async () => {
    const bench = await makeBench(behaving());
    const driver = await open(bench);
    const long = [{ kind: 'qr', payload: 'x'.repeat(1_000) } as const];
    await expect(driver.print(long, { signal: new AbortController().signal })).rejects.toThrow(RangeError);
    await print(driver);
    expect(bench.device.printed).toEqual(ON_PAPER);
  });

  test('an absent printer is absent', async () => {
    const bench = await makeBench(behaving());
    await bench.unplug();
    await expect(open(bench)).rejects.toMatchObject({ code: 'DEVICE_ABSENT' });
  });

  test('cancelling and closing end the printing and leave no handle; a second receipt is refused meanwhile', async () => {
    const bench = await makeBench(behaving({ fault: 'stuck' }));
    const driver = await open(bench);
    const cancelling = new AbortController();
    const cancelled = expect(print(driver, cancelling.signal)).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
    await expect(print(driver)).rejects.toMatchObject({ code: 'DEVICE_BUSY' });
    cancelling.abort();
    await cancelled;
    expect(bench.heldHandles()).toBe(0);
    const running = expect(print(driver)).rejects.toMatchObject({ code: 'CAPTURE_CANCELLED' });
    await sleep(100);
    await driver.close();
    await driver.close();
    await running;
    expect(bench.heldHandles()).toBe(0);
  });
});
