/** The wire between a simulated device and whoever drives it. */
export interface DeviceLine {
  write(bytes: Uint8Array): Promise<void>;
  /** The speed at the other end; null when nobody is there. */
  baudRate(): Promise<number | null>;
  unplug(): Promise<void>;
}

/** A device at the end of a serial line, without the line. */
export interface SimulatedDevice {
  /** Takes what the driver wrote. */
  receive(chunk: Uint8Array): void;
  /** The cable is in, after it was out or for the first time. */
  powerOn(): void;
  /** The cable is out: nothing is sent from here on. */
  powerOff(): void;
}
