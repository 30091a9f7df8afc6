import { CodedError } from '../../../native-bridges/contract/errors.ts';
import { shellError } from '../../contract/errors.ts';

/**
 * A failure of the profile's medium as the officer meets it: full, or not writable. The detail is the operating
 * system's code. Whatever carries no such code is a mistake of ours and is passed on unchanged.
 */
export function asDiskError(error: unknown): unknown {
  if (error instanceof CodedError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return shellError(full ? 'SPOOL_DISK_FULL' : 'SPOOL_UNWRITABLE', code, error);
}
