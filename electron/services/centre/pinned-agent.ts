import { X509Certificate } from 'node:crypto';
import { Agent } from 'node:https';
import type { PeerCertificate } from 'node:tls';

/** Shorter than the keep-alive of common servers (Node 5 s, nginx 75 s), so that a reused connection is a live one. */
const IDLE_CONNECTION_MS = 4_000;

/**
 * Connections to the one server that holds the pinned certificate's key; any other ends in the handshake.
 *
 * The certificate is the trust anchor and must itself be what the server shows: a certificate issued by it, or for the
 * right name by anybody else, is refused. Names are not compared, since the pin says more than a name.
 */
export function createPinnedAgent(certificatePem: string): Agent {
  const { fingerprint256 } = new X509Certificate(certificatePem);
  return new Agent({
    keepAlive: true,
    timeout: IDLE_CONNECTION_MS,
    ca: [certificatePem],
    // The pin may be of a certificate that some CA issued: it is the anchor all the same.
    allowPartialTrustChain: true,
    // Said explicitly, since NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment would otherwise switch it off.
    rejectUnauthorized: true,
    // Node compares no certificate on a resumed session.
    maxCachedSessions: 0,
    checkServerIdentity: (_host: string, certificate: PeerCertificate) =>
      certificate.fingerprint256 === fingerprint256 ? undefined : new Error('certificate is not the pinned one'),
  });
}
