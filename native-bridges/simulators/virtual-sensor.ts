import { VirtualSerialPort } from './virtual-serial-port.ts';
import { type SensorBehaviour, type SensorImages, SimulatedZfmSensor } from './zfm/simulated-sensor.ts';

/** A simulated fingerprint sensor on a port of the operating system, whose cable can be pulled and plugged in again. */
export class VirtualSensor {
  readonly #path: string;
  readonly #sensor: SimulatedZfmSensor;
  #port: VirtualSerialPort | null = null;

  /** @param path the port's name, a link that is there while the cable is in */
  constructor(path: string, images: SensorImages, behaviour: SensorBehaviour, random: () => number) {
    this.#path = path;
    const line = {
      write: async (bytes: Uint8Array) => this.#port?.write(bytes),
      baudRate: async () => (await this.#port?.baudRate()) ?? null,
      unplug: () => this.unplug(),
    };
    this.#sensor = new SimulatedZfmSensor(line, images, behaviour, random);
  }

  get behaviour(): SensorBehaviour {
    return this.#sensor.behaviour;
  }

  get isPlugged(): boolean {
    return this.#port !== null;
  }

  /** Plugs the cable in; resolves when the port can be opened. Nothing changes when it is in. */
  async plug(): Promise<void> {
    if (this.#port) return;
    this.#sensor.powerOn();
    this.#port = await VirtualSerialPort.plug(this.#path, (bytes) => this.#sensor.receive(bytes));
  }

  /** Pulls the cable; resolves when the port is gone. */
  async unplug(): Promise<void> {
    const port = this.#port;
    this.#port = null;
    await port?.unplug();
  }
}
