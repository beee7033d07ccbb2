import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import type { ErrorCode } from '#core/base';
import { statusOf } from '#server/errors';
import { decide, isExpired } from '#server/domain';
import type { DenyReason, Platform, StreamCredential } from '#server/domain';
import type { AccountRow } from '#server/store';
import { baseUrl } from '../base-url';
import { epochText, utcText } from './xtream-types';
import type { XtreamUser } from './xtream-types';

/** Why a login is refused. */
export type LoginRefusal = 'invalid' | DenyReason;

/** What a login came to. */
export type XtreamLogin = { readonly user: XtreamUser } | { readonly refusal: LoginRefusal; readonly account: AccountRow | null };

const STATUS: Readonly<Record<LoginRefusal, string>> = {
  invalid: 'Invalid', expired: 'Expired', suspended: 'Banned', 'adult-not-allowed': 'Disabled', 'above-age-limit': 'Disabled',
};
const MESSAGE: Readonly<Record<LoginRefusal, string>> = {
  invalid: 'The user name or the password is wrong.',
  expired: 'The subscription of this account is over.',
  suspended: 'This account is suspended.',
  'adult-not-allowed': 'This is not part of the account.',
  'above-age-limit': 'This is above the age limit.',
};
const CODE: Readonly<Record<LoginRefusal, ErrorCode>> = {
  invalid: 'source.login-refused', expired: 'source.expired', suspended: 'auth.account-suspended',
  'adult-not-allowed': 'http.forbidden', 'above-age-limit': 'http.forbidden',
};

/** Checks a stream credential and what its account may do at all. */
export async function xtreamLogin(platform: Platform, credential: StreamCredential): Promise<XtreamLogin> {
  const account = await platform.accounts.byStreamCredential(credential);
  if (account === null) return { refusal: 'invalid', account: null };
  const answer = decide({ ...account, maxAge: -1 }, 'browse', null, platform.nowMs());
  return answer.isAllowed ? { user: { account, ...credential } } : { refusal: answer.reason, account };
}

/** Refuses a playlist, guide or stream: 401, 403 or 404 with a JSON body and the reason in a header. */
export function refuseStream(reply: FastifyReply, refusal: LoginRefusal | AppError): FastifyReply {
  const error = refusal instanceof AppError ? refusal : new AppError(CODE[refusal], { message: MESSAGE[refusal] });
  const reason = refusal instanceof AppError ? String(refusal.facts['reason'] ?? refusal.code) : refusal;
  return reply
    .code(statusOf(error.code))
    .header('x-hearth-reason', reason)
    .header('cache-control', 'no-store')
    .send({ error: { code: error.code, message: error.message } });
}

/** The payload of a refused `player_api` call: `auth` 0 with status and message, whatever the HTTP status. */
export function refusedPayload(login: { readonly refusal: LoginRefusal; readonly account: AccountRow | null }): object {
  const { refusal, account } = login;
  const expiresAtMs = account?.expiresAtMs ?? 0;
  return {
    user_info: {
      auth: 0,
      status: STATUS[refusal],
      message: MESSAGE[refusal],
      exp_date: expiresAtMs === 0 ? null : epochText(expiresAtMs),
    },
  };
}

/** `{user_info, server_info}` of a good login. */
export function accountPayload(platform: Platform, user: XtreamUser, request: FastifyRequest): { user_info: object; server_info: object } {
  const { account, username, password } = user;
  const now = platform.nowMs();
  const address = new URL(baseUrl(request, platform.config));
  const isSecure = address.protocol === 'https:';
  const port = address.port === '' ? (isSecure ? '443' : '80') : address.port;
  return {
    user_info: {
      username,
      password,
      message: '',
      auth: 1,
      status: isExpired(account.expiresAtMs, now) ? 'Expired' : 'Active',
      exp_date: account.expiresAtMs === 0 ? null : epochText(account.expiresAtMs),
      is_trial: '0',
      active_cons: '0',
      created_at: epochText(account.createdAtMs),
      max_connections: String(account.maxConnections),
      allowed_output_formats: ['m3u8', 'ts'],
    },
    server_info: {
      url: address.hostname,
      port: isSecure ? '' : port,
      https_port: isSecure ? port : '',
      server_protocol: isSecure ? 'https' : 'http',
      rtmp_port: '',
      timezone: 'UTC',
      timestamp_now: Math.floor(now / 1000),
      time_now: utcText(now),
      process: true,
    },
  };
}
