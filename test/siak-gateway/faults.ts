/**
 * What a tester may switch on, to see what a kiosk makes of it:
 * - `500`: every answer is an error of the centre;
 * - `html`: every answer is a captive portal's page, status 200;
 * - `forged-receipt`: receipts bear the right key id and the signature of another key.
 */
export const GATEWAY_FAULTS = ['500', 'html', 'forged-receipt'] as const;
export type GatewayFault = (typeof GATEWAY_FAULTS)[number];

/** The fault that is on, read at each request. */
export interface FaultSwitch {
  current: GatewayFault | null;
}

/** What a hotel's or a provider's portal sends instead of any page that was asked for. */
export const CAPTIVE_PORTAL_PAGE =
  '<!doctype html><title>Masuk Wi-Fi</title><p>Silakan masuk untuk memakai jaringan ini.</p>\n';
