import type { FastifyInstance } from 'fastify';
import { calculateJwkThumbprint } from 'jose';
import * as z from 'zod/mini';
import { ed25519PublicJwk } from '../../../electron/contract/centre-keys.ts';
import { ACTIVATION_JWS_TYPE, type ActivationBundle, SIAK_API_PREFIX } from '../../../electron/contract/siak-api.ts';
import { GatewayProblem } from '../problems.ts';
import type { GatewayContext } from './context.ts';

const activationRequest = z.strictObject({
  code: z.string().check(z.minLength(1), z.maxLength(64)),
  kioskKey: ed25519PublicJwk,
});

/** `POST /v1/activations`: a code and the kiosk's public key for a bundle signed by the root key. */
export function registerActivations(app: FastifyInstance, { kiosks, drives, keys }: GatewayContext): void {
  app.post(`${SIAK_API_PREFIX}/activations`, async (request) => {
    const parsed = activationRequest.safeParse(request.body);
    if (!parsed.success) throw new GatewayProblem('REQUEST_INVALID', 'code and kioskKey expected');
    const { code, kioskKey } = parsed.data;
    if ((await calculateJwkThumbprint(kioskKey)) !== kioskKey.kid) {
      throw new GatewayProblem('REQUEST_INVALID', 'kid is not the thumbprint of the key');
    }
    const { kioskId, driveIds } = await kiosks.activate(code, kioskKey);
    const { drive, training, officers } = await drives.find(driveIds[0] ?? '');
    const bundle: ActivationBundle = {
      kioskId,
      kioskKeyThumbprint: kioskKey.kid,
      training,
      receiptKeys: [keys.receipts.publicJwk],
      packetRecipients: [keys.packetRecipient],
      drive,
      officers: [...officers],
      issuedAt: new Date().toISOString(),
    };
    return { bundle: await keys.root.sign({ typ: ACTIVATION_JWS_TYPE, jwk: keys.root.publicJwk }, bundle) };
  });
}
