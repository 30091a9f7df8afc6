import { randomUUID } from 'node:crypto';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type { Ed25519PublicJwk } from '../../../../../electron/contract/centre-keys.ts';
import { ACTIVATION_JWS_TYPE, type ActivationBundle } from '../../../../../electron/contract/siak-api.ts';
import type { SigningKey } from '../../../../siak-gateway/centre-keys.ts';
import { KIOSK_ID } from './packets.ts';

/** @param kioskKey the kiosk's own, to which the bundle is issued */
export async function makeBundle(
  kioskKey: Ed25519PublicJwk,
  receiptKey: Ed25519PublicJwk,
  changes: Partial<ActivationBundle> = {},
): Promise<ActivationBundle> {
  return {
    kioskId: KIOSK_ID,
    kioskKeyThumbprint: kioskKey.kid,
    training: true,
    receiptKeys: [receiptKey],
    packetRecipients: [{ kid: 'age-1', recipient: await identityToRecipient(await generateIdentity()) }],
    drive: {
      driveId: randomUUID(),
      name: 'Jemput bola',
      place: 'Balai desa',
      districtCode: '32.73.01',
      firstDay: '2026-03-01',
      lastDay: '2026-03-03',
      target: 250,
    },
    officers: [],
    issuedAt: '2026-02-28T00:00:00.000Z',
    ...changes,
  };
}

/** The bundle as the centre's root key signs it, with that key in the header. */
export function signBundle(root: SigningKey, bundle: object, typ: string = ACTIVATION_JWS_TYPE): Promise<string> {
  const { kty, crv, x } = root.publicJwk;
  return root.sign({ typ, jwk: { kty, crv, x } }, bundle);
}
