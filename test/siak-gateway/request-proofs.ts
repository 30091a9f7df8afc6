import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { REQUEST_PROOF_TYPE, type RequestProof, requestProof } from '../../electron/contract/siak-api.ts';
import { GatewayProblem } from './problems.ts';
import type { Kiosk, KioskStore } from './stores/kiosk-store.ts';

/**
 * Proofs remembered; the oldest is forgotten first. At three requests a packet this is weeks of a busy province. A proof
 * replayed after that, or after a restart, only repeats an idempotent request: what it could add, tus's offset refuses.
 */
const REMEMBERED = 100_000;

/** What is proven about a request. */
export interface ProvenRequest {
  readonly method: string;
  /** Path with query, as sent. */
  readonly target: string;
  readonly authorization: string | undefined;
}

/** Tells which kiosk sent a request, by the signature in its `Authorization` header. */
export class RequestProofs {
  private readonly kiosks: KioskStore;
  private readonly seen = new Set<string>();

  constructor(kiosks: KioskStore) {
    this.kiosks = kiosks;
  }

  /**
   * Verifies method, path, signature and novelty. The kiosk's clock is noted and not judged: in the field it is wrong.
   *
   * @throws GatewayProblem `PROOF_INVALID` | `KIOSK_UNKNOWN`
   */
  async verify(request: ProvenRequest): Promise<Kiosk> {
    const jws = /^Jemput ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(request.authorization ?? '')?.[1];
    if (!jws) throw new GatewayProblem('PROOF_INVALID', 'no proof in the Authorization header');
    const kiosk = await this.kiosks.findByThumbprint(keyIdOf(jws));
    if (!kiosk) throw new GatewayProblem('KIOSK_UNKNOWN', 'the key is of no activated kiosk');
    const proof = await readProof(jws, kiosk);
    if (proof.kioskId !== kiosk.kioskId) throw new GatewayProblem('PROOF_INVALID', 'another kiosk');
    if (proof.htm !== request.method || proof.htu !== request.target) {
      throw new GatewayProblem('PROOF_INVALID', 'another request');
    }
    this.requireNew(`${kiosk.kioskId} ${proof.jti}`);
    await this.kiosks.noteSeen(kiosk.kioskId, new Date(), new Date(proof.iat));
    return kiosk;
  }

  private requireNew(proof: string): void {
    if (this.seen.has(proof)) throw new GatewayProblem('PROOF_INVALID', 'proof was used before');
    this.seen.add(proof);
    if (this.seen.size <= REMEMBERED) return;
    // A set keeps the order of insertion.
    const [oldest] = this.seen;
    if (oldest !== undefined) this.seen.delete(oldest);
  }
}

function keyIdOf(jws: string): string {
  try {
    const { kid, typ } = decodeProtectedHeader(jws);
    if (kid && typ === REQUEST_PROOF_TYPE) return kid;
  } catch {
    // Falls through: an unreadable header is no proof.
  }
  throw new GatewayProblem('PROOF_INVALID', 'no proof of this kind');
}

async function readProof(jws: string, { publicKey }: Kiosk): Promise<RequestProof> {
  try {
    const { payload } = await compactVerify(jws, await importJWK(publicKey, 'EdDSA'), { algorithms: ['EdDSA'] });
    return requestProof.parse(JSON.parse(new TextDecoder().decode(payload)));
  } catch {
    throw new GatewayProblem('PROOF_INVALID', 'signature or shape');
  }
}
