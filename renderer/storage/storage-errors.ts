import { CodedError } from '../../native-bridges/contract/errors.ts';
import { rendererError } from '../domain/errors.ts';

/**
 * Runs a database operation and gives its failure a code: `STORAGE_FULL` where the browser has no room left, else
 * `STORAGE_FAILED`. Errors that already have a code pass unchanged.
 */
export async function withStorageErrors<T>(operation: () => PromiseLike<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw rendererError(isQuotaError(error) ? 'STORAGE_FULL' : 'STORAGE_FAILED', errorName(error), error);
  }
}

/** Dexie wraps the browser's error: an AbortError whose `inner` is the QuotaExceededError. */
function isQuotaError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if (errorName(error) === 'QuotaExceededError') return true;
  return 'inner' in error && error.inner !== error && isQuotaError(error.inner);
}

/** The error's name only: a message could carry a key. */
const errorName = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
