import { readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SerialPort } from 'serialport';

/** Identity of a USB device, four lower-case hexadecimal digits each. */
export interface UsbId {
  readonly vendorId: string;
  readonly productId: string;
}

/** A serial port that sits on a USB device. */
export interface UsbSerialPort extends UsbId {
  readonly path: string;
}

/**
 * Serial ports on USB, as the operating system names them.
 *
 * On Linux the kernel's own tree is read: the library would run `udevadm`, which is slow for a look every second, and
 * takes the whole process with it where it is not installed.
 *
 * @param classFolder where Linux shows its terminals; a test gives another
 */
export async function listUsbSerialPorts(classFolder = '/sys/class/tty'): Promise<UsbSerialPort[]> {
  if (process.platform === 'linux') return listFromSysfs(classFolder);
  const ports = await SerialPort.list();
  return ports.flatMap(({ path, vendorId, productId }) =>
    vendorId && productId ? [{ path, vendorId: vendorId.toLowerCase(), productId: productId.toLowerCase() }] : [],
  );
}

async function listFromSysfs(classFolder: string): Promise<UsbSerialPort[]> {
  const names = await readdir(classFolder).catch(() => []);
  const usbNames = names.filter((name) => /^tty(USB|ACM)\d+$/.test(name));
  const ports = await Promise.all(
    usbNames.map(async (name) => {
      const device = await resolvePort(join(classFolder, name, 'device'));
      const usb = device && (await findUsbId(device));
      return usb ? [{ path: `/dev/${name}`, ...usb }] : [];
    }),
  );
  return ports.flat();
}

/** The port is an interface of a USB device, a few folders below the one that carries the device's identity. */
async function findUsbId(folder: string): Promise<UsbId | null> {
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    const ids = await Promise.all(
      ['idVendor', 'idProduct'].map((name) => readFile(join(at, name), 'utf8').catch(() => '')),
    );
    const [vendorId, productId] = ids.map((id) => id.trim());
    if (vendorId && productId) return { vendorId, productId };
  }
  return null;
}

/** True while the port is there, whoever holds it. */
export async function isPortPresent(path: string): Promise<boolean> {
  if (process.platform === 'win32') return (await SerialPort.list()).some((port) => port.path === path);
  return (await resolvePort(path)) !== null;
}

/** True for a port that no hardware stands behind: what simulators offer. */
export async function isPseudoTerminal(path: string): Promise<boolean> {
  return (await resolvePort(path))?.startsWith('/dev/pts/') ?? false;
}

/** Where a port's name leads, through `/dev/serial/by-id` and other links; null where it leads nowhere. */
async function resolvePort(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch {
    return null;
  }
}
