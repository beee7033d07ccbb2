import { AppError, isErrorCode } from '#core/base';
import type { ErrorCode, ErrorFacts } from '#core/base';
import { parseWireError } from '#core/wire';
import { saysLineIsFull } from './host-question';
import { mediaCodeOfStatus } from './probe-host';

/** A Shaka error as its events and rejections carry it. */
interface NativeError {
  readonly category: number;
  readonly code: number;
  readonly severity: number;
  readonly data: readonly unknown[];
}

const CRITICAL = 2;
const LOAD_INTERRUPTED = 7000;
const BAD_HTTP_STATUS = 1001;
const RESTRICTED = 4012;
const LICENCE_FAILED = 6007;
/** No key system, none that is configured, none of this engine, no server for it, and no media keys at all. */
const NO_SYSTEM: readonly number[] = [6000, 6001, 6002, 6012, 6020];
/** Shaka's categories: 1 network, 2 text, 3 media, 4 manifest, 5 streaming, 6 DRM. */
const CATEGORY_CODE: Readonly<Record<number, ErrorCode>> = {
  1: 'media.unreachable', 2: 'media.unsupported', 3: 'media.decode', 4: 'media.unsupported', 5: 'media.unreachable', 6: 'media.drm',
};

function readNative(value: unknown): NativeError | null {
  if (typeof value !== 'object' || value === null || !('category' in value) || !('code' in value)) return null;
  const { category, code } = value;
  if (typeof category !== 'number' || typeof code !== 'number') return null;
  const severity = 'severity' in value && typeof value.severity === 'number' ? value.severity : CRITICAL;
  const data: readonly unknown[] = 'data' in value && Array.isArray(value.data) ? value.data : [];
  return { category, code, severity, data };
}

function statusOf(native: NativeError): number | null {
  const status = native.code === BAD_HTTP_STATUS ? native.data[1] : null;
  return typeof status === 'number' ? status : null;
}

/** Whether an error of Shaka ends playback; the others it recovers from by itself. */
export function isCriticalShakaError(value: unknown): boolean {
  return readNative(value)?.severity !== 1;
}

/**
 * Whether an error that Shaka would live with says that the address ran out. It goes on with what it has in hand and then stands still;
 * a new address in time costs a moment.
 */
export function isExpiredAddress(value: unknown): boolean {
  const native = readNative(value);
  const status = native === null ? null : statusOf(native);
  return status === 401 || status === 403 || status === 410;
}

/** The code a platform's licence proxy answered with; `null` for answers of other servers. */
function namedByPlatform(words: unknown): ErrorCode | null {
  if (typeof words !== 'string') return null;
  try {
    const named = parseWireError(JSON.parse(words));
    return named.ok && isErrorCode(named.value.error.code) ? named.value.error.code : null;
  } catch {
    // Not JSON: another server's words.
    return null;
  }
}

/** Why a protected stream cannot be opened; `null` where protection is not what is wrong. */
function drmCode(native: NativeError): ErrorCode | null {
  if (NO_SYSTEM.indexOf(native.code) !== -1) return 'media.drm-unsupported';
  if (native.code === RESTRICTED) {
    const about: unknown = native.data[0];
    const missing: unknown = typeof about === 'object' && about !== null && 'missingKeys' in about ? about.missingKeys : null;
    return Array.isArray(missing) && missing.length > 0 ? 'media.drm' : null;
  }
  if (native.code !== LICENCE_FAILED) return null;
  const request = readNative(native.data[0]);
  const status = request === null ? null : statusOf(request);
  if (request === null || status === null) return 'media.drm';
  const isRefused = status === 401 || status === 402 || status === 403;
  return namedByPlatform(request.data[2]) ?? (isRefused ? 'media.drm-refused' : 'media.drm');
}

/** Turns what Shaka rejected with or told by event into one of ours; addresses in its data are left out. */
export function shakaError(value: unknown): AppError {
  const native = readNative(value);
  if (native === null) return value instanceof AppError ? value : new AppError('media.decode', { facts: { engine: 'shaka' }, cause: value });
  if (native.code === LOAD_INTERRUPTED) return new AppError('net.cancelled');
  const status = statusOf(native);
  const protection = drmCode(native);
  if (protection !== null) return new AppError(protection, { facts: { engine: 'shaka', native: native.code } });
  const facts: ErrorFacts = { engine: 'shaka', native: native.code, ...(status === null ? {} : { status }) };
  const words = native.data[2];
  const isFull = (status === 401 || status === 403) && typeof words === 'string' && saysLineIsFull(words);
  const byStatus = isFull ? 'media.limit' : status === null ? null : mediaCodeOfStatus(status);
  return new AppError(byStatus ?? CATEGORY_CODE[native.category] ?? 'media.decode', { facts });
}
