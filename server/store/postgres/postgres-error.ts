import { AppError } from '#core/base';

/** Names a failure of PostgreSQL: a broken uniqueness rule is `input.invalid`, a full disk `storage.full`, the rest `storage.broken`. */
export function postgresError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code: unknown = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined;
  const native = typeof code === 'string' ? code : 'unknown';
  const message = error instanceof Error ? error.message : String(error);
  if (native === '23505') return new AppError('input.invalid', { message: 'already taken', facts: { native }, cause: error });
  return new AppError(native === '53100' ? 'storage.full' : 'storage.broken', { message, facts: { native }, cause: error });
}
