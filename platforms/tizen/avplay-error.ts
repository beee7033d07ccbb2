import { AppError } from '#core/base';
import type { ErrorCode } from '#core/base';
import { mediaCodeOfStatus } from '#platforms/common';

/**
 * What AVPlay's error ids mean in practice (tv-platforms 2.4). `GENEREIC` is how the API spells it; firmware exists with
 * both spellings. Ids that are not listed occur in the field: they end playback, and trying again may help.
 */
const BY_ID: Readonly<Record<string, ErrorCode>> = {
  PLAYER_ERROR_CONNECTION_FAILED: 'media.unreachable',
  PLAYER_ERROR_INVALID_URI: 'media.unreachable',
  PLAYER_ERROR_NO_SUCH_FILE: 'media.not-found',
  PLAYER_ERROR_NOT_SUPPORTED_FILE: 'media.unsupported',
  PLAYER_ERROR_NOT_SUPPORTED_FORMAT: 'media.unsupported',
  PLAYER_ERROR_INVALID_OPERATION: 'media.busy',
  PLAYER_ERROR_INVALID_STATE: 'media.state',
  PLAYER_ERROR_INVALID_PARAMETER: 'media.state',
  PLAYER_ERROR_SEEK_FAILED: 'media.state',
  PLAYER_ERROR_GENEREIC: 'media.decode',
  PLAYER_ERROR_GENERIC: 'media.decode',
};
/** What the names of thrown exceptions mean when no id says it better. */
const BY_NAME: Readonly<Record<string, ErrorCode>> = {
  InvalidAccessError: 'media.unreachable',
  NotFoundError: 'media.not-found',
  InvalidValuesError: 'media.unreachable',
  NotSupportedError: 'media.unsupported',
  InvalidStateError: 'media.state',
  TypeMismatchError: 'media.state',
  SecurityError: 'media.refused',
  QuotaExceededError: 'media.busy',
};

function field(error: unknown, name: 'name' | 'message'): string {
  if (typeof error !== 'object' || error === null || !(name in error)) return '';
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : '';
}

/** The error for an id of `onerror`. `httpStatus` is what PLAYER_MSG_HTTP_ERROR_CODE told before, if it did. */
export function avplayIdError(id: unknown, httpStatus: number | null = null): AppError {
  const native = typeof id === 'string' ? id : String(id);
  const byStatus = httpStatus === null ? null : mediaCodeOfStatus(httpStatus);
  const facts = { engine: 'avplay', native, ...(httpStatus === null ? {} : { status: httpStatus }) };
  return new AppError(byStatus ?? BY_ID[native] ?? (/DRM|LICENSE/.test(native) ? 'media.drm' : 'media.decode'), { facts });
}

/** The error for what a call threw or an error callback got: an id in its message wins over its name. */
export function avplayError(error: unknown, action: string, httpStatus: number | null = null): AppError {
  if (error instanceof AppError) return error;
  const name = field(error, 'name');
  const id = /PLAYER_ERROR_[A-Z_]+/.exec(`${field(error, 'message')} ${name}`)?.[0];
  if (id !== undefined && id !== 'PLAYER_ERROR_NONE') return avplayIdError(id, httpStatus);
  const byStatus = httpStatus === null ? null : mediaCodeOfStatus(httpStatus);
  return new AppError(byStatus ?? BY_NAME[name] ?? 'media.decode', { facts: { engine: 'avplay', native: name, action }, cause: error });
}

/** Whether a seek's failure is the one that seeking a little earlier cures. */
export function isSeekFailed(error: unknown): boolean {
  return error instanceof AppError && error.facts['native'] === 'PLAYER_ERROR_SEEK_FAILED';
}
