import { randomUUID } from 'node:crypto';
import { deviceError, isCoded } from '../../contract/errors.ts';
import type { OnPreview } from '../../contract/slap-capture-device.ts';
import { pause } from '../../transports/deadline.ts';
import { discoverOn } from './discovery.ts';
import { callService, streamService } from './link.ts';
import { SBI_SPEC_VERSION, type SbiPolicy, type SbiProperties } from './properties.ts';
import {
  type CapturedBlock,
  type CaptureOrder,
  captureRequest,
  parseCapture,
  parseDeviceInfos,
  requireReady,
  type SbiKind,
  streamRequest,
} from './protocol.ts';
import { readTrust, type Trust } from './trust.ts';
import { hashOf, type VerifiedCapture, type VerifiedDevice, verifyCapture, verifyDeviceInfo } from './verification.ts';

/** What is wanted of one capture; the rest of the order is the same for all captures of a device. */
export type CaptureWish = Pick<CaptureOrder, 'deviceSubId' | 'expected' | 'exceptions'>;

/** The dialogue with one device of one service: greeting, preview, capture. Connections live for one call each. */
export class SbiService {
  readonly #port: number;
  readonly #kind: SbiKind;
  readonly #properties: SbiProperties;
  readonly #policy: SbiPolicy;
  readonly #trust: Trust;
  #device: VerifiedDevice | null = null;
  /** End of the chain of hashes; every accepted capture of the session goes on from there. */
  #lastHash = '';
  /** SHA-256 of the images of the last accepted capture. */
  #lastImages: ReadonlySet<string> = new Set();
  /** The service may still be working on a capture that nobody waits for any more. */
  #brokenOff = false;

  /** @throws Error for a trust anchor that is no certificate */
  constructor(port: number, kind: SbiKind, properties: SbiProperties, policy: SbiPolicy) {
    this.#port = port;
    this.#kind = kind;
    this.#properties = properties;
    this.#policy = policy;
    this.#trust = readTrust(policy.trustAnchors, policy.now);
  }

  /** @throws Error before {@link greet} has succeeded */
  get device(): VerifiedDevice {
    if (!this.#device) throw new Error('the device was not greeted');
    return this.#device;
  }

  /**
   * Finds the device on its port, and has it prove who it is.
   *
   * @param serial which of two devices of one kind; null takes the only one
   * @throws CodedError `DEVICE_*` | `SBI_*`; or the signal's reason
   */
  async greet(serial: string | null, signal: AbortSignal): Promise<void> {
    const { connect, info } = this.#properties.timing;
    const offered = await discoverOn(this.#port, this.#properties, info, signal);
    const fitting = offered.filter((each) => each.kind === this.#kind && (serial === null || each.serial === serial));
    const [found] = fitting;
    if (!found) throw deviceError('DEVICE_ABSENT', `no ${this.#kind} device on port ${this.#port}`);
    if (fitting.length > 1) throw deviceError('SBI_IDENTITY', `${fitting.length} ${this.#kind} devices, none named`);
    // Before the info is asked for: a device that is not registered does not sign it.
    requireReady(found.status);
    if (!found.specVersions.includes(SBI_SPEC_VERSION)) throw deviceError('SBI_VERSION', 'discovery');
    const limits = { connect, answer: info, bodyBytes: this.#properties.infoBytes };
    const answer = await callService(this.#port, { verb: 'MOSIPDINFO', body: null }, limits, signal);
    this.#device = await this.#verifiedDevice(parseDeviceInfos(answer), found.deviceId);
    if (this.#device.digitalId.serialNo !== found.serial) throw deviceError('SBI_IDENTITY', 'another serial number');
  }

  /** Streams until the service ends it, or rejects with the signal's reason. */
  stream(deviceSubId: string, signal: AbortSignal, onPreview: OnPreview): Promise<void> {
    const { connect, streamGap, capture } = this.#properties.timing;
    const request = { verb: 'STREAM', body: streamRequest(this.device.deviceId, deviceSubId, capture) } as const;
    return streamService(this.#port, request, { connect, gap: streamGap }, signal, onPreview);
  }

  /** @throws CodedError `DEVICE_*` | `SBI_*` | `CAPTURE_*`; or the signal's reason */
  async capture(wish: CaptureWish, signal: AbortSignal): Promise<VerifiedCapture> {
    const order: CaptureOrder = {
      ...wish,
      kind: this.#kind,
      deviceId: this.device.deviceId,
      requestedScore: this.#properties.requestedScore[this.#kind],
      env: this.#policy.env,
      purpose: 'Registration',
      specVersion: SBI_SPEC_VERSION,
      transactionId: randomUUID(),
      previousHash: this.#lastHash,
      timeout: this.#properties.timing.capture,
    };
    const blocks = await this.#request(order, signal);
    const capture = await verifyCapture(blocks, order, this.device, this.#policy, this.#trust);
    const images = capture.images.map(({ record }) => hashOf(record));
    if (this.#policy.refusesRepeats && images.some((image) => this.#lastImages.has(image))) {
      throw deviceError('CAPTURE_REPEATED', 'an image of the capture before');
    }
    this.#lastHash = capture.lastHash;
    this.#lastImages = new Set(images);
    return capture;
  }

  /** Sends the order; a service that is busy with what we broke off is asked again until it is done. */
  async #request(order: CaptureOrder, signal: AbortSignal): Promise<CapturedBlock[]> {
    const { connect, captureAnswer, busy, busyPoll } = this.#properties.timing;
    const limits = { connect, answer: captureAnswer, bodyBytes: this.#properties.captureBytes };
    const until = performance.now() + busy;
    for (;;) {
      const request = { verb: 'RCAPTURE', body: captureRequest(order, new Date()) } as const;
      const wasBrokenOff = this.#brokenOff;
      this.#brokenOff = true;
      const body = await callService(this.#port, request, limits, signal);
      try {
        const blocks = parseCapture(body);
        this.#brokenOff = false;
        return blocks;
      } catch (error) {
        const isBusy = isCoded(error, 'DEVICE_BUSY');
        this.#brokenOff = isBusy && wasBrokenOff;
        if (!isBusy || !wasBrokenOff || performance.now() >= until) throw error;
      }
      await pause(busyPoll, signal);
    }
  }

  /** Of several devices of one service, only the wanted one has to pass. */
  async #verifiedDevice(infos: readonly string[], deviceId: string): Promise<VerifiedDevice> {
    const claimed = infos.filter((jws) => readClaimedDeviceId(jws) === deviceId);
    if (claimed.length === 0 && infos.length > 0) throw deviceError('SBI_SIGNATURE', 'no signed info of the device');
    if (claimed.length === 0) throw deviceError('SBI_RESPONSE', 'no info of the device');
    return verifyDeviceInfo(claimed[0]!, this.#policy, this.#trust);
  }
}

/** The device of a signed info, before its signature is checked: to choose which one to check. */
function readClaimedDeviceId(jws: string): unknown {
  try {
    const payload: unknown = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString());
    return typeof payload === 'object' && payload !== null && 'deviceId' in payload ? payload.deviceId : null;
  } catch {
    return null;
  }
}
