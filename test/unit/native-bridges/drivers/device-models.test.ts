import { expect, expectTypeOf, onTestFinished, test } from 'vitest';
import type { BarcodeReader } from '../../../../native-bridges/contract/barcode-reader.ts';
import type { FingerCaptureDevice } from '../../../../native-bridges/contract/capture-device.ts';
import type { PositionReceiver } from '../../../../native-bridges/contract/position-receiver.ts';
import type { ReceiptPrinter } from '../../../../native-bridges/contract/receipt-printer.ts';
import { DEVICE_MODELS, modelIdsOfKind } from '../../../../native-bridges/drivers/device-models.ts';
import { SimulatedBarcodeReader } from '../../../../native-bridges/simulators/barcode/simulated-reader.ts';
import type { DeviceLine, SimulatedDevice } from '../../../../native-bridges/simulators/device-line.ts';
import { SimulatedEscPosPrinter } from '../../../../native-bridges/simulators/escpos/simulated-printer.ts';
import { SimulatedNmeaReceiver } from '../../../../native-bridges/simulators/nmea/simulated-receiver.ts';
import { VirtualDevice } from '../../../../native-bridges/simulators/virtual-device.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const signal = new AbortController().signal;

/** A simulated device on a port, and the place it has in a kit. */
async function plugIn<Device extends SimulatedDevice>(deviceId: string, make: (line: DeviceLine) => Device) {
  const port = `${temporaryFolder()}/${deviceId}`;
  const virtual = new VirtualDevice(port, make);
  onTestFinished(() => virtual.unplug());
  await virtual.plug();
  return { device: virtual.device, place: { deviceId, port, simulated: true } };
}

test('a row is typed by its kind', () => {
  type Opened<Id extends keyof typeof DEVICE_MODELS> = Awaited<ReturnType<(typeof DEVICE_MODELS)[Id]['open']>>;
  expectTypeOf<Opened<'zfm'>>().toEqualTypeOf<FingerCaptureDevice>();
  expectTypeOf<Opened<'nmea'>>().toEqualTypeOf<PositionReceiver>();
  expectTypeOf<Opened<'serial-barcode'>>().toEqualTypeOf<BarcodeReader>();
  expectTypeOf<Opened<'esc-pos-58'>>().toEqualTypeOf<ReceiptPrinter>();
  for (const id of modelIdsOfKind('receipt')) expectTypeOf<Opened<typeof id>>().toEqualTypeOf<ReceiptPrinter>();
});

test('the models of a kind are told', () => {
  expect(modelIdsOfKind('fingerprint')).toEqual(['zfm']);
  expect(modelIdsOfKind('receipt')).toEqual(['esc-pos-58', 'esc-pos-80']);
  for (const kind of ['fingerprint', 'position', 'barcode', 'receipt'] as const) {
    expect(modelIdsOfKind(kind).map((id) => DEVICE_MODELS[id].kind)).toSatisfy((kinds: string[]) =>
      kinds.every((each) => each === kind),
    );
  }
});

test('a satellite receiver of the registry tells its position at its real pace', async () => {
  const behaviour = { fault: null, baudRate: 9_600, latitude: -8.65, longitude: 115.216_7, satellites: 7, hdop: 2.1 };
  const { place } = await plugIn(
    'position-1',
    (line) => new SimulatedNmeaReceiver(line, { ...behaviour, interval: 1_000, now: Date.now }, Math.random),
  );
  const receiver = await DEVICE_MODELS.nmea.open(place, signal);
  onTestFinished(() => receiver.close());
  expect(await receiver.readFix({ signal })).toMatchObject({
    satellites: 7,
    device: { deviceId: 'position-1', simulated: true },
  });
});

test('a barcode reader of the registry gives what was read', async () => {
  const { place, device } = await plugIn(
    'barcode-1',
    (line) => new SimulatedBarcodeReader(line, { fault: null, lineEnd: '\r\n' }),
  );
  const reader = await DEVICE_MODELS['serial-barcode'].open(place, signal);
  onTestFinished(() => reader.close());
  const scanning = reader.readBarcode({ signal });
  setTimeout(() => void device.scan('3404-000127'), 300);
  expect((await scanning).text).toBe('3404-000127');
});

test.each(['esc-pos-58', 'esc-pos-80'] as const)('the printer %s of the registry prints', async (id) => {
  const { place, device } = await plugIn(
    'receipt-1',
    (line) => new SimulatedEscPosPrinter(line, { fault: null, baudRate: 19_200, paperLow: false }),
  );
  const printer = await DEVICE_MODELS[id].open(place, signal);
  onTestFinished(() => printer.close());
  await printer.print([{ kind: 'text', text: 'Terima kasih', size: 'normal', align: 'left', bold: false }], { signal });
  expect(device.printed).toMatchObject([{ kind: 'line', text: 'Terima kasih' }]);
});
