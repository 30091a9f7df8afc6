import type { FastifyRequest } from 'fastify';
import type { CentreKeys, SigningKey } from '../centre-keys.ts';
import type { FaultSwitch } from '../faults.ts';
import type { PacketIntake } from '../packets/packet-intake.ts';
import type { UploadServer } from '../packets/upload-server.ts';
import type { UploadStore } from '../packets/upload-store.ts';
import type { RequestProofs } from '../request-proofs.ts';
import type { DriveStore } from '../stores/drive-store.ts';
import type { Kiosk, KioskStore } from '../stores/kiosk-store.ts';
import type { PacketStore } from '../stores/packet-store.ts';

/** What the routes work with. */
export interface GatewayContext {
  readonly keys: CentreKeys;
  /** Signs what the fault `forged-receipt` sends. */
  readonly forger: SigningKey;
  readonly faults: FaultSwitch;
  readonly proofs: RequestProofs;
  readonly drives: DriveStore;
  readonly kiosks: KioskStore;
  readonly packets: PacketStore;
  readonly uploads: UploadStore;
  readonly uploadServer: UploadServer;
  readonly intake: PacketIntake;
}

/**
 * The kiosk that sent the request.
 *
 * @throws GatewayProblem `PROOF_INVALID` | `KIOSK_UNKNOWN`
 */
export function kioskOf({ proofs }: GatewayContext, request: FastifyRequest): Promise<Kiosk> {
  // `url` of the raw request is what was sent; Fastify's may have been rewritten.
  const { method = '', url: target = '', headers } = request.raw;
  return proofs.verify({ method, target, authorization: headers.authorization });
}
