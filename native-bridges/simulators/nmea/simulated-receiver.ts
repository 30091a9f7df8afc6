import { setTimeout as sleep } from 'node:timers/promises';
import { encodeNmeaSentence } from '../../framing/nmea.ts';
import type { DeviceLine, SimulatedDevice } from '../device-line.ts';
import type { NmeaFault } from './faults.ts';

/** How the receiver behaves; may be changed while it runs. */
export interface ReceiverBehaviour {
  fault: NmeaFault | null;
  /** The speed it speaks at. */
  baudRate: number;
  /** Degrees, north and east positive. */
  latitude: number;
  longitude: number;
  satellites: number;
  hdop: number;
  /** From one position to the next, ms. */
  interval: number;
  /** What its clock says, ms since 1970. */
  readonly now: () => number;
}

const WEEK_MS = 7 * 24 * 3_600_000;
const NOISE_BYTES = 140;

/**
 * A satellite receiver as NMEA 0183 describes it: speaks once a second, unasked, and listens to nothing.
 *
 * It shares no code with the driver but the framing. At another speed than its own, what arrives is noise.
 */
export class SimulatedNmeaReceiver implements SimulatedDevice {
  readonly behaviour: ReceiverBehaviour;
  readonly #line: DeviceLine;
  readonly #random: () => number;
  #power = new AbortController();

  constructor(line: DeviceLine, behaviour: ReceiverBehaviour, random: () => number) {
    this.#line = line;
    this.behaviour = behaviour;
    this.#random = random;
  }

  /** It takes no commands. */
  receive(): void {}

  powerOn(): void {
    this.#power.abort();
    this.#power = new AbortController();
    void this.#speak(this.#power.signal);
  }

  powerOff(): void {
    this.#power.abort();
  }

  async #speak(power: AbortSignal): Promise<void> {
    for (let second = 0; !power.aborted; second += 1) {
      await this.#speakOnce(second).catch(() => {});
      await sleep(this.behaviour.interval, null, { signal: power }).catch(() => {});
    }
  }

  async #speakOnce(second: number): Promise<void> {
    const { fault, baudRate } = this.behaviour;
    if (fault === 'silence') return;
    if (fault === 'garbage' || (await this.#line.baudRate()) !== baudRate) {
      return this.#line.write(Uint8Array.from({ length: NOISE_BYTES }, () => this.#random() * 256));
    }
    const [gga, rmc] = this.#epoch();
    if (fault === 'unplug') {
      await this.#line.write(gga.subarray(0, gga.length / 2));
      this.powerOff();
      return this.#line.unplug();
    }
    // What most receivers put between: satellites in use.
    const gsa = encodeNmeaSentence({ address: 'GPGSA', fields: 'A,3,04,05,,09,12,,,24,,,,,2.5,1.3,2.1'.split(',') });
    for (const sentence of [gga, gsa, rmc]) {
      if (fault === 'wrong-checksum' || (fault === 'first-damaged' && second === 0)) sentence[8]! ^= 0x01;
      await this.#line.write(sentence);
    }
  }

  #epoch(): [gga: Uint8Array, rmc: Uint8Array] {
    const { fault, latitude, longitude, satellites, hdop, now } = this.behaviour;
    const instant = fault === 'old-date' ? now() - 1024 * WEEK_MS : now();
    const ggaTime = timeField(instant);
    const rmcTime = timeField(fault === 'torn-epochs' ? instant - 1000 : instant);
    const place = [degreesField(latitude, 2, 'NS'), degreesField(longitude, 3, 'EW')].flat();
    if (fault === 'no-fix') {
      return [
        encodeNmeaSentence({
          address: 'GPGGA',
          fields: [ggaTime, '', '', '', '', '0', '00', '99.99', '', '', '', '', '', ''],
        }),
        encodeNmeaSentence({ address: 'GPRMC', fields: [rmcTime, 'V', '', '', '', '', '', '', '', '', '', 'N'] }),
      ];
    }
    const quality = fault === 'dead-reckoning' ? '6' : '1';
    const precision = fault === 'poor-fix' ? '12.0' : hdop.toFixed(1);
    const count = String(satellites).padStart(2, '0');
    const day = new Date(instant);
    const date = [day.getUTCDate(), day.getUTCMonth() + 1, day.getUTCFullYear() % 100].map(twoDigits).join('');
    return [
      encodeNmeaSentence({
        address: 'GPGGA',
        fields: [ggaTime, ...place, quality, count, precision, '45.0', 'M', '20.1', 'M', '', ''],
      }),
      encodeNmeaSentence({ address: 'GPRMC', fields: [rmcTime, 'A', ...place, '0.1', '84.4', date, '', '', 'A'] }),
    ];
  }
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** `hhmmss.ss` */
function timeField(instant: number): string {
  const date = new Date(instant);
  const whole = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(twoDigits).join('');
  return `${whole}.${twoDigits(Math.floor(date.getUTCMilliseconds() / 10))}`;
}

/** `ddmm.mmmmm` and the letter of its half of the globe, the first of `halves` for positive degrees. */
function degreesField(degrees: number, digits: number, halves: string): [string, string] {
  const hundredThousandths = Math.round(Math.abs(degrees) * 60 * 1e5);
  const whole = Math.floor(hundredThousandths / 6e6);
  const minutes = ((hundredThousandths % 6e6) / 1e5).toFixed(5).padStart(8, '0');
  return [`${String(whole).padStart(digits, '0')}${minutes}`, halves[degrees < 0 ? 1 : 0]!];
}
