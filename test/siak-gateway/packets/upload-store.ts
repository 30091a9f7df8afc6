import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { FileKvStore, type Upload } from '@tus/server';
import type { PacketHeader } from '../../../electron/contract/packet.ts';
import { GatewayProblem } from '../problems.ts';
import { headerFromMetadata } from './packet-metadata.ts';

/** An upload that has begun: what was announced, and how many bytes are here. */
export interface OpenUpload {
  readonly header: PacketHeader;
  readonly offset: number;
}

/**
 * Unfinished uploads, a file and its announcement (`<packetId>.json`) each.
 *
 * Differs from tus's own store in that an upload is created once: tus would empty the file when a client, having lost
 * the answer, creates it again.
 */
export class UploadStore extends FileStore {
  private readonly announcements: FileKvStore<Upload>;

  constructor(directory: string) {
    const announcements = new FileKvStore<Upload>(directory);
    super({ directory, configstore: announcements });
    this.announcements = announcements;
    // What tus is told to offer: no deletion by the kiosk, no upload of unknown length, nothing that runs out.
    this.extensions = ['creation', 'creation-with-upload'];
  }

  override async create(upload: Upload): Promise<Upload> {
    if (await this.find(upload.id)) throw new GatewayProblem('UPLOAD_OFFSET_MISMATCH', 'upload has already begun');
    return super.create(upload);
  }

  /** Path of the bytes of an upload. */
  pathOf(packetId: string): string {
    return join(this.directory, packetId);
  }

  /** An upload that has begun, or null. One whose announcement was lost in a crash has not begun. */
  async find(packetId: string): Promise<OpenUpload | null> {
    const announced = await this.announcements.get(packetId);
    const header = announced && headerFromMetadata(announced.metadata, announced.size);
    if (!header) return null;
    const { size } = await stat(this.pathOf(packetId)).catch(() => ({ size: 0 }));
    return { header, offset: size };
  }

  /** Ids of all uploads that have begun. */
  async list(): Promise<string[]> {
    const names = await readdir(this.directory);
    return names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
  }

  /** Removes what is left of an upload after its packet was stored: the announcement, last, and stray bytes. */
  async forget(packetId: string): Promise<void> {
    await rm(this.pathOf(packetId), { force: true });
    await rm(this.pathOf(`${packetId}.json`), { force: true });
  }
}
