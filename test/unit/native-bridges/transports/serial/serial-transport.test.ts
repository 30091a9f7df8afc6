import { afterEach, expect, test } from 'vitest';
import { VirtualSerialPort } from '../../../../../native-bridges/simulators/virtual-serial-port.ts';
import { openErrorCode, SerialTransport } from '../../../../../native-bridges/transports/serial/serial-transport.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';
import { openTerminals } from '../../../../support/virtual-finger.ts';

const never = new AbortController().signal;
const afterTest: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const undo of afterTest.splice(0).reverse()) await undo();
});

/** A port whose device sends back what it hears. */
async function plugEcho(): Promise<VirtualSerialPort> {
  const port: VirtualSerialPort = await VirtualSerialPort.plug(`${temporaryFolder()}/port`, (bytes) => {
    void port.write(bytes);
  });
  afterTest.push(() => port.unplug());
  return port;
}

function transportOn(port: VirtualSerialPort): SerialTransport {
  const transport = new SerialTransport(port.path);
  afterTest.push(() => transport.close());
  return transport;
}

test('every byte value passes, at the speed that was asked for', async () => {
  const port = await plugEcho();
  const transport = transportOn(port);
  await transport.open(57_600);
  expect(await port.baudRate()).toBe(57_600);
  await transport.setBaudRate(115_200);
  expect(await port.baudRate()).toBe(115_200);
  const sent = Uint8Array.from({ length: 256 }, (_, value) => value);
  await transport.write(sent);
  const received: number[] = [];
  while (received.length < sent.length) received.push(...(await transport.read(never)));
  expect(received).toEqual([...sent]);
});

test('a port that is not there is absent', async () => {
  const transport = new SerialTransport(`${temporaryFolder()}/nothing`);
  await expect(transport.open(57_600)).rejects.toMatchObject({ name: 'CodedError', code: 'DEVICE_ABSENT' });
});

test('a port that another program holds is busy, and free after it', async () => {
  const port = await plugEcho();
  const holder = transportOn(port);
  await holder.open(57_600);
  const second = transportOn(port);
  await expect(second.open(57_600)).rejects.toMatchObject({ code: 'DEVICE_BUSY' });
  await holder.close();
  await expect(second.open(57_600)).resolves.toBeUndefined();
});

test.each([
  ['Error Resource temporarily unavailable Cannot lock port', 'DEVICE_BUSY'],
  ['Error: Device or resource busy, cannot open /dev/ttyUSB0', 'DEVICE_BUSY'],
  ['Opening COM3: Access denied', 'DEVICE_BUSY'],
  ['Error: Permission denied, cannot open /dev/ttyUSB0', 'DEVICE_PERMISSION'],
  ['Error: Operation not permitted, cannot open /dev/ttyUSB0', 'DEVICE_PERMISSION'],
  ['Error: No such file or directory, cannot open /dev/ttyUSB0', 'DEVICE_ABSENT'],
  ['Error: No such device or address, cannot open /dev/ttyS9', 'DEVICE_ABSENT'],
  ['Opening COM9: File not found', 'DEVICE_ABSENT'],
  ['Error baud rate of 3 is not supported on your platform', 'DEVICE_REFUSED'],
])('the message "%s" means %s', (message, code) => {
  expect(openErrorCode(message)).toBe(code);
});

test('pulling the cable ends a waiting read, and all that comes after it', async () => {
  const port = await plugEcho();
  const transport = transportOn(port);
  await transport.open(57_600);
  const waiting = expect(transport.read(never)).rejects.toMatchObject({ code: 'DEVICE_UNPLUGGED' });
  await port.unplug();
  await waiting;
  await expect(transport.read(never)).rejects.toMatchObject({ code: 'DEVICE_UNPLUGGED' });
  await expect(transport.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'DEVICE_UNPLUGGED' });
});

test('pulling the cable while bytes pour in is noticed too', async () => {
  const port = await plugEcho();
  const transport = transportOn(port);
  await transport.open(57_600);
  void port.write(new Uint8Array(200_000));
  await transport.read(never);
  await port.unplug();
  const readOn = async () => {
    for (;;) await transport.read(never);
  };
  await expect(readOn()).rejects.toMatchObject({ code: 'DEVICE_UNPLUGGED' });
});

test('an aborted read ends with the reason, and the bytes after it are not lost', async () => {
  const port = await plugEcho();
  const transport = transportOn(port);
  await transport.open(57_600);
  const aborting = new AbortController();
  const reason = new Error('enough');
  const aborted = expect(transport.read(aborting.signal)).rejects.toBe(reason);
  aborting.abort(reason);
  await aborted;
  await transport.write(Uint8Array.of(7));
  expect(await transport.read(never)).toEqual(Uint8Array.of(7));
});

test('closing releases the port, also while it opens, and twice is harmless', async () => {
  const port = await plugEcho();
  const before = openTerminals();
  const transport = transportOn(port);
  await transport.open(57_600);
  expect(openTerminals()).toBe(before + 1);
  await transport.close();
  await transport.close();
  expect(openTerminals()).toBe(before);
  const opening = expect(transport.open(57_600)).rejects.toMatchObject({ code: 'DEVICE_UNPLUGGED' });
  await transport.close();
  await opening;
  expect(openTerminals()).toBe(before);
});
