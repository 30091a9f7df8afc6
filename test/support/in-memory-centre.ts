import { createHash } from 'node:crypto';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { argon2id } from 'hash-wasm';
import { CompactSign, calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { Ed25519PublicJwk } from '../../electron/contract/centre-keys.ts';
import type { ShellErrorCode } from '../../electron/contract/errors.ts';
import { shellError } from '../../electron/contract/errors.ts';
import type { PacketHeader } from '../../electron/contract/packet.ts';
import { RECEIPT_JWS_TYPE, type Receipt } from '../../electron/contract/receipt.ts';
import type { ActivationBundle, ReceiptPage, Resident, RosterPage } from '../../electron/contract/siak-api.ts';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import { examinePacket } from '../siak-gateway/examination/examine-packet.ts';
import { inventedResident } from './invented-record.ts';

export interface SigningKey {
  readonly publicJwk: Ed25519PublicJwk;
  sign(typ: string, payload: unknown): Promise<string>;
}

/** A fresh Ed25519 key that signs compact JWS. */
export async function createSigningKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = await exportJWK(publicKey);
  const publicJwk = { kty: 'OKP', crv: 'Ed25519', x: jwk.x!, kid: await calculateJwkThumbprint(jwk) } as const;
  return {
    publicJwk,
    sign: (typ, payload) =>
      new CompactSign(payload instanceof Uint8Array ? payload : new TextEncoder().encode(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'EdDSA', typ, kid: publicJwk.kid })
        .sign(privateKey),
  };
}

export const TEST_PIN = '424242';
export const TEST_OFFICER_ID = 'op-01';

/**
 * A centre without a network: real keys, real receipts, and the reference gateway's own examination of every packet.
 */
export class InMemoryCentre {
  /** Set to make every call fail. */
  failure: ShellErrorCode | null = null;
  /** Verdict by hand instead of an examination. */
  verdict: ((header: PacketHeader) => Pick<Receipt, 'verdict' | 'reasons'>) | null = null;
  readonly received = new Map<string, { readonly header: PacketHeader; readonly bytes: Bytes }>();
  /** Receipts in the order of issue; a test may put anything in. */
  readonly receiptList: string[] = [];
  roster: readonly Resident[] = [inventedResident];
  rosterPageSize = 100;
  readonly kioskKey: SigningKey;
  readonly receiptKey: SigningKey;
  readonly activation: ActivationBundle;
  readonly ageIdentity: string;

  private constructor(
    keys: { kiosk: SigningKey; receipt: SigningKey },
    activation: ActivationBundle,
    identity: string,
  ) {
    this.kioskKey = keys.kiosk;
    this.receiptKey = keys.receipt;
    this.activation = activation;
    this.ageIdentity = identity;
  }

  static async create(): Promise<InMemoryCentre> {
    const keys = { kiosk: await createSigningKey(), receipt: await createSigningKey() };
    const identity = await generateX25519Identity();
    const activation: ActivationBundle = {
      kioskId: 'BKS-07',
      kioskKeyThumbprint: keys.kiosk.publicJwk.kid,
      training: true,
      receiptKeys: [keys.receipt.publicJwk],
      packetRecipients: [{ kid: 'centre-1', recipient: await identityToRecipient(identity) }],
      drive: {
        driveId: '0b8ff1d9-5d3f-4a5a-9a7b-1a2f6f0f7c11',
        name: 'Jemput bola Bekasi Timur',
        place: 'SMA Negeri 1',
        districtCode: '32.75.01',
        firstDay: '2026-11-16',
        lastDay: '2026-11-28',
        target: 250,
      },
      officers: [
        {
          officerId: TEST_OFFICER_ID,
          name: 'Operator Satu',
          role: 'operator',
          pinVerifier: await cheapVerifier(TEST_PIN),
        },
        { officerId: 'op-02', name: 'Operator Dua', role: 'operator', pinVerifier: await cheapVerifier('515151') },
      ],
      issuedAt: '2026-11-15T00:00:00.000Z',
    };
    return new InMemoryCentre(keys, activation, identity);
  }

  /** Takes a packet, examines it and issues the receipt. */
  async receive(header: PacketHeader, bytes: Bytes): Promise<void> {
    this.#mustAnswer();
    if (createHash('sha256').update(bytes).digest('hex') !== header.sha256) throw shellError('UPLOAD_DAMAGED');
    if (this.received.has(header.packetId)) return;
    this.received.set(header.packetId, { header, bytes });
    const { kioskKey, ageIdentity } = this;
    const context = { header, kioskKey: kioskKey.publicJwk, training: true, ageIdentity };
    const reasons: string[] = this.verdict ? this.verdict(header).reasons : await examinePacket(bytes, context);
    const verdict = this.verdict?.(header).verdict ?? (reasons.length === 0 ? 'accepted' : 'rejected');
    this.receiptList.push(await this.signReceipt(header, { verdict, reasons }));
  }

  signReceipt(header: PacketHeader, change: Partial<Receipt> = {}): Promise<string> {
    const { packetId, kioskId, sequence, sha256 } = header;
    const receipt: Receipt = {
      ...{ packetId, kioskId, sequence, sha256 },
      ...{ receivedAt: '2026-11-21T02:00:00.000Z', verdict: 'accepted', reasons: [] },
      ...change,
    };
    return this.receiptKey.sign(RECEIPT_JWS_TYPE, receipt);
  }

  /** Receipts from a cursor, which is the count of those already given. */
  async receiptsAfter(cursor: string): Promise<ReceiptPage> {
    this.#mustAnswer();
    const from = Number(cursor === '' ? '0' : cursor);
    const receipts = this.receiptList.slice(from, from + 2);
    return { receipts, nextCursor: String(from + receipts.length) };
  }

  async rosterPage(recipient: string, cursor: string | null): Promise<Bytes> {
    this.#mustAnswer();
    const from = Number(cursor ?? '0');
    const until = from + this.rosterPageSize;
    const nextCursor = until < this.roster.length ? String(until) : null;
    return sealRosterPage(recipient, { listVersion: '1', residents: this.roster.slice(from, until), nextCursor });
  }

  time(): string {
    this.#mustAnswer();
    return '2026-11-21T02:00:00.000Z';
  }

  #mustAnswer(): void {
    if (this.failure) throw shellError(this.failure);
  }
}

/** A roster page as the centre seals it to a fetch's one-time recipient. */
export async function sealRosterPage(recipient: string, page: RosterPage): Promise<Bytes> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return new Uint8Array(await encrypter.encrypt(JSON.stringify(page)));
}

/** A verifier of the right format and little cost: its own strength is not what these tests are about. */
const cheapVerifier = (pin: string) =>
  argon2id({
    password: pin,
    salt: crypto.getRandomValues(new Uint8Array(16)),
    memorySize: 256,
    iterations: 1,
    parallelism: 1,
    hashLength: 32,
    outputType: 'encoded',
  });
