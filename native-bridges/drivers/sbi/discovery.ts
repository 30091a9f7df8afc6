import { SBI_PORTS } from '../../transports/sbi/sbi-connection.ts';
import { callService } from './link.ts';
import type { SbiProperties } from './properties.ts';
import { kindOf, parseDiscovery, readUnsignedDigitalId, type SbiKind } from './protocol.ts';

/**
 * A device that a service of this computer says it has. Nothing of this is signed: it is for finding and showing;
 * what the driver opens, it verifies.
 */
export interface FoundSbiDevice {
  readonly kind: SbiKind;
  readonly port: number;
  /** The service's own name for the device; two services may use the same. */
  readonly deviceId: string;
  readonly make: string;
  readonly model: string;
  /** Keeps two devices of one model apart. */
  readonly serial: string;
  readonly status: string;
  readonly specVersions: readonly string[];
}

/**
 * Asks every port of the interface at once, and lists the devices of all services that answer in time, by port. Ports
 * where nobody, or somebody else, listens are left out.
 *
 * @throws the signal's reason
 */
export async function findSbiDevices(properties: SbiProperties, signal: AbortSignal): Promise<FoundSbiDevice[]> {
  const { scan } = properties.timing;
  // One clock for all ports, connecting and answering together.
  const scanning = AbortSignal.any([signal, AbortSignal.timeout(scan)]);
  const found = await Promise.all(
    SBI_PORTS.map(async (port) => {
      try {
        return await discoverOn(port, properties, scan, scanning);
      } catch {
        signal.throwIfAborted();
        return [];
      }
    }),
  );
  return found.flat();
}

/**
 * The devices of the service on one port that are of a kind we know.
 *
 * @param limit of the answer, ms
 * @throws CodedError `DEVICE_*` | `SBI_RESPONSE`; or the signal's reason
 */
export async function discoverOn(
  port: number,
  properties: SbiProperties,
  limit: number,
  signal: AbortSignal,
): Promise<FoundSbiDevice[]> {
  const request = { verb: 'MOSIPDISC', body: { type: 'Biometric Device' } } as const;
  const limits = { connect: properties.timing.connect, answer: limit, bodyBytes: properties.infoBytes };
  const body = await callService(port, request, limits, signal);
  return parseDiscovery(body).flatMap((entry) => {
    const identity = readUnsignedDigitalId(entry.digitalId);
    const kind = identity && kindOf(identity);
    if (!identity || !kind) return [];
    const { make, model, serialNo } = identity;
    const { deviceId, deviceStatus: status, specVersion: specVersions } = entry;
    return [{ kind, port, deviceId, make, model, serial: serialNo, status, specVersions }];
  });
}
