import type { DatabaseVersion } from './database-version.ts';
import { version1 } from './version-1.ts';

/** Every version of the database in order. Append only. */
export const DATABASE_HISTORY: readonly DatabaseVersion[] = [version1];
