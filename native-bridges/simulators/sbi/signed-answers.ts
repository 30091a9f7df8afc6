import { createHash, createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';

/** A device's key and certificate, PEM. */
export interface DeviceCredentials {
  readonly key: string;
  readonly certificate: string;
  /** Certificates between it and the authority, nearest first. */
  readonly intermediates: readonly string[];
}

/** Signs what a device says, as compact JWS with RS256 and its certificates in the header. */
export class DeviceSigner {
  readonly #key: KeyObject;
  readonly #header: string;

  constructor({ key, certificate, intermediates }: DeviceCredentials) {
    this.#key = createPrivateKey(key);
    const x5c = [certificate, ...intermediates].map((pem) => new X509Certificate(pem).raw.toString('base64'));
    this.#header = base64url(JSON.stringify({ alg: 'RS256', typ: 'JWT', x5c }));
  }

  sign(payload: string): string {
    const signed = `${this.#header}.${base64url(payload)}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), this.#key).toString('base64url')}`;
  }

  /** What a careless verifier would believe: the header says that there is no signature. */
  static unsigned(payload: string): string {
    return `${base64url(JSON.stringify({ alg: 'none', typ: 'JWT' }))}.${base64url(payload)}.`;
  }
}

/** `bytes` as the reference service computes its hashes, `text` as the specification words it. */
export type ChainStyle = 'bytes' | 'text';

/**
 * The next hash of the chain, 64 capital letters and digits.
 *
 * @param previousHash empty at the beginning
 * @param payload the data block of the image as it is signed
 */
export function chainHash(style: ChainStyle, previousHash: string, image: Uint8Array, payload: string): string {
  const previous = previousHash === '' ? sha256(Buffer.alloc(0)) : Buffer.from(previousHash, 'hex');
  if (style === 'bytes') return hex(sha256(Buffer.concat([previous, sha256(image)])));
  return hex(sha256(Buffer.from(hex(previous) + hex(sha256(Buffer.from(payload))))));
}

export const base64url = (data: string | Uint8Array): string => Buffer.from(data).toString('base64url');
const sha256 = (data: Uint8Array): Buffer => createHash('sha256').update(data).digest();
const hex = (data: Buffer): string => data.toString('hex').toUpperCase();
