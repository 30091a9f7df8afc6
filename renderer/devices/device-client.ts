import type { FingerCapture } from '../../native-bridges/contract/capture.ts';
import type { CaptureStage } from '../../native-bridges/contract/capture-device.ts';
import {
  type DeviceSummary,
  deviceEventContract,
  deviceHostContract,
} from '../../native-bridges/contract/device-host-contract.ts';
import { deviceError, isCoded } from '../../native-bridges/contract/errors.ts';
import type { FingerPosition } from '../../native-bridges/contract/modality.ts';
import { connectReconnectingRpc } from '../../native-bridges/rpc/reconnecting-rpc.ts';
import type { Channel } from '../../native-bridges/rpc/rpc.ts';

export interface DeviceClientOptions {
  readonly open: () => Promise<Channel>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Told of calls that failed on the channel itself; code and procedure only. */
  readonly onFault: (fault: { code: string; procedure: string }) => void;
}

export interface CaptureOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (stage: CaptureStage, share: number) => void;
}

/** After a cancellation the device host is given this long to free the sensor before the officer goes on. */
const CANCEL_GRACE_MS = 2_000;

/**
 * The device host, as the screens see it. The host may crash and is started again by the shell: then the channel is
 * opened anew, and a capture that was under way fails with `DEVICE_HOST_DOWN`.
 */
export class DeviceClient {
  readonly #rpc;
  readonly #wait: DeviceClientOptions['wait'];
  readonly #watchers = new Set<(devices: readonly DeviceSummary[]) => void>();
  readonly #progress = new Map<string, CaptureOptions['onProgress']>();
  #devices: readonly DeviceSummary[] = [];

  constructor({ open, wait, onFault }: DeviceClientOptions) {
    this.#wait = wait;
    this.#rpc = connectReconnectingRpc({
      open,
      wait,
      onFault,
      local: deviceEventContract,
      remote: deviceHostContract,
      implementation: {
        events: {
          captureProgress: async (captureId, stage, share) => this.#progress.get(captureId)?.(stage, share),
          devicesChanged: async (devices) => this.#announce(devices),
        },
      },
      onState: (state) => {
        if (state === 'up') void this.list().catch(() => undefined);
        else
          this.#announce(this.#devices.map((device) => ({ ...device, state: 'faulted', fault: 'DEVICE_HOST_DOWN' })));
      },
    });
  }

  /** @throws CodedError `DEVICE_HOST_DOWN` */
  async list(): Promise<readonly DeviceSummary[]> {
    const devices = await hostErrors(() => this.#rpc.remote.devices.list());
    this.#announce(devices);
    return devices;
  }

  /** Calls back with what is known now, if anything, and at every change until the returned function is called. */
  watch(changed: (devices: readonly DeviceSummary[]) => void): () => void {
    this.#watchers.add(changed);
    if (this.#devices.length > 0) changed(this.#devices);
    return () => this.#watchers.delete(changed);
  }

  /** @throws CodedError of the device list; `CAPTURE_CANCELLED` after the signal */
  async captureFinger(position: FingerPosition, { signal, onProgress }: CaptureOptions): Promise<FingerCapture> {
    if (signal.aborted) throw deviceError('CAPTURE_CANCELLED');
    const captureId = crypto.randomUUID();
    const { promise: cancelled, reject: cancel } = Promise.withResolvers<never>();
    const capture = hostErrors(() => this.#rpc.remote.devices.captureFinger(captureId, position));
    // The loser of the race below may still fail; nobody is interested in how.
    capture.catch(() => undefined);
    cancelled.catch(() => undefined);
    const onAbort = async () => {
      const freed = this.#rpc.remote.devices.cancel(captureId).then(() => capture);
      await Promise.race([freed.catch(() => undefined), this.#wait(CANCEL_GRACE_MS)]);
      cancel(deviceError('CAPTURE_CANCELLED'));
    };
    this.#progress.set(captureId, onProgress);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const result = await Promise.race([capture, cancelled]);
      if (signal.aborted) throw deviceError('CAPTURE_CANCELLED');
      return result;
    } catch (error) {
      throw signal.aborted ? deviceError('CAPTURE_CANCELLED', '', error) : error;
    } finally {
      this.#progress.delete(captureId);
      signal.removeEventListener('abort', onAbort);
    }
  }

  close(): void {
    this.#watchers.clear();
    this.#rpc.close();
  }

  #announce(devices: readonly DeviceSummary[]): void {
    this.#devices = devices;
    for (const changed of this.#watchers) changed(devices);
  }
}

/** A channel that is gone is a device host that is gone. */
async function hostErrors<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw isCoded(error, 'RPC_CLOSED') ? deviceError('DEVICE_HOST_DOWN', '', error) : error;
  }
}
