import { AppError } from '#core/base';
import type { HttpRequest } from '#ports';

/**
 * Header names no page may set: the fetch standard's forbidden names, and `user-agent`, which Chromium drops silently.
 */
export const FORBIDDEN_HEADERS: ReadonlySet<string> = new Set([
  'accept-charset', 'accept-encoding', 'access-control-request-headers', 'access-control-request-method', 'connection', 'content-length',
  'cookie', 'date', 'dnt', 'expect', 'host', 'keep-alive', 'origin', 'referer', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'user-agent', 'via',
]);

/** Waiting for the head when the request does not say. */
export const HEAD_TIMEOUT_MS = 10_000;
/** Longest silence inside a body when the request does not say. */
export const IDLE_TIMEOUT_MS = 15_000;

/** The headers of a request that the engine takes, in lower case. */
export function allowedHeaders(request: HttpRequest): Record<string, string> {
  const allowed: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    const lower = name.toLowerCase();
    if (FORBIDDEN_HEADERS.has(lower) || lower.indexOf('sec-') === 0 || lower.indexOf('proxy-') === 0) continue;
    allowed[lower] = value;
  }
  return allowed;
}

/** The host of an address, for facts and logs; empty when there is none. Never shows user names or paths. */
export function hostOf(url: string): string {
  const match = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#]*)/i.exec(url);
  return match?.[1] ?? '';
}

/** The scheme of an address in lower case, empty for a relative one. */
export function schemeOf(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*):/i.exec(url);
  return match === null ? '' : (match[1] ?? '').toLowerCase();
}

/** Throws `source.bad-address` for what cannot be requested: other schemes, no host, white space inside. */
export function checkAddress(url: string): void {
  const scheme = schemeOf(url);
  const isRelative = scheme === '' && url !== '';
  const isLocal = scheme === 'file' || scheme === 'blob' || scheme === 'data';
  const isWeb = (scheme === 'http' || scheme === 'https') && hostOf(url) !== '' && !/\s/.test(url);
  if (!isRelative && !isLocal && !isWeb) throw new AppError('source.bad-address', { facts: { scheme } });
}

/** The error of a request that got no answer. */
export function noAnswer(code: 'net.offline' | 'net.timeout' | 'net.unreachable' | 'net.cancelled', url: string, cause?: unknown): AppError {
  return new AppError(code, { facts: { host: hostOf(url) }, cause });
}
