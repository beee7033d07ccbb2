import { AppError } from '#core/base';

/** Codes of a database, as its library gives them in `code`. */
export interface NativeCodes {
  /** A uniqueness rule is broken. */
  readonly taken: readonly string[];
  /** The disk is full. */
  readonly full: string;
}

/** Names failures of a database: a broken uniqueness rule is `input.invalid`, a full disk `storage.full`, the rest `storage.broken`. */
export function sqlErrors({ taken, full }: NativeCodes): (error: unknown) => AppError {
  return (error) => {
    if (error instanceof AppError) return error;
    const code: unknown = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined;
    const native = typeof code === 'string' ? code : 'unknown';
    const message = error instanceof Error ? error.message : String(error);
    if (taken.includes(native)) return new AppError('input.invalid', { message: 'already taken', facts: { native }, cause: error });
    return new AppError(native === full ? 'storage.full' : 'storage.broken', { message, facts: { native }, cause: error });
  };
}
