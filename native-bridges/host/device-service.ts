import type { FingerCapture } from '../contract/capture.ts';
import type { CaptureStage } from '../contract/capture-device.ts';
import type { DeviceHostApi } from '../contract/device-host-contract.ts';
import { type DeviceErrorCode, deviceError, isCoded } from '../contract/errors.ts';
import type { FingerPosition } from '../contract/modality.ts';
import type { DeviceSession } from '../sessions/device-session.ts';
import type { Kit } from '../sessions/kit.ts';

/** A screen shows no finer steps of an image than this, and each costs a message. */
const PROGRESS_STEP = 0.02;

/** What a port sounds like where something else is than the sensor that was looked for. */
const FOREIGN: readonly DeviceErrorCode[] = ['DEVICE_SILENT', 'DEVICE_GARBAGE'];

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
    const cancelling = new AbortController();
    this.#running.set(captureId, cancelling);
    try {
      return await captureWithBest(sensorsOf(this.#kit), (sensor) =>
        sensor.use(cancelling.signal, (device, signal) =>
          device.captureFinger(position, { signal, onProgress: this.#progressOf(captureId) }),
        ),
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

/** Fingerprint sensors in the order in which they are worth trying; those of one kind as the kit has them. */
function sensorsOf(kit: Kit): DeviceSession[] {
  return kit.sessions
    .filter(({ summary }) => summary.modality === 'fingerprint')
    .sort((one, other) => rankOf(one) - rankOf(other));
}

/** 0 for a present sensor in order, then one with a fault, then one that did not speak like a sensor, then absent ones. */
function rankOf({ summary: { state, fault } }: DeviceSession): number {
  if (state === 'absent') return 3;
  if (fault === null) return 0;
  return FOREIGN.some((code) => code === fault) ? 2 : 1;
}

/**
 * Captures with the first sensor. A discovered one that is silent or speaks another language may be anything behind a
 * USB bridge: it keeps its fault, and the next present one is tried. A named one that fails is the kit's own, and its
 * failure is told.
 *
 * @throws CodedError<DeviceErrorCode> what the last sensor tried fails with, the first one's failure where all of them
 *   are silent or foreign; `DEVICE_ABSENT` where the kit has none
 */
async function captureWithBest(
  sensors: readonly DeviceSession[],
  capture: (sensor: DeviceSession) => Promise<FingerCapture>,
): Promise<FingerCapture> {
  const [sensor, ...others] = sensors;
  if (!sensor) throw deviceError('DEVICE_ABSENT', 'no fingerprint sensor in the kit');
  try {
    return await capture(sensor);
  } catch (error) {
    const present = others.filter(({ summary }) => summary.state !== 'absent');
    if (!sensor.isDiscovered || !isCoded(error, ...FOREIGN) || present.length === 0) throw error;
    return captureWithBest(present, capture).catch((later: unknown) => {
      throw isCoded(later, ...FOREIGN) ? error : later;
    });
  }
}
