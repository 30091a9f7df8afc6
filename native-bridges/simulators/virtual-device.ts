import type { DeviceLine, SimulatedDevice } from './device-line.ts';
import { VirtualSerialPort } from './virtual-serial-port.ts';

/** A simulated device on a port of the operating system, whose cable can be pulled and plugged in again. */
export class VirtualDevice<Device extends SimulatedDevice> {
  readonly device: Device;
  readonly #path: string;
  #port: VirtualSerialPort | null = null;

  /**
   * @param path the port's name, a link that is there while the cable is in
   * @param make makes the device on its end of the line
   */
  constructor(path: string, make: (line: DeviceLine) => Device) {
    this.#path = path;
    this.device = make({
      write: async (bytes) => this.#port?.write(bytes),
      baudRate: async () => (await this.#port?.baudRate()) ?? null,
      unplug: () => this.unplug(),
    });
  }

  get isPlugged(): boolean {
    return this.#port !== null;
  }

  /** Plugs the cable in; resolves when the port can be opened. Nothing changes when it is in. */
  async plug(): Promise<void> {
    if (this.#port) return;
    this.device.powerOn();
    this.#port = await VirtualSerialPort.plug(this.#path, (bytes) => this.device.receive(bytes));
  }

  /** Pulls the cable; resolves when the port is gone. */
  async unplug(): Promise<void> {
    const port = this.#port;
    this.#port = null;
    this.device.powerOff();
    await port?.unplug();
  }
}
