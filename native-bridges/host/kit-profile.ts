import * as z from 'zod/mini';
import { DEVICE_MODELS, type ModelIdOfKind, modelIdsOfKind } from '../drivers/device-models.ts';
import { DeviceSession, type SessionDevice } from '../sessions/device-session.ts';
import { Kit } from '../sessions/kit.ts';
import { listUsbSerialPorts, type UsbSerialPort } from '../transports/serial/serial-ports.ts';

const FINGERPRINT_MODELS = modelIdsOfKind('fingerprint');

/** What the shell tells the host of the kit at start. */
const kitProfile = z.strictObject({
  /** Simulated devices exist in training mode alone. */
  training: z.boolean(),
  /** Ports of the fingerprint sensors, best first. Without one, every known USB bridge is tried. */
  fingerprint: z._default(
    z.array(
      z.strictObject({
        port: z.string().check(z.minLength(1)),
        model: z.enum(FINGERPRINT_MODELS),
        simulated: z._default(z.boolean(), false),
      }),
    ),
    [],
  ),
});
export type KitProfile = z.output<typeof kitProfile>;

/**
 * Reads the profile from the process's arguments: `--kit JSON`.
 *
 * @throws Error where it is missing or not a profile
 */
export function readKitProfile(args: readonly string[]): KitProfile {
  const [option, json, ...rest] = args;
  if (option !== '--kit' || json === undefined || rest.length > 0) throw new Error('usage: main.ts --kit JSON');
  return kitProfile.parse(JSON.parse(json));
}

/**
 * Makes the kit of a profile. Outside training a simulated device is left out and reported, so that no mistake in a
 * profile can bring an invented print into a real record.
 *
 * @param onChange called with every change of a device's state
 * @param onRefused called with the id of each device left out
 * @param listPorts where a kit without named ports looks for its devices
 */
export function buildKit(
  profile: KitProfile,
  onChange: () => void,
  onRefused: (deviceId: string) => void,
  listPorts: () => Promise<readonly UsbSerialPort[]> = listUsbSerialPorts,
): Kit {
  const sessions = profile.fingerprint.flatMap(({ port, model, simulated }, at) => {
    const deviceId = `fingerprint-${at + 1}`;
    if (profile.training || !simulated)
      return [openedBy(model, { deviceId, port, simulated, discovered: false }, onChange)];
    onRefused(deviceId);
    return [];
  });
  // A profile that names its sensors is obeyed to the letter.
  const discover = profile.fingerprint.length > 0 ? async () => [] : discovery(onChange, listPorts);
  return new Kit(sessions, discover);
}

function discovery(
  onChange: () => void,
  listPorts: () => Promise<readonly UsbSerialPort[]>,
): () => Promise<DeviceSession[]> {
  const known = new Set<string>();
  return async () => {
    const found: DeviceSession[] = [];
    for (const { path, vendorId, productId } of await listPorts()) {
      const model = FINGERPRINT_MODELS.find((id) =>
        DEVICE_MODELS[id].usbBridges.some((usb) => usb.vendorId === vendorId && usb.productId === productId),
      );
      if (!model || known.has(path)) continue;
      known.add(path);
      const place = { deviceId: `fingerprint-${known.size}`, port: path, simulated: false, discovered: true };
      found.push(openedBy(model, place, onChange));
    }
    return found;
  };
}

function openedBy(
  modelId: ModelIdOfKind<'fingerprint'>,
  place: Pick<SessionDevice, 'deviceId' | 'port' | 'simulated' | 'discovered'>,
  onChange: () => void,
): DeviceSession {
  const { name, kind, open } = DEVICE_MODELS[modelId];
  return new DeviceSession({ ...place, modality: kind, model: name, open: (signal) => open(place, signal) }, onChange);
}
