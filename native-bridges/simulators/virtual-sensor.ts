import { VirtualDevice } from './virtual-device.ts';
import { type SensorBehaviour, type SensorImages, SimulatedZfmSensor } from './zfm/simulated-sensor.ts';

/** A simulated fingerprint sensor on a port of the operating system. */
export class VirtualSensor extends VirtualDevice<SimulatedZfmSensor> {
  /** @param path the port's name, a link that is there while the cable is in */
  constructor(path: string, images: SensorImages, behaviour: SensorBehaviour, random: () => number) {
    super(path, (line) => new SimulatedZfmSensor(line, images, behaviour, random));
  }

  get behaviour(): SensorBehaviour {
    return this.device.behaviour;
  }
}
