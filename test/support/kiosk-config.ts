import type { KioskConfig } from '../../electron/services/kiosk-config.ts';
import { makeCertificate } from '../unit/electron/services/support/certificates.ts';

/** A kiosk without devices whose centre nobody answers for; `training` as the training kiosk has it. */
export async function kioskConfigWithoutCentre(training: boolean): Promise<KioskConfig> {
  const { certificatePem } = await makeCertificate();
  return {
    // Port 9 is discard (RFC 863); nothing listens there.
    gateway: { url: 'https://127.0.0.1:9', certificatePem, rootKeyThumbprint: 'A'.repeat(43) },
    spool: { second: null },
    kit: { fingerprint: [] },
    training: training
      ? {
          activationCode: 'LATIHAN',
          credentials: [{ officerId: 'operator-1', name: 'Petugas Latihan', pin: '123456' }],
        }
      : null,
  };
}
