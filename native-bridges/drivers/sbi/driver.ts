import type { DeviceIdentity } from '../../contract/capture.ts';
import { deviceError } from '../../contract/errors.ts';
import type { FingerPosition } from '../../contract/modality.ts';
import {
  type Eye,
  type FaceCaptureDevice,
  type IrisCaptureDevice,
  type OnPreview,
  SLAPS,
  type SlapCaptureDevice,
} from '../../contract/slap-capture-device.ts';
import type { SbiPolicy, SbiProperties } from './properties.ts';
import { EYE_SUB_TYPES, FACE_SUB_ID, FINGER_SUB_TYPES, IRIS_SUB_ID, type SbiKind, SLAP_SUB_IDS } from './protocol.ts';
import { type CaptureWish, SbiService } from './service.ts';
import type { VerifiedCapture } from './verification.ts';

/** The interface that a device of each kind has. */
interface DeviceOfKind {
  readonly slap: SlapCaptureDevice;
  readonly iris: IrisCaptureDevice;
  readonly face: FaceCaptureDevice;
}

/** Where in the kit the device is, or is expected. */
export interface SbiPlace {
  readonly deviceId: string;
  /** TCP port of the service. */
  readonly port: number;
  /** Serial number, where a service has two devices of one kind; null where it has one. */
  readonly serial: string | null;
  readonly simulated: boolean;
}

/**
 * Opens a device of a service of this computer: finds it, verifies its signed description, and has it ready to capture.
 *
 * @throws CodedError `DEVICE_*` | `SBI_*`, or `CAPTURE_CANCELLED` when the signal is aborted; nothing is held then
 * @throws Error for a trust anchor that is no certificate
 */
export async function openSbiDevice<Kind extends SbiKind>(
  kind: Kind,
  place: SbiPlace,
  properties: SbiProperties,
  policy: SbiPolicy,
  signal: AbortSignal,
): Promise<DeviceOfKind[Kind]> {
  const service = new SbiService(place.port, kind, properties, policy);
  try {
    await service.greet(place.serial, signal);
  } catch (error) {
    throw signal.aborted ? deviceError('CAPTURE_CANCELLED') : error;
  }
  const { make, model, serialNo } = service.device.digitalId;
  const identity = {
    deviceId: place.deviceId,
    model: `${make} ${model}`,
    serial: serialNo,
    simulated: place.simulated,
  };
  return DEVICES[kind](new ExclusiveUse(service), identity);
}

/** One operation at a time, each of which ends when its caller or `close` says so. */
class ExclusiveUse {
  readonly #service: SbiService;
  readonly #closing = new AbortController();
  #running: Promise<unknown> | null = null;

  constructor(service: SbiService) {
    this.#service = service;
  }

  /** Captures; the preview runs beside it, and whatever becomes of the preview does not touch the capture. */
  capture(wish: CaptureWish, signal: AbortSignal, onPreview: OnPreview | null): Promise<VerifiedCapture> {
    return this.#exclusively(signal, async (running) => {
      if (!onPreview) return this.#service.capture(wish, running);
      const captured = new AbortController();
      const previewing = AbortSignal.any([running, captured.signal]);
      const preview = this.#service.stream(wish.deviceSubId, previewing, onPreview).catch(() => {});
      try {
        return await this.#service.capture(wish, running);
      } finally {
        captured.abort();
        await preview;
      }
    });
  }

  /** Streams, opening the stream again where the service ends it, until the signal is aborted. */
  async preview(deviceSubId: string, signal: AbortSignal, onPreview: OnPreview): Promise<void> {
    try {
      await this.#exclusively(signal, async (running) => {
        for (;;) {
          let frames = 0;
          await this.#service.stream(deviceSubId, running, (jpeg) => {
            frames += 1;
            onPreview(jpeg);
          });
          // A stream ends after the time asked for; one without a picture would be asked for again at once, for ever.
          if (frames === 0) throw deviceError('SBI_RESPONSE', 'stream without a frame');
        }
      });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running?.catch(() => {});
  }

  async #exclusively<T>(signal: AbortSignal, work: (running: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#running) throw deviceError('DEVICE_BUSY', 'another operation is running');
    const running = AbortSignal.any([signal, this.#closing.signal]);
    if (running.aborted) throw deviceError('CAPTURE_CANCELLED');
    const operation = work(running);
    this.#running = operation;
    try {
      return await operation;
    } catch (error) {
      throw running.aborted ? deviceError('CAPTURE_CANCELLED') : error;
    } finally {
      this.#running = null;
    }
  }
}

const DEVICES: {
  readonly [Kind in SbiKind]: (use: ExclusiveUse, device: DeviceIdentity) => DeviceOfKind[Kind];
} = {
  slap: (use, device) => ({
    captureSlap: async (slap, { exceptions, signal, onPreview }) => {
      const positions: readonly FingerPosition[] = SLAPS[slap];
      const wish = wishOf(SLAP_SUB_IDS[slap], positions, exceptions, FINGER_SUB_TYPES);
      const { images, proof } = await use.capture(wish, signal, onPreview);
      const present = positions.filter((position) => !exceptions.includes(position));
      const fingers = images.map(({ record, deviceScore }, at) => ({ position: present[at]!, record, deviceScore }));
      return { modality: 'fingerprint', slap, fingers, exceptions: [...exceptions], device, proof };
    },
    preview: (slap, { signal, onPreview }) => use.preview(SLAP_SUB_IDS[slap], signal, onPreview),
    close: () => use.close(),
  }),
  iris: (use, device) => ({
    captureIris: async ({ exceptions, signal, onPreview }) => {
      const both: readonly Eye[] = ['left', 'right'];
      const wish = wishOf(IRIS_SUB_ID, both, exceptions, EYE_SUB_TYPES);
      const { images, proof } = await use.capture(wish, signal, onPreview);
      const present = both.filter((eye) => !exceptions.includes(eye));
      const eyes = images.map(({ record, deviceScore }, at) => ({ eye: present[at]!, record, deviceScore }));
      return { modality: 'iris', eyes, exceptions: [...exceptions], device, proof };
    },
    preview: ({ signal, onPreview }) => use.preview(IRIS_SUB_ID, signal, onPreview),
    close: () => use.close(),
  }),
  face: (use, device) => ({
    captureFace: async ({ signal, onPreview }) => {
      const wish = { deviceSubId: FACE_SUB_ID, expected: [''], exceptions: [] };
      const { images, proof } = await use.capture(wish, signal, onPreview);
      const { record, deviceScore } = images[0]!;
      return { modality: 'face', record, deviceScore, device, proof };
    },
    preview: ({ signal, onPreview }) => use.preview(FACE_SUB_ID, signal, onPreview),
    close: () => use.close(),
  }),
};

/** @throws RangeError for an exception that is not of the group, comes twice, or leaves nothing to capture */
function wishOf<Part extends string>(
  deviceSubId: string,
  group: readonly Part[],
  exceptions: readonly Part[],
  subTypes: Readonly<Record<Part, string>>,
): CaptureWish {
  const areOfGroup = exceptions.every((part) => group.includes(part));
  if (!areOfGroup || new Set(exceptions).size < exceptions.length) throw new RangeError('exceptions');
  const present = group.filter((part) => !exceptions.includes(part));
  if (present.length === 0) throw new RangeError('nothing left to capture');
  return {
    deviceSubId,
    expected: present.map((part) => subTypes[part]),
    exceptions: exceptions.map((part) => subTypes[part]),
  };
}
