import type { DeviceIdentity } from '../../../contract/capture.ts';
import { type CodedError, deviceError, isCoded } from '../../../contract/errors.ts';
import type { PositionFix, PositionReceiver } from '../../../contract/position-receiver.ts';
import { FramingError } from '../../../framing/framing-error.ts';
import { NmeaParser, type NmeaSentence } from '../../../framing/nmea.ts';
import type { ByteTransport } from '../../../transports/byte-transport.ts';
import { withDeadline } from '../../../transports/deadline.ts';
import { waitUntilQuiet } from '../../../transports/quiet.ts';
import { LineUse } from '../../line-use.ts';
import type { NmeaProperties } from './properties.ts';
import { type Gga, isOneEpoch, judgeEpoch, type Rmc, readGga, readRmc } from './protocol.ts';

/**
 * Opens a satellite receiver on a transport that is not open yet, at the speed at which it is heard.
 *
 * @throws CodedError `DEVICE_*`, or `CAPTURE_CANCELLED` when the signal is aborted; the transport is closed then
 */
export async function openNmeaDriver(
  transport: ByteTransport,
  properties: NmeaProperties,
  identity: DeviceIdentity,
  signal: AbortSignal,
): Promise<PositionReceiver> {
  const driver = new NmeaDriver(transport, properties, identity);
  await driver.connect(signal);
  return driver;
}

class NmeaDriver implements PositionReceiver {
  readonly #transport: ByteTransport;
  readonly #properties: NmeaProperties;
  readonly #identity: DeviceIdentity;
  readonly #line: LineUse;
  #parser = new NmeaParser();
  #sentences: NmeaSentence[] = [];

  constructor(transport: ByteTransport, properties: NmeaProperties, identity: DeviceIdentity) {
    this.#transport = transport;
    this.#properties = properties;
    this.#identity = identity;
    this.#line = new LineUse(transport, (signal) => this.#findBaudRate(signal), ['POSITION_NO_FIX']);
  }

  connect(signal: AbortSignal): Promise<void> {
    return this.#line.run(signal, async () => {});
  }

  readFix({ signal }: { readonly signal: AbortSignal }): Promise<PositionFix> {
    const { timing } = this.#properties;
    return this.#line.run(signal, async (running) => {
      // The receiver speaks unasked: what it said before the question is where the kit was, not where it is.
      await waitUntilQuiet(this.#transport, timing.quiet, timing.settle, running);
      this.#startAnew();
      let refused = 'no GGA and RMC of one epoch';
      const late = () => deviceError('POSITION_NO_FIX', refused);
      return withDeadline(timing.fix, running, late, (fixing) =>
        this.#firstGoodEpoch(fixing, (reason) => {
          refused = reason;
        }),
      );
    });
  }

  close(): Promise<void> {
    return this.#line.close();
  }

  async #firstGoodEpoch(signal: AbortSignal, onRefused: (reason: string) => void): Promise<PositionFix> {
    let gga: Gga | null = null;
    let rmc: Rmc | null = null;
    for (;;) {
      const sentence = await this.#nextSentence(this.#properties.timing.sentence, signal);
      gga = readGga(sentence) ?? gga;
      rmc = readRmc(sentence) ?? rmc;
      if (!gga || !rmc) continue;
      if (!isOneEpoch(gga, rmc)) {
        if (gga.timeOfDay === null) onRefused('receiver does not know the time');
        continue;
      }
      const judged = judgeEpoch(gga, rmc, this.#properties);
      if (typeof judged !== 'string') return { ...judged, device: this.#identity };
      onRefused(judged);
    }
  }

  /** Listens at each speed: at another than the receiver's own, its bytes make no sentence. */
  async #findBaudRate(signal: AbortSignal): Promise<void> {
    let lastError: CodedError = deviceError('DEVICE_SILENT');
    for (const [at, baudRate] of this.#properties.baudRates.entries()) {
      if (at === 0) await this.#transport.open(baudRate);
      else await this.#transport.setBaudRate(baudRate);
      this.#startAnew();
      try {
        await this.#nextSentence(this.#properties.timing.listen, signal);
        return;
      } catch (error) {
        if (!isCoded(error, 'DEVICE_SILENT', 'DEVICE_GARBAGE') || signal.aborted) throw error;
        if (lastError.code === 'DEVICE_SILENT') lastError = error;
      }
    }
    throw lastError;
  }

  /** The next well-formed sentence. A damaged one is no answer and no failure: the receiver says it again in a second. */
  async #nextSentence(limit: number, signal: AbortSignal): Promise<NmeaSentence> {
    let heardBytes = 0;
    const late = () =>
      heardBytes === 0
        ? deviceError('DEVICE_SILENT')
        : deviceError('DEVICE_GARBAGE', `${heardBytes} bytes, no sentence`);
    return withDeadline(limit, signal, late, async (waiting) => {
      for (;;) {
        const next = this.#sentences.shift();
        if (next) return next;
        const chunk = await this.#transport.read(waiting);
        heardBytes += chunk.length;
        for (const found of this.#parser.push(chunk)) {
          if (!(found instanceof FramingError)) this.#sentences.push(found);
        }
      }
    });
  }

  #startAnew(): void {
    this.#parser = new NmeaParser();
    this.#sentences = [];
  }
}
