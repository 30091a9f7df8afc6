import { Encrypter } from 'age-encryption';
import type { PacketRecipient } from '../../electron/contract/centre-keys.ts';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import { sha256 } from './digest.ts';

/** Bytes that only the centre can open, and their hash. */
export interface SealedArchive {
  readonly bytes: Bytes;
  readonly sha256: string;
}

/** Encrypts an archive to the centre's keys; in the kiosk a worker does it. */
export type Sealer = (archive: Bytes, recipients: readonly PacketRecipient[]) => Promise<SealedArchive>;

/** An age v1 file (C2SP age) around the archive, for every recipient. */
export const sealArchive: Sealer = async (archive, recipients) => {
  const encrypter = new Encrypter();
  for (const { recipient } of recipients) encrypter.addRecipient(recipient);
  const bytes = (await encrypter.encrypt(archive)) as Bytes;
  return { bytes, sha256: await sha256(bytes) };
};
