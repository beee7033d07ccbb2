import type { AppError } from '#core/base';

/** Whether a failure is the platform's own (its store, its disk, its code) and not that of the source it works on. */
export function isOwnFailure({ code }: AppError): boolean {
  return code.startsWith('storage.') || code === 'internal.bug';
}
