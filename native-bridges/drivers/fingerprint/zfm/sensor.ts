import type { Bytes } from '../../../contract/bytes.ts';
import type { CaptureStage } from '../../../contract/capture-device.ts';
import { type CodedError, deviceError, isCoded } from '../../../contract/errors.ts';
import type { ByteTransport } from '../../../transports/byte-transport.ts';
import { pause, withDeadline } from '../../../transports/deadline.ts';
import { ZfmLink } from './link.ts';
import type { ZfmProperties } from './properties.ts';
import {
  CONFIRMATION,
  generateImage,
  parseSystemParameters,
  readSystemParameters,
  refusal,
  uploadImage,
  verifyPassword,
  writeBaudRate,
} from './protocol.ts';

/** A sensor that calls this many images in a row unusable is not waiting for a better one. */
const MAX_MESSY_IMAGES = 3;

/** The dialogue with one sensor: finding it, waiting for a finger, fetching the image. */
export class ZfmSensor {
  readonly #transport: ByteTransport;
  readonly #properties: ZfmProperties;
  readonly #link: ZfmLink;
  #baudRate = 0;

  constructor(transport: ByteTransport, properties: ZfmProperties) {
    this.#transport = transport;
    this.#properties = properties;
    this.#link = new ZfmLink(transport, properties.address);
  }

  /**
   * Opens the line and finds the sensor on it, whatever speed and state it was left in, then raises the speed.
   *
   * @throws CodedError `DEVICE_*`; or the signal's reason. The line is left open: whoever holds it closes it
   */
  async connect(signal: AbortSignal): Promise<void> {
    let lastError: CodedError = deviceError('DEVICE_SILENT');
    await withDeadline(
      this.#properties.timing.connect,
      signal,
      () => lastError,
      async (connecting) => {
        const found = await this.#findBaudRate(connecting, (error) => {
          // One garbled answer says more than silence at all the other speeds.
          if (lastError.code === 'DEVICE_SILENT') lastError = error;
        });
        if (!found) throw lastError;
        await this.#raiseBaudRate(connecting);
      },
    );
  }

  /**
   * Waits for a finger and takes its image into the sensor's buffer.
   *
   * @throws CodedError `CAPTURE_NO_FINGER` | `CAPTURE_MESSY` | `DEVICE_*`; or the signal's reason
   */
  async takeImage(signal: AbortSignal, onStage: (stage: CaptureStage) => void): Promise<void> {
    const { poll, touch, finger } = this.#properties.timing;
    const until = performance.now() + finger;
    let messyImages = 0;
    let touched = false;
    onStage('waiting');
    for (;;) {
      const [code] = await this.#command(generateImage(), signal);
      if (code === CONFIRMATION.ok && touched) return;
      if (code === CONFIRMATION.ok) {
        // The first touch is a partial one as a rule: look again when the finger rests.
        touched = true;
        onStage('imaging');
        await pause(touch, signal);
        continue;
      }
      if (code === CONFIRMATION.imagingFailed || code === CONFIRMATION.imageTooMessy) {
        messyImages += 1;
        if (messyImages === MAX_MESSY_IMAGES) throw deviceError('CAPTURE_MESSY', `${messyImages} images in a row`);
      } else if (code === CONFIRMATION.noFinger) {
        messyImages = 0;
        if (touched) onStage('waiting');
        touched = false;
      } else {
        throw refusal('GenImg', code!);
      }
      if (performance.now() >= until) throw deviceError('CAPTURE_NO_FINGER');
      await pause(poll, signal);
    }
  }

  /**
   * Fetches the image from the sensor's buffer: two pixels a byte.
   *
   * @throws CodedError `CAPTURE_INCOMPLETE` | `DEVICE_*`; or the signal's reason
   */
  async fetchImage(signal: AbortSignal, onProgress: (share: number) => void): Promise<Bytes> {
    const { width, height, timing } = this.#properties;
    const [code] = await this.#command(uploadImage(), signal);
    if (code !== CONFIRMATION.ok) throw refusal('UpImage', code!);
    const expected = (width * height) / 2;
    // Ten bits a byte on the line; half as much again for framing, and as much for a slow bridge.
    const limit = timing.packetGap + ((expected * 10) / this.#baudRate) * 1000 * 3;
    const late = () => deviceError('CAPTURE_INCOMPLETE', `not within ${Math.round(limit)} ms`);
    return withDeadline(limit, signal, late, (receiving) =>
      this.#link.receiveData(expected, timing.packetGap, receiving, onProgress),
    );
  }

  /** Tries each speed, twice: the first command after power-on, or after another speed, may be lost. */
  async #findBaudRate(signal: AbortSignal, onFailure: (error: CodedError) => void): Promise<boolean> {
    const { baudRates, timing } = this.#properties;
    const [first] = baudRates;
    await this.#transport.open(first!);
    this.#baudRate = first!;
    for (const baudRate of [...baudRates, ...baudRates]) {
      try {
        if (baudRate !== this.#baudRate) await this.#transport.setBaudRate(baudRate);
        this.#baudRate = baudRate;
        await this.#link.settle(timing.quiet, timing.settle, signal);
        await this.#handshake(signal);
        return true;
      } catch (error) {
        if (!isCoded(error, 'DEVICE_SILENT', 'DEVICE_GARBAGE') || signal.aborted) throw error;
        onFailure(error);
      }
    }
    return false;
  }

  async #handshake(signal: AbortSignal): Promise<void> {
    const { password, timing } = this.#properties;
    const [code] = await this.#link.command(verifyPassword(password), timing.handshake, signal);
    if (code === CONFIRMATION.ok) return;
    if (code === CONFIRMATION.wrongPassword || code === CONFIRMATION.passwordRequired) throw refusal('VfyPwd', code);
    // Any other code is the late answer to a question of before.
    throw deviceError('DEVICE_GARBAGE', `VfyPwd answered 0x${code!.toString(16)}`);
  }

  /**
   * Raises the speed for the image. A sensor that says yes and stays where it was is met there again; one that already
   * has the speed in its register, but speaks another until it is switched off and on, is left alone: its flash wears.
   */
  async #raiseBaudRate(signal: AbortSignal): Promise<void> {
    const { fastBaudRate, timing } = this.#properties;
    const parameters = parseSystemParameters(await this.#command(readSystemParameters(), signal));
    if (this.#baudRate >= fastBaudRate || parameters.baudRate >= fastBaudRate) return;
    const [code] = await this.#command(writeBaudRate(fastBaudRate), signal);
    if (code !== CONFIRMATION.ok) return;
    const before = this.#baudRate;
    for (const baudRate of [fastBaudRate, fastBaudRate, before, before]) {
      try {
        await this.#transport.setBaudRate(baudRate);
        this.#baudRate = baudRate;
        await this.#link.settle(timing.quiet, timing.settle, signal);
        await this.#handshake(signal);
        return;
      } catch (error) {
        if (!isCoded(error, 'DEVICE_SILENT', 'DEVICE_GARBAGE') || signal.aborted) throw error;
      }
    }
    throw deviceError('DEVICE_SILENT', 'lost at the change of speed');
  }

  #command(payload: Bytes, signal: AbortSignal): Promise<Bytes> {
    return this.#link.command(payload, this.#properties.timing.command, signal);
  }
}
