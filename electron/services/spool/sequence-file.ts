import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { TEMPORARY_SUFFIX, writeSynced } from '../files/durable-file.ts';

const SEQUENCE_FILE = 'highest-sequence.json';

const sequenceFile = z.strictObject({ highestSequence: z.int().check(z.nonnegative()) });

/**
 * Highest sequence number ever spooled here. It outlives the packets: a number that was once given to a citizen's
 * record is not given to another, even if the renderer's database is lost.
 *
 * @returns 0 before the first packet; null where the file is there and cannot be understood
 */
export async function readHighestSequence(directory: string): Promise<number | null> {
  try {
    return sequenceFile.parse(JSON.parse(await readFile(join(directory, SEQUENCE_FILE), 'utf8'))).highestSequence;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 0 : null;
  }
}

/**
 * Replaces the number. The new name is durable once the caller has synced the folder.
 *
 * @throws NodeJS.ErrnoException; the old number stands
 */
export async function writeHighestSequence(directory: string, highestSequence: number): Promise<void> {
  const path = join(directory, SEQUENCE_FILE);
  const temporary = path + TEMPORARY_SUFFIX;
  try {
    await writeSynced(temporary, new TextEncoder().encode(JSON.stringify({ highestSequence })));
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}
