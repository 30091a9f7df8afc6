import type { FingerCapture } from '../contract/capture.ts';
import type { CaptureStage } from '../contract/capture-device.ts';
import type { DeviceHostApi } from '../contract/device-host-contract.ts';
import { deviceError } from '../contract/errors.ts';
import type { FingerPosition } from '../contract/modality.ts';
import type { Kit } from '../sessions/kit.ts';

/** A screen shows no finer steps of an image than this, and each costs a message. */
const PROGRESS_STEP = 0.02;

/** Answers {@link DeviceHostApi} for one kit, whichever renderer asks. */
export class DeviceService implements DeviceHostApi {
  readonly #kit: Kit;
  readonly #onProgress: (captureId: string, stage: CaptureStage, share: number) => void;
  readonly #running = new Map<string, AbortController>();

  constructor(kit: Kit, onProgress: (captureId: string, stage: CaptureStage, share: number) => void) {
    this.#kit = kit;
    this.#onProgress = onProgress;
  }

  readonly devices: DeviceHostApi['devices'] = {
    list: async () => this.#kit.summaries,
    captureFinger: (captureId, position) => this.#captureFinger(captureId, position),
    cancel: async (captureId) => this.#running.get(captureId)?.abort(),
  };

  /** Nobody waits for these captures any more: their devices must be free for whoever comes next. */
  cancelAll(): void {
    for (const capture of this.#running.values()) capture.abort();
  }

  async #captureFinger(captureId: string, position: FingerPosition): Promise<FingerCapture> {
    const sensors = this.#kit.sessions.filter((session) => session.summary.modality === 'fingerprint');
    const sensor = sensors.find((session) => session.isPresent) ?? sensors[0];
    if (!sensor) throw deviceError('DEVICE_ABSENT', 'no fingerprint sensor in the kit');
    const cancelling = new AbortController();
    this.#running.set(captureId, cancelling);
    try {
      return await sensor.use(cancelling.signal, (device, signal) =>
        device.captureFinger(position, { signal, onProgress: this.#progressOf(captureId) }),
      );
    } finally {
      this.#running.delete(captureId);
    }
  }

  #progressOf(captureId: string): (stage: CaptureStage, share: number) => void {
    let told = { stage: '', share: 0 };
    return (stage, share) => {
      if (stage === told.stage && share < told.share + PROGRESS_STEP && share < 1) return;
      told = { stage, share };
      this.#onProgress(captureId, stage, share);
    };
  }
}
