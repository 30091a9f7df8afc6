import { X509Certificate } from 'node:crypto';
import { compactVerify, decodeProtectedHeader } from 'jose';
import { deviceError, isCoded } from '../../contract/errors.ts';

/** What a verified signature stands for. */
export interface SignedPayload {
  readonly payload: Uint8Array;
  readonly signer: X509Certificate;
}

/** Certificates that are trusted by themselves, and the date at which a path to them must be valid. */
export interface Trust {
  readonly anchors: readonly X509Certificate[];
  readonly now: () => Date;
}

/** Signer, two intermediates and an anchor are what the interface knows; one more is not dangerous. */
const MAX_PATH = 5;
/** RS256 with shorter keys is not accepted (RFC 7518, 3.3). */
const MIN_RSA_BITS = 2_048;

/** @param anchors certificates in PEM; @throws Error for one that is none */
export function readTrust(anchors: readonly string[], now: () => Date): Trust {
  return { anchors: anchors.map((pem) => new X509Certificate(pem)), now };
}

/**
 * Verifies a compact JWS (RS256) and the certificates in its header (`x5c`), up to an anchor.
 *
 * @throws CodedError `SBI_CERTIFICATE` without a valid path, `SBI_SIGNATURE` for anything else
 */
export async function verifySignature(jws: string, trust: Trust): Promise<SignedPayload> {
  const [signer, ...others] = certificatesOf(jws);
  requirePath(signer!, others, trust);
  try {
    const { payload } = await compactVerify(jws, signer!.publicKey, { algorithms: ['RS256'] });
    return { payload, signer: signer! };
  } catch (error) {
    throw deviceError('SBI_SIGNATURE', 'does not match', error);
  }
}

function certificatesOf(jws: string): X509Certificate[] {
  try {
    const { alg, x5c } = decodeProtectedHeader(jws);
    if (alg !== 'RS256') throw deviceError('SBI_SIGNATURE', 'not RS256');
    if (!Array.isArray(x5c) || x5c.length === 0) throw deviceError('SBI_CERTIFICATE', 'none in the signature');
    if (x5c.length > MAX_PATH) throw deviceError('SBI_CERTIFICATE', `${x5c.length} in the signature`);
    return x5c.map(readCertificate);
  } catch (error) {
    throw isCoded(error) ? error : deviceError('SBI_SIGNATURE', 'not a signature', error);
  }
}

function readCertificate(der: unknown): X509Certificate {
  try {
    const certificate = new X509Certificate(Buffer.from(String(der), 'base64'));
    // The key is read when it is first asked for, and may be the unreadable part.
    void certificate.publicKey;
    return certificate;
  } catch (error) {
    throw deviceError('SBI_CERTIFICATE', 'unreadable', error);
  }
}

/**
 * Looks for a path from the signer to an anchor: each certificate valid now and issued by the next, which is an
 * authority. A signer that is itself an anchor is its own path.
 */
function requirePath(signer: X509Certificate, others: readonly X509Certificate[], { anchors, now }: Trust): void {
  const { asymmetricKeyType, asymmetricKeyDetails } = signer.publicKey;
  if (asymmetricKeyType !== 'rsa' || (asymmetricKeyDetails?.modulusLength ?? 0) < MIN_RSA_BITS) {
    throw deviceError('SBI_CERTIFICATE', 'key too weak');
  }
  const date = now();
  const rest = new Set(others);
  let current = signer;
  for (let step = 0; step < MAX_PATH; step += 1) {
    if (date < current.validFromDate || date > current.validToDate) {
      throw deviceError('SBI_CERTIFICATE', 'not valid at this date');
    }
    if (anchors.some((anchor) => anchor.fingerprint256 === current.fingerprint256)) return;
    const child = current;
    const isIssuer = (candidate: X509Certificate) => isIssuedBy(child, candidate);
    const issuer = anchors.find(isIssuer) ?? [...rest].find(isIssuer);
    if (!issuer) throw deviceError('SBI_CERTIFICATE', 'no path to a trusted certificate');
    rest.delete(issuer);
    current = issuer;
  }
  throw deviceError('SBI_CERTIFICATE', 'path too long');
}

function isIssuedBy(child: X509Certificate, issuer: X509Certificate): boolean {
  return issuer.ca && child.checkIssued(issuer) && child.verify(issuer.publicKey);
}
