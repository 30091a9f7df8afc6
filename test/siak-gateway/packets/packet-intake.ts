import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { PacketHeader } from '../../../electron/contract/packet.ts';
import type { Receipt, RejectionReason } from '../../../electron/contract/receipt.ts';
import type { Bytes } from '../../../native-bridges/contract/bytes.ts';
import { moveDurably } from '../durable-files.ts';
import { GatewayProblem } from '../problems.ts';
import type { PacketStore } from '../stores/packet-store.ts';
import type { OpenUpload, UploadStore } from './upload-store.ts';

/** What becomes of an upload: its packet is in the database, bytes are missing, or there is no such upload. */
export type IntakeState = 'received' | 'incomplete' | 'absent';

export interface IntakePorts {
  readonly uploads: UploadStore;
  readonly packets: PacketStore;
  /** Folder of the sealed packets, on the same medium as the uploads. */
  readonly packetFolder: string;
  readonly examine: (sealed: Bytes, header: PacketHeader) => Promise<RejectionReason[]>;
  readonly sign: (receipt: Receipt) => Promise<string>;
  readonly log: (line: string) => void;
}

/**
 * Turns a complete upload into a stored packet with a receipt.
 *
 * Each step may be the last before a crash, and the next call goes on from there: the announcement is deleted only after
 * packet and receipt are in the database, and until then it names the packet, whose bytes lie either with the uploads or
 * already with the packets.
 */
export class PacketIntake {
  private readonly ports: IntakePorts;
  private last: Promise<unknown> = Promise.resolve();

  constructor(ports: IntakePorts) {
    this.ports = ports;
  }

  /**
   * Takes the packet in if all its bytes are here; harmless if that has been done.
   *
   * @throws GatewayProblem `PACKET_HASH_MISMATCH`; the upload is then gone
   */
  settle(packetId: string): Promise<IntakeState> {
    // One at a time: a packet is examined in memory, and nobody takes in the same one twice.
    const run = this.last.then(() => this.takeIn(packetId));
    this.last = run.catch(() => undefined);
    return run;
  }

  /** Finishes what a crash interrupted. */
  async recover(): Promise<void> {
    for (const packetId of await this.ports.uploads.list()) {
      // One packet that cannot be taken in does not keep the centre from opening; its kiosk is told at its next request.
      await this.settle(packetId).catch((error: unknown) => {
        this.ports.log(`an interrupted upload stays unfinished: ${error instanceof Error ? error.name : 'error'}`);
      });
    }
  }

  /** Resolves when nothing is being taken in any more. */
  async idle(): Promise<void> {
    await this.last;
  }

  private async takeIn(packetId: string): Promise<IntakeState> {
    const { uploads, packets, examine, sign, log } = this.ports;
    const upload = await uploads.find(packetId);
    if (await packets.find(packetId)) {
      if (upload) await uploads.forget(packetId);
      return 'received';
    }
    if (!upload) return 'absent';
    const sealed = await this.storeBytes(upload);
    if (!sealed) return 'incomplete';
    const { header } = upload;
    const receivedAt = new Date().toISOString();
    const reasons = await examine(sealed, header);
    const receipt = await packets.add(header, { reasons, receivedAt }, sign);
    await uploads.forget(packetId);
    log(`${header.kioskId}: packet ${header.sequence} ${[receipt.verdict, ...receipt.reasons].join(' ')}`);
    return 'received';
  }

  /** Checks the hash and moves the bytes to the packets, durably; null while some are missing. */
  private async storeBytes({ header, offset }: OpenUpload): Promise<Bytes | null> {
    const { uploads, packetFolder } = this.ports;
    const stored = join(packetFolder, `${header.packetId}.packet`);
    if (offset < header.size) {
      const moved = await stat(stored).catch(() => null);
      if (moved?.size !== header.size || (await sha256Of(stored)) !== header.sha256) return null;
    } else {
      const uploaded = uploads.pathOf(header.packetId);
      if (offset !== header.size || (await sha256Of(uploaded)) !== header.sha256) {
        await uploads.remove(header.packetId);
        throw new GatewayProblem('PACKET_HASH_MISMATCH', 'the bytes are not those announced; send them again');
      }
      await moveDurably(uploaded, stored);
    }
    return new Uint8Array(await readFile(stored));
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
