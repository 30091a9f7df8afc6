import { randomUUID } from 'node:crypto';
import { CompactSign, calculateJwkThumbprint, compactVerify, exportJWK, generateKeyPair, importJWK } from 'jose';
import { type Ed25519PublicJwk, ed25519PublicJwk } from '../../../../electron/contract/centre-keys.ts';
import type { PacketHeader } from '../../../../electron/contract/packet.ts';
import { type Receipt, readReceipt } from '../../../../electron/contract/receipt.ts';
import {
  type ActivationBundle,
  activationBundle,
  REQUEST_PROOF_TYPE,
  receiptPage,
} from '../../../../electron/contract/siak-api.ts';
import type { Gateway } from '../../../siak-gateway/gateway.ts';
import { type Answer, type Exchange, exchange } from './https-exchange.ts';

type Key = Awaited<ReturnType<typeof importJWK>>;

/** A kiosk as the centre sees it: a key, an id and requests with proofs. Speaks the wire format with its own code. */
export class TestKiosk {
  readonly gateway: Gateway;
  readonly publicJwk: Ed25519PublicJwk;
  readonly privateKey: Key;
  private activation: ActivationBundle | null = null;

  private constructor(gateway: Gateway, publicJwk: Ed25519PublicJwk, privateKey: Key) {
    this.gateway = gateway;
    this.publicJwk = publicJwk;
    this.privateKey = privateKey;
  }

  /** A kiosk that nobody knows yet. */
  static async make(gateway: Gateway): Promise<TestKiosk> {
    const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const { kty, crv, x } = await exportJWK(pair.publicKey);
    const publicJwk = ed25519PublicJwk.parse({
      kty,
      crv,
      x,
      kid: await calculateJwkThumbprint({ kty, crv, x } as never),
    });
    return new TestKiosk(gateway, publicJwk, pair.privateKey);
  }

  static async activated(gateway: Gateway): Promise<TestKiosk> {
    const kiosk = await TestKiosk.make(gateway);
    await kiosk.activate();
    return kiosk;
  }

  /** The same kiosk before another instance of the centre. */
  before(gateway: Gateway): TestKiosk {
    const same = new TestKiosk(gateway, this.publicJwk, this.privateKey);
    same.activation = this.activation;
    return same;
  }

  get bundle(): ActivationBundle {
    if (!this.activation) throw new Error('not activated');
    return this.activation;
  }

  async requestActivation(code: string): Promise<Answer> {
    const body = Buffer.from(JSON.stringify({ code, kioskKey: this.publicJwk }));
    const headers = { 'Content-Type': 'application/json' };
    return exchange(this.gateway, { method: 'POST', path: '/v1/activations', headers, body });
  }

  async activate(): Promise<ActivationBundle> {
    const { bundle } = (await this.requestActivation(this.gateway.activationCode)).json();
    const { payload } = await compactVerify(String(bundle), async ({ jwk }) => importJWK(jwk!, 'EdDSA'));
    this.activation = activationBundle.parse(JSON.parse(new TextDecoder().decode(payload)));
    return this.activation;
  }

  /** `Authorization` of one request; `claims` and `header` replace what an honest kiosk would say. */
  async proof(
    method: string,
    path: string,
    { claims = {}, header = {}, key = this.privateKey }: { claims?: object; header?: object; key?: Key } = {},
  ): Promise<string> {
    const honest = { kioskId: this.activation?.kioskId ?? 'kiosk-0', htm: method, htu: path, jti: randomUUID() };
    const payload = { ...honest, iat: new Date().toISOString(), ...claims };
    const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'EdDSA', typ: REQUEST_PROOF_TYPE, kid: this.publicJwk.kid, ...header })
      .sign(key);
    return `Jemput ${jws}`;
  }

  async send(request: Exchange): Promise<Answer> {
    const Authorization = await this.proof(request.method, request.path);
    return exchange(this.gateway, { ...request, headers: { Authorization, ...request.headers } });
  }

  head(packetId: string): Promise<Answer> {
    return this.send({ method: 'HEAD', path: `/v1/packets/${packetId}`, headers: TUS });
  }

  begin(header: PacketHeader, body?: Uint8Array, cutAfter?: number): Promise<Answer> {
    const headers = { ...TUS, 'Upload-Length': String(header.size), 'Upload-Metadata': metadataOf(header) };
    const withBody = body ? { body, headers: { ...headers, ...OCTETS } } : { headers };
    return this.send({
      method: 'POST',
      path: '/v1/packets',
      ...withBody,
      ...(cutAfter === undefined ? {} : { cutAfter }),
    });
  }

  patch(packetId: string, offset: number, body: Uint8Array, cutAfter?: number): Promise<Answer> {
    const headers = { ...TUS, ...OCTETS, 'Upload-Offset': String(offset) };
    const request = { method: 'PATCH', path: `/v1/packets/${packetId}`, headers, body };
    return this.send(cutAfter === undefined ? request : { ...request, cutAfter });
  }

  /** Begins and sends all bytes. */
  async upload(header: PacketHeader, bytes: Uint8Array): Promise<Answer> {
    await this.begin(header);
    return this.patch(header.packetId, 0, bytes);
  }

  /** All receipts so far, their signatures verified. */
  async receipts(): Promise<Receipt[]> {
    const page = receiptPage.parse((await this.send({ method: 'GET', path: '/v1/receipts' })).json());
    return Promise.all(page.receipts.map((jws) => readReceipt(jws, this.bundle.receiptKeys)));
  }

  /** Uploads a packet and returns what the centre signs about it. */
  async deliver({ header, bytes }: { header: PacketHeader; bytes: Uint8Array }): Promise<Receipt | undefined> {
    await this.upload(header, bytes);
    return (await this.receipts()).find(({ packetId }) => packetId === header.packetId);
  }
}

export const TUS = { 'Tus-Resumable': '1.0.0' };
export const OCTETS = { 'Content-Type': 'application/offset+octet-stream' };

/** `Upload-Metadata` of a packet. */
export function metadataOf({ size: _, ...header }: PacketHeader): string {
  return Object.entries(header)
    .map(([key, value]) => `${key} ${Buffer.from(String(value)).toString('base64')}`)
    .join(',');
}
