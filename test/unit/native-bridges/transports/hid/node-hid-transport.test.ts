import { expect, test } from 'vitest';
import { listHidDevices, NodeHidTransport } from '../../../../../native-bridges/transports/hid/node-hid-transport.ts';

/**
 * What needs no device; the rest is seen on a kernel's HID layer in test/hardware-lab.
 * FFFF is nobody's vendor id.
 */
const ABSENT = { vendorId: 0xffff, productId: 0x0001, serial: null };

test('the devices of this machine are listed, each place once', async () => {
  const devices = await listHidDevices();
  expect(new Set(devices.map(({ path }) => path)).size).toBe(devices.length);
});

test('a device that is not plugged in is absent, again and again', async () => {
  const transport = new NodeHidTransport(ABSENT);
  await expect(transport.open()).rejects.toMatchObject({ name: 'CodedError', code: 'DEVICE_ABSENT' });
  await expect(transport.open()).rejects.toMatchObject({ code: 'DEVICE_ABSENT' });
});

test('without an open device every call ends as unplugged, and closing is harmless', async () => {
  const transport = new NodeHidTransport(ABSENT);
  const gone = { code: 'DEVICE_UNPLUGGED' };
  await expect(transport.getFeature(8, 64)).rejects.toMatchObject(gone);
  await expect(transport.setFeature(Uint8Array.of(0x20, 0))).rejects.toMatchObject(gone);
  await expect(transport.write(Uint8Array.of(0))).rejects.toMatchObject(gone);
  await expect(transport.read(new AbortController().signal)).rejects.toMatchObject(gone);
  transport.discardInput();
  await transport.close();
  await transport.close();
});
