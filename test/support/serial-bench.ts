import { onTestFinished } from 'vitest';
import type { DeviceLine, SimulatedDevice } from '../../native-bridges/simulators/device-line.ts';
import { VirtualDevice } from '../../native-bridges/simulators/virtual-device.ts';
import type { ByteTransport } from '../../native-bridges/transports/byte-transport.ts';
import { SerialTransport } from '../../native-bridges/transports/serial/serial-transport.ts';
import { MemoryLine } from './memory-line.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { openTerminals } from './virtual-finger.ts';

/** A line with a simulated device at its far end, plugged in. */
export interface SerialBench<Device> {
  readonly transport: ByteTransport;
  readonly device: Device;
  plug(): Promise<void>;
  unplug(): Promise<void>;
  /** Handles the driver holds now, against what was held before it opened. */
  heldHandles(): number;
}

async function memoryBench<Device extends SimulatedDevice>(
  make: (line: DeviceLine) => Device,
): Promise<SerialBench<Device>> {
  const line = new MemoryLine();
  const device = make(line.deviceEnd);
  line.onWritten = (bytes) => device.receive(bytes);
  device.powerOn();
  onTestFinished(() => device.powerOff());
  return {
    transport: line.transport,
    device,
    plug: async () => {
      line.plug();
      device.powerOn();
    },
    unplug: async () => {
      device.powerOff();
      line.unplug();
    },
    heldHandles: () => line.openHandles,
  };
}

async function ptyBench<Device extends SimulatedDevice>(
  make: (line: DeviceLine) => Device,
): Promise<SerialBench<Device>> {
  const path = `${temporaryFolder()}/device`;
  const virtual = new VirtualDevice(path, make);
  onTestFinished(() => virtual.unplug());
  await virtual.plug();
  const idle = openTerminals();
  return {
    transport: new SerialTransport(path),
    device: virtual.device,
    plug: () => virtual.plug(),
    unplug: () => virtual.unplug(),
    heldHandles: () => openTerminals() - idle,
  };
}

/** The two lines that every serial driver is tried over, for `describe.each`. */
export const SERIAL_BENCHES = [
  ['in memory', memoryBench],
  ['over a pseudo-terminal', ptyBench],
] as const;
