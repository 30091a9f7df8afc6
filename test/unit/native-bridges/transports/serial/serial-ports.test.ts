import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { VirtualSerialPort } from '../../../../../native-bridges/simulators/virtual-serial-port.ts';
import {
  isPortPresent,
  isPseudoTerminal,
  listUsbSerialPorts,
} from '../../../../../native-bridges/transports/serial/serial-ports.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';

const afterTest: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const undo of afterTest.splice(0)) await undo();
});

/** The part of Linux's tree that describes terminals, with a CP2102 bridge, a CDC-ACM device and a plain UART. */
function sysfs(): string {
  const root = temporaryFolder();
  const device = (folder: string, vendor: string, product: string) => {
    mkdirSync(`${root}/devices/${folder}`, { recursive: true });
    writeFileSync(`${root}/devices/${folder}/idVendor`, `${vendor}\n`);
    writeFileSync(`${root}/devices/${folder}/idProduct`, `${product}\n`);
  };
  const terminal = (name: string, target: string) => {
    mkdirSync(`${root}/devices/${target}`, { recursive: true });
    mkdirSync(`${root}/class/tty/${name}`, { recursive: true });
    symlinkSync(`${root}/devices/${target}`, `${root}/class/tty/${name}/device`);
  };
  device('usb1/1-1', '10c4', 'ea60');
  terminal('ttyUSB0', 'usb1/1-1/1-1:1.0/ttyUSB0');
  device('usb1/1-2', '2341', '0043');
  terminal('ttyACM3', 'usb1/1-2/1-2:1.0');
  terminal('ttyS0', 'platform/serial8250');
  terminal('ttyUSB7', 'usb1/no-identity/interface');
  return `${root}/class/tty`;
}

test('serial ports on USB are listed with the identity of their USB device', async () => {
  expect((await listUsbSerialPorts(sysfs())).sort((one, other) => one.path.localeCompare(other.path))).toEqual([
    { path: '/dev/ttyACM3', vendorId: '2341', productId: '0043' },
    { path: '/dev/ttyUSB0', vendorId: '10c4', productId: 'ea60' },
  ]);
});

test('a machine that shows no terminals has no ports', async () => {
  expect(await listUsbSerialPorts(`${temporaryFolder()}/nothing`)).toEqual([]);
});

test('a port is present while the cable is in; what a simulator offers is known as such', async () => {
  const path = `${temporaryFolder()}/port`;
  expect([await isPortPresent(path), await isPseudoTerminal(path)]).toEqual([false, false]);
  const port = await VirtualSerialPort.plug(path, () => {});
  afterTest.push(() => port.unplug());
  expect([await isPortPresent(path), await isPseudoTerminal(path)]).toEqual([true, true]);
  await port.unplug();
  expect(await isPortPresent(path)).toBe(false);
  expect(await isPseudoTerminal('/dev/null')).toBe(false);
});
