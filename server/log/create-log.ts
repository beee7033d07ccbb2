import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { redactUrl } from './redact-url';

/** The platform's log. */
export type Log = Logger;

const SECRET_FIELDS = [
  'password', 'pin', 'secret', 'token', 'access_token', 'refresh_token', 'device_code', 'user_code', 'authorization', 'cookie',
];

function requestFacts(request: { method?: string; url?: string; ip?: string }): object {
  return { method: request.method, url: redactUrl(request.url ?? ''), ip: request.ip };
}

function errorFacts(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const code: unknown = (error as { code?: unknown }).code;
  // A cause is kept by name only: what came from outside (an upstream address) may hold credentials.
  const cause = error.cause instanceof Error ? error.cause.name : undefined;
  return { type: error.name, message: error.message, code, cause, stack: error.stack };
}

/**
 * Makes the log: JSON lines to `destination` (standard error by default), with passwords, tokens and credentials in
 * addresses removed before anything is written.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const paths = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino(
    {
      level,
      base: null,
      redact: { paths, censor: '***' },
      serializers: { req: requestFacts, err: errorFacts, error: errorFacts, url: (url: unknown) => redactUrl(String(url)) },
    },
    destination ?? pino.destination({ fd: 2, sync: true }),
  );
}
