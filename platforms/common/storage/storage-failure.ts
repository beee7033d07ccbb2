import { AppError } from '#core/base';

/** Names engines give to "no room left": the standard one, and Firefox's old one kept by some forks. */
const FULL_NAMES: ReadonlySet<string> = new Set(['QuotaExceededError', 'NS_ERROR_DOM_QUOTA_REACHED']);

function nameOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('name' in error)) return '';
  return typeof error.name === 'string' ? error.name : '';
}

/** Turns what a store threw into `storage.full` or `storage.broken`. */
export function storageError(error: unknown, store: string): AppError {
  if (error instanceof AppError) return error;
  const name = nameOf(error);
  const facts = { store, native: name === '' ? 'unknown' : name };
  return new AppError(FULL_NAMES.has(name) ? 'storage.full' : 'storage.broken', { facts, cause: error });
}
