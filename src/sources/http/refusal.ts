import { AppError } from '#core/base';
import type { ErrorCode } from '#core/base';
import { hostOf } from '#core/account';

/**
 * Statuses the field uses beside the standard ones (protocols.md section 1.7). Only 458 and 509 have an agreed meaning;
 * the others are refusals of one kind or another and are never retried, since a retry can hold the connection they refuse.
 */
const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'http.unexpected',
  401: 'http.unauthorized',
  402: 'http.forbidden',
  403: 'http.forbidden',
  404: 'http.not-found',
  405: 'http.unexpected',
  406: 'http.forbidden',
  408: 'net.timeout',
  410: 'http.not-found',
  423: 'http.forbidden',
  429: 'http.rate-limited',
  451: 'http.forbidden',
  454: 'http.forbidden',
  456: 'http.forbidden',
  458: 'source.connection-limit',
  459: 'http.forbidden',
  461: 'http.forbidden',
  509: 'source.connection-limit',
  512: 'http.forbidden',
  514: 'http.forbidden',
  884: 'http.forbidden',
};

/** The error for a status that is not success. Facts: status and host, never the address. */
export function errorOfStatus(status: number, url: string): AppError {
  const code = BY_STATUS[status] ?? (status >= 500 && status < 600 ? 'http.server' : 'http.unexpected');
  return new AppError(code, { message: `status ${String(status)}`, facts: { status, host: hostOf(url) } });
}

/** Whether a body is a web page: by its type, or because it begins with a tag and is neither XMLTV nor other XML. */
export function isHtml(contentType: string, bodyStart: string): boolean {
  const start = bodyStart
    .replace(/^\ufeff?\s*/, '')
    .slice(0, 200)
    .toLowerCase();
  if (/^<(!doctype html|html|head|body|script|meta|title|center|h1|div|p[ >])/.test(start)) return true;
  return contentType.toLowerCase().indexOf('text/html') !== -1 && start.charAt(0) === '<';
}
