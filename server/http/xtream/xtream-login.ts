import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import { statusOf } from '#server/errors';
import { isExpired, listsAdult, rightsRefusal } from '#server/domain';
import type { DenyReason, LeasePlayer, Platform, StreamCredential } from '#server/domain';
import type { AccountRow } from '#server/store';
import { baseUrl } from '../base-url';
import { countryOf } from '../country';
import { epochText, utcText } from './xtream-types';
import type { XtreamUser } from './xtream-types';

/** Why a login is refused. */
export type LoginRefusal = 'invalid' | DenyReason;

/** What a login came to. */
export type XtreamLogin = { readonly user: XtreamUser } | { readonly refusal: LoginRefusal; readonly account: AccountRow | null };

const STATUS: Readonly<Partial<Record<LoginRefusal, string>>> = { invalid: 'Invalid', expired: 'Expired', suspended: 'Banned' };

function errorOf(refusal: LoginRefusal): AppError {
  return refusal === 'invalid' ? new AppError('source.login-refused', { message: 'The user name or the password is wrong.' }) : rightsRefusal(refusal);
}

/** A third-party player is known by its credential, address and what it calls itself: two alike behind one router count as one. */
function playerOf(username: string, request: FastifyRequest): LeasePlayer {
  const agent = (request.headers['user-agent'] ?? '').replace(/[^\w ./()-]+/g, ' ').trim().slice(0, 60);
  const key = createHash('sha256').update([username, request.ip, agent].join('\n')).digest('base64url');
  return { key: `player:${key}`, name: agent === '' ? 'Player' : agent };
}

/** Checks a stream credential and what its account may do at all. */
export async function xtreamLogin(platform: Platform, credential: StreamCredential, request: FastifyRequest): Promise<XtreamLogin> {
  const account = await platform.accounts.byStreamCredential(credential);
  if (account === null) return { refusal: 'invalid', account: null };
  const asker = { account, maxAge: -1, deviceId: '', country: countryOf(request, platform) };
  const answer = await platform.rights.judge(asker, null, 'browse');
  if (!answer.isAllowed) return { refusal: answer.reason, account };
  const watcher = { asker, player: playerOf(credential.username, request) };
  return { user: { account, watcher, includesAdult: listsAdult(account, platform.nowMs()), ...credential } };
}

/** Refuses a playlist, guide or stream: 401, 403 or 404 with a JSON body and the reason in a header. */
export function refuseStream(reply: FastifyReply, refusal: LoginRefusal | AppError): FastifyReply {
  const error = refusal instanceof AppError ? refusal : errorOf(refusal);
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
      status: STATUS[refusal] ?? 'Disabled',
      message: errorOf(refusal).message,
      exp_date: expiresAtMs === 0 ? null : epochText(expiresAtMs),
    },
  };
}

/** `{user_info, server_info}` of a good login. */
export async function accountPayload(platform: Platform, user: XtreamUser, request: FastifyRequest): Promise<{ user_info: object; server_info: object }> {
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
      active_cons: String((await platform.leases.running(account.id)).length),
      created_at: epochText(account.createdAtMs),
      max_connections: String((await platform.rights.streamLimit(account)).most),
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
