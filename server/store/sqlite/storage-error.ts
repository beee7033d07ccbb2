import { AppError } from '#core/base';

/** Names a failure of SQLite: a broken uniqueness rule is `input.invalid`, a full disk `storage.full`, the rest `storage.broken`. */
export function storageError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code: unknown = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined;
  const native = typeof code === 'string' ? code : 'unknown';
  const message = error instanceof Error ? error.message : String(error);
  if (native === 'SQLITE_CONSTRAINT_UNIQUE' || native === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
    return new AppError('input.invalid', { message: 'already taken', facts: { native }, cause: error });
  }
  return new AppError(native === 'SQLITE_FULL' ? 'storage.full' : 'storage.broken', { message, facts: { native }, cause: error });
}
