import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { type Device, devicesAsync, HIDAsync } from 'node-hid';
import type { Bytes } from '../../contract/bytes.ts';
import { deviceError, isCoded } from '../../contract/errors.ts';
import { ChunkQueue } from '../chunk-queue.ts';
import type { HidIdentity, HidTransport } from './hid-transport.ts';

/** Which device is meant, wherever it is plugged in. */
export interface HidAddress {
  readonly vendorId: number;
  readonly productId: number;
  /** Needed only where two of a kind are plugged in. */
  readonly serial: string | null;
}

/** A HID device that is plugged in, and the system's name for its place. */
export interface HidDevice extends HidIdentity {
  readonly path: string;
}

/** HID devices that are plugged in, each once however many collections it has. */
export async function listHidDevices(): Promise<HidDevice[]> {
  const found = new Map<string, HidDevice>();
  for (const device of await devicesAsync()) {
    if (device.path) found.set(device.path, { ...identityOf(device), path: device.path });
  }
  return [...found.values()];
}

const identityOf = ({ vendorId, productId, serialNumber }: Device): HidIdentity => ({
  vendorId,
  productId,
  serial: serialNumber || null,
});

/** The device while it is open. */
interface Handle {
  readonly device: HIDAsync;
  readonly path: string;
  readonly received: ChunkQueue;
}

/** A HID device of the operating system. On Linux through hidraw, which keeps no second program out. */
export class NodeHidTransport implements HidTransport {
  readonly #address: HidAddress;
  #handle: Handle | null = null;
  /** Counts openings and closings, so that an opening that was overtaken by a closing releases what it got. */
  #generation = 0;

  constructor(address: HidAddress) {
    this.#address = address;
  }

  async open(): Promise<HidIdentity> {
    this.#generation += 1;
    const generation = this.#generation;
    await this.#release();
    const found = await this.#find();
    await requireAccess(found.path);
    const device = await HIDAsync.open(found.path).catch(async (error: unknown) => {
      throw await this.#openingError(found.path, error);
    });
    if (generation !== this.#generation) {
      await closeDevice(device);
      throw deviceError('DEVICE_UNPLUGGED');
    }
    const received = new ChunkQueue();
    device.on('error', (error: unknown) => received.fail(deviceError('DEVICE_UNPLUGGED', '', error)));
    device.on('data', (report: Buffer) => received.push(new Uint8Array(report)));
    this.#handle = { device, path: found.path, received };
    return { vendorId: found.vendorId, productId: found.productId, serial: found.serial };
  }

  async getFeature(reportId: number, maxLength: number): Promise<Bytes> {
    return new Uint8Array(await this.#request((device) => device.getFeatureReport(reportId, maxLength)));
  }

  async setFeature(report: Uint8Array): Promise<void> {
    await this.#request((device) => device.sendFeatureReport(Buffer.from(report)));
  }

  async write(report: Uint8Array): Promise<void> {
    await this.#request((device) => device.write(Buffer.from(report)));
  }

  async read(signal: AbortSignal): Promise<Bytes> {
    return this.#opened().received.take(signal);
  }

  discardInput(): void {
    this.#handle?.received.clear();
  }

  async close(): Promise<void> {
    this.#generation += 1;
    await this.#release();
  }

  async #release(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    if (!handle) return;
    handle.received.fail(deviceError('DEVICE_UNPLUGGED'));
    await closeDevice(handle.device);
  }

  async #find(): Promise<HidDevice> {
    const { vendorId, productId, serial } = this.#address;
    const matching = (await listHidDevices()).filter(
      (device) =>
        device.vendorId === vendorId && device.productId === productId && (serial === null || device.serial === serial),
    );
    const [only, another] = matching;
    if (!only) throw deviceError('DEVICE_ABSENT');
    if (another) throw deviceError('DEVICE_REFUSED', `${matching.length} devices of this kind, and no serial number`);
    return only;
  }

  /** The library says of every failed report that it failed: whether the device is still there says why. */
  async #request<Result>(send: (device: HIDAsync) => Promise<Result>): Promise<Result> {
    const { device, path, received } = this.#opened();
    try {
      return await send(device);
    } catch (error) {
      if (await isListed(path)) throw deviceError('DEVICE_REFUSED', '', error);
      const gone = deviceError('DEVICE_UNPLUGGED', '', error);
      received.fail(gone);
      throw gone;
    }
  }

  async #openingError(path: string, error: unknown): Promise<Error> {
    if (isCoded(error)) return error;
    if (!(await isListed(path))) return deviceError('DEVICE_ABSENT', '', error);
    // Elsewhere the system opens a device for one program at a time, and the library does not pass its reason on.
    return deviceError(process.platform === 'linux' ? 'DEVICE_REFUSED' : 'DEVICE_BUSY', '', error);
  }

  #opened(): Handle {
    if (!this.#handle) throw deviceError('DEVICE_UNPLUGGED');
    return this.#handle;
  }
}

const isListed = async (path: string): Promise<boolean> =>
  (await listHidDevices()).some((device) => device.path === path);

/** On Linux the path is a file, and its rights say what the library would not. */
async function requireAccess(path: string): Promise<void> {
  if (process.platform !== 'linux') return;
  await access(path, constants.R_OK | constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    throw deviceError(error.code === 'ENOENT' ? 'DEVICE_ABSENT' : 'DEVICE_PERMISSION', path, error);
  });
}

/** Resolves when the handle is released. A device that is gone may refuse to be closed: nothing is held then. */
async function closeDevice(device: HIDAsync): Promise<void> {
  await device.close().catch(() => {});
}
