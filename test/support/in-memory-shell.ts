import { createHash, createHmac } from 'node:crypto';
import { shellError } from '../../electron/contract/errors.ts';
import { MANIFEST_JWS_TYPE, type PacketHeader } from '../../electron/contract/packet.ts';
import { readReceipt, receiptMatches } from '../../electron/contract/receipt.ts';
import type { ShellApi, SpoolState } from '../../electron/contract/shell-contract.ts';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import type { InMemoryCentre } from './in-memory-centre.ts';

/** The shell's services without disk and network: it holds packets, checks hashes, and verifies receipts for real. */
export class InMemoryShell {
  readonly centre: InMemoryCentre;
  readonly spooled = new Map<string, { readonly header: PacketHeader; readonly bytes: Bytes }>();
  readonly reported: { readonly code: string; readonly sequence: number | null }[] = [];
  highestSequence = 0;
  secondMedium: SpoolState['secondMedium'] = 'none';
  /** Thrown by the next `put`, once. */
  nextPutFailure: Error | null = null;
  /** Calls that went out, by name, for tests of how often something is tried. */
  readonly calls: string[] = [];
  machine = 'machine-1';
  readonly api: ShellApi;

  constructor(centre: InMemoryCentre) {
    this.centre = centre;
    this.api = {
      kiosk: {
        describe: async () => ({ shell: 'chromium-host', version: '0.1.0', forProduction: false, training: null }),
        activation: async () => centre.activation,
        activate: async () => centre.activation,
      },
      keystore: {
        signManifest: async (manifest) => {
          const [header, , signature] = (await centre.kioskKey.sign(MANIFEST_JWS_TYPE, manifest)).split('.');
          return `${header}..${signature}`;
        },
        machineSecret: async (officerId) =>
          Uint8Array.from(createHmac('sha256', this.machine).update(officerId).digest()),
      },
      spool: {
        put: (header, bytes) => this.#put(header, bytes),
        state: async () => ({
          packets: [...this.spooled.values()].map(({ header }) => header).sort((a, b) => a.sequence - b.sequence),
          highestSequence: this.highestSequence,
          freeBytes: 1e9,
          secondMedium: this.secondMedium,
        }),
        release: (packetId, jws) => this.#release(packetId, jws),
      },
      centre: {
        time: async () => this.#call('time', () => centre.time()),
        upload: async (packetId) =>
          this.#call('upload', () => {
            const packet = this.spooled.get(packetId);
            if (!packet) throw shellError('SPOOL_PACKET_DAMAGED');
            return centre.receive(packet.header, packet.bytes);
          }),
        cancelUpload: async () => undefined,
        receipts: async (cursor) => this.#call('receipts', () => centre.receiptsAfter(cursor)),
        roster: async (recipient, cursor) => this.#call('roster', () => centre.rosterPage(recipient, cursor)),
      },
      diagnostics: {
        report: async (code, sequence) => {
          this.reported.push({ code, sequence });
        },
      },
    };
  }

  async #call<T>(name: string, operation: () => T | Promise<T>): Promise<T> {
    this.calls.push(name);
    return operation();
  }

  async #put(header: PacketHeader, bytes: Bytes): Promise<void> {
    if (this.nextPutFailure) {
      const failure = this.nextPutFailure;
      this.nextPutFailure = null;
      throw failure;
    }
    if (createHash('sha256').update(bytes).digest('hex') !== header.sha256) throw shellError('SPOOL_PACKET_DAMAGED');
    const known = this.spooled.get(header.packetId);
    if (known && known.header.sha256 !== header.sha256) throw shellError('SPOOL_SEQUENCE_TAKEN');
    for (const { header: other } of this.spooled.values()) {
      if (other.sequence === header.sequence && other.packetId !== header.packetId) {
        throw shellError('SPOOL_SEQUENCE_TAKEN');
      }
    }
    this.spooled.set(header.packetId, { header, bytes });
    this.highestSequence = Math.max(this.highestSequence, header.sequence);
  }

  async #release(packetId: string, jws: string): Promise<void> {
    const receipt = await readReceipt(jws, this.centre.activation.receiptKeys);
    const packet = this.spooled.get(packetId);
    if (receipt.packetId !== packetId) throw shellError('RECEIPT_FORGED');
    if (!packet) return;
    if (!receiptMatches(receipt, packet.header)) throw shellError('RECEIPT_FORGED');
    if (receipt.verdict === 'accepted') this.spooled.delete(packetId);
  }
}
