/** What the makers' data sheets and manuals say of the sensor, and how long we are willing to wait for it. */
export interface ZfmProperties {
  readonly width: number;
  readonly height: number;
  /** Nominal resolution. */
  readonly ppi: number;
  readonly address: number;
  readonly password: number;
  /** Speed for the image: twice the factory's, so that a print takes 3.5 s instead of 7. */
  readonly fastBaudRate: number;
  /** Speeds at which a sensor is looked for: the fast one first, since the sensor keeps it in flash once set. */
  readonly baudRates: readonly number[];
  readonly timing: ZfmTiming;
}

/** All in milliseconds. */
interface ZfmTiming {
  /** Finding the sensor, whatever its speed and state. */
  readonly connect: number;
  /** Answer to the password, which the sensor checks without touching its optics. */
  readonly handshake: number;
  /** Answer to any other command; imaging takes the slowest sensors most of a second. */
  readonly command: number;
  /** The line counts as quiet after this long without a byte (USB bridges hold bytes back for up to 16 ms). */
  readonly quiet: number;
  /** How long a broken-off image may still pour in: 7 s at the factory's speed. */
  readonly settle: number;
  /** The longest silence between two packets of an image. */
  readonly packetGap: number;
  /** Between two looks for a finger. */
  readonly poll: number;
  /** From first touch to the image that counts: skin needs a moment to lie flat. */
  readonly touch: number;
  /** How long an officer and a resident may take to place the finger. */
  readonly finger: number;
}

/** ZFM-20/60, R305, R307, FPM10A: the same optical sensor and firmware family under many names. */
export const ZFM_PROPERTIES: ZfmProperties = Object.freeze({
  width: 256,
  height: 288,
  ppi: 500,
  address: 0xffffffff,
  password: 0,
  fastBaudRate: 115_200,
  baudRates: [115_200, 57_600, 38_400, 19_200, 9_600],
  timing: Object.freeze({
    connect: 15_000,
    handshake: 400,
    command: 2_000,
    quiet: 60,
    settle: 8_000,
    packetGap: 1_000,
    poll: 100,
    touch: 250,
    finger: 30_000,
  }),
});
