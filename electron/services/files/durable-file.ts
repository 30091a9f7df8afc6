import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Bytes } from '../../../native-bridges/contract/bytes.ts';

/** Ending of a file that is still being written; what bears it after a crash was never finished. */
export const TEMPORARY_SUFFIX = '.tmp';

/** Writes a whole file and waits until the medium has it. The name itself is not durable before {@link syncDirectory}. */
export async function writeSynced(path: string, content: Bytes): Promise<void> {
  const handle = await open(path, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Makes renames and deletions in a folder durable.
 *
 * Windows cannot open a folder for this; NTFS journals its names instead.
 */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Replaces a file so that after any crash either the old or the new content is there, whole: temporary file, fsync,
 * rename, fsync of the folder. On failure the old file stands and the temporary one is removed.
 *
 * @throws NodeJS.ErrnoException
 */
export async function replaceFile(path: string, content: Bytes): Promise<void> {
  const temporary = path + TEMPORARY_SUFFIX;
  try {
    await writeSynced(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
  await syncDirectory(dirname(path));
}
