import { type DeviceEventApi, deviceEventContract, deviceHostContract } from '../contract/device-host-contract.ts';
import { CodedError } from '../contract/errors.ts';
import { type Channel, connectRpc } from '../rpc/rpc.ts';
import { acceptRenderers } from './channel.ts';
import { DeviceService } from './device-service.ts';
import { buildKit, readKitProfile } from './kit-profile.ts';

/** One line a fault on standard error, which the shell takes into its log: codes, never what was captured. */
function log(code: string, where: string, detail = ''): void {
  process.stderr.write(`${JSON.stringify({ code, where, detail })}\n`);
}

const noRenderer: DeviceEventApi['events'] = { captureProgress: async () => {}, devicesChanged: async () => {} };
let renderer = noRenderer;

/** Tells the renderer; one that goes in this moment has nothing to hear any more. */
const tell = (event: Promise<void>): void => void event.catch(() => {});

const kit = buildKit(
  readKitProfile(process.argv.slice(2)),
  () => tell(renderer.devicesChanged(kit.summaries)),
  (deviceId) => log('DEVICE_REFUSED', deviceId, 'simulated, and this is not training'),
);
const service = new DeviceService(kit, (captureId, stage, share) =>
  tell(renderer.captureProgress(captureId, stage, share)),
);

function serve(channel: Channel): void {
  const connection = connectRpc({
    channel,
    local: deviceHostContract,
    implementation: { devices: service.devices },
    remote: deviceEventContract,
    // The detail of a coded error is made for the log; the words of any other may quote what was passed.
    onFault: ({ code, procedure, error }) => log(code, procedure, error instanceof CodedError ? error.detail : ''),
  });
  renderer = connection.remote.events;
  void connection.closed.then(() => {
    if (renderer === connection.remote.events) renderer = noRenderer;
    service.cancelAll();
  });
}

acceptRenderers(serve, () => {
  service.cancelAll();
  void kit.close().then(() => process.exit(0));
});
await kit.watch();
