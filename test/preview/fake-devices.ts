import type { FingerCapture } from '../../native-bridges/contract/capture.ts';
import type { CaptureStage } from '../../native-bridges/contract/capture-device.ts';
import type { DeviceSummary } from '../../native-bridges/contract/device-host-contract.ts';
import { CodedError } from '../../native-bridges/contract/errors.ts';
import type { FingerPosition } from '../../native-bridges/contract/modality.ts';
import type { Devices } from '../../renderer/features/session.ts';
import { inventedFinger } from './invented-captures.ts';
import type { Scenario } from './scenario.ts';

/** A sensor that goes through the stages of a capture at once, or stays in one of them. */
export class FakeDevices implements Devices {
  readonly #scenario: Scenario;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  async list(): Promise<readonly DeviceSummary[]> {
    const { device, training } = this.#scenario;
    return [
      {
        deviceId: 'zfm-1',
        modality: 'fingerprint',
        model: 'ZFM-20',
        port: '/dev/ttyUSB0',
        state: device,
        fault: device === 'faulted' ? 'DEVICE_SILENT' : null,
        simulated: training === 'yes',
      },
    ];
  }

  watch(): () => void {
    return () => undefined;
  }

  async captureFinger(
    position: FingerPosition,
    { signal, onProgress }: { signal: AbortSignal; onProgress: (stage: CaptureStage, share: number) => void },
  ): Promise<FingerCapture> {
    const { finger } = this.#scenario;
    const stages: readonly [CaptureStage, number][] = [
      ['waiting', 0],
      ['imaging', 0],
      ['transferring', 0.62],
    ];
    for (const [stage, share] of stages) {
      onProgress(stage, share);
      if (finger === stage) await aborted(signal);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    if (/^[A-Z_]+$/.test(finger)) throw new CodedError(finger);
    return inventedFinger(position, finger === 'faint');
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new CodedError('CAPTURE_CANCELLED')), { once: true });
  });
}
