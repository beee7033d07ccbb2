import { AppError } from '#core/base';
import type { ErrorCode } from '#core/base';
import type { WireError } from '#core/wire';
import { statusOf } from './status-of';

/** An error ready to be sent. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: WireError;
}

interface FrameworkError {
  readonly statusCode?: unknown;
  readonly validation?: unknown;
  readonly message?: unknown;
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return 'http.unauthorized';
  if (status === 403) return 'http.forbidden';
  if (status === 404) return 'http.not-found';
  if (status === 429) return 'http.rate-limited';
  return status >= 400 && status < 500 ? 'input.invalid' : 'http.server';
}

/** What would open what was refused. */
function opensOf({ code, facts }: AppError): Pick<WireError['error'], 'opens'> {
  if (!code.startsWith('rights.')) return {};
  const ids = (name: string): readonly string[] => String(facts[name] ?? '').split(',').filter((id) => id !== '');
  const opens = { planIds: ids('plans'), offerIds: ids('offers') };
  return opens.planIds.length + opens.offerIds.length === 0 ? {} : { opens };
}

/**
 * Turns whatever a handler threw into status and body. Messages of our own errors and of request validation are kept;
 * anything unexpected says only that the server failed, since its message may hold secrets or paths.
 */
export function answerFor(error: unknown): ErrorAnswer {
  if (error instanceof AppError) {
    const status = statusOf(error.code);
    const message = status === 500 || status === 503 ? 'The platform could not answer.' : error.message;
    // A set that reads of a broken store thinks of its own.
    const code = error.code === 'storage.broken' ? 'http.server' : error.code;
    return { status, body: { error: { code, message, ...opensOf(error) } } };
  }
  const framework: FrameworkError = typeof error === 'object' && error !== null ? error : {};
  const status = typeof framework.statusCode === 'number' ? framework.statusCode : 500;
  const isClientFault = status >= 400 && status < 500;
  const message = isClientFault && typeof framework.message === 'string' ? framework.message : 'The platform could not answer.';
  return { status: isClientFault ? status : 500, body: { error: { code: codeOfStatus(status), message } } };
}
