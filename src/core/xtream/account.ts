import { AppError, fail, ok } from '../base';
import type { Result } from '../base';
import { looseEpochMs, looseFlag, looseList, looseNumber, looseObject, looseText } from './loose-fields';
import type { LooseFields } from './loose-fields';
import { parseLooseJson } from './loose-json';
import { readPanelZone } from './panel-zone';
import type { PanelZone } from './panel-zone';

/** What a line may do. `refused`: wrong name or password, or the panel does not say why. */
export type XtreamStatus = 'active' | 'expired' | 'disabled' | 'refused';

/** An Xtream line as its panel describes it. Holds no credentials. */
export interface XtreamAccount {
  readonly status: XtreamStatus;
  /** What the panel wants to tell the subscriber; often empty. */
  readonly message: string;
  /** 0: does not expire. */
  readonly expiresAtMs: number;
  readonly createdAtMs: number;
  readonly isTrial: boolean;
  readonly activeConnections: number;
  /** 0: no limit. */
  readonly maxConnections: number;
  /** Lower case, in the panel's order; `["ts"]` when it names none. */
  readonly formats: readonly string[];
  /** The zone the panel's local times are in. */
  readonly zone: PanelZone;
  /** The panel's clock, 0 if it does not tell. */
  readonly serverTimeMs: number;
  /** Where the panel says it lives; may be wrong behind a CDN: try the viewer's own address first. */
  readonly server: { readonly host: string; readonly port: string; readonly httpsPort: string; readonly protocol: string };
}

function statusOf(user: LooseFields, expiresAtMs: number, nowMs: number): XtreamStatus {
  const word = looseText(user, 'status').toLowerCase();
  if (/^(?:expired|trial expired)/.test(word)) return 'expired';
  if (/^(?:banned|disabled|blocked|suspended|inactive)/.test(word)) return 'disabled';
  // The status may stay "Active" after the end.
  if (expiresAtMs > 0 && expiresAtMs <= nowMs) return 'expired';
  const isRefused = 'auth' in user ? !looseFlag(user['auth']) : word !== 'active';
  return isRefused ? 'refused' : 'active';
}

/**
 * Judges the answer of an account call (`player_api.php` without action, or any unknown one). A refusal by the panel is no error
 * here but a status; `source.malformed` means that the answer describes no account at all. `nowMs` is used when the panel
 * does not tell its own time.
 */
export function parseAccount(value: unknown, nowMs: number): Result<XtreamAccount, AppError> {
  const root = looseObject(value);
  const user = looseObject(root['user_info']);
  if (Object.keys(user).length === 0) {
    // `{"error": "..."}` and `{"auth": 0}` are refusals of proxies and small panels.
    if ('error' in root || 'auth' in root || 'message' in root) return ok(refused(looseText(root, 'error', 'message')));
    return fail(new AppError('source.malformed', { message: 'no user_info', facts: { what: 'account' } }));
  }
  const server = looseObject(root['server_info']);
  const serverTimeMs = looseEpochMs(server['timestamp_now']);
  const expiresAtMs = looseEpochMs(user['exp_date']);
  const formats = looseList(user['allowed_output_formats']).filter((format): format is string => typeof format === 'string');
  return ok({
    status: statusOf(user, expiresAtMs, serverTimeMs > 0 ? serverTimeMs : nowMs),
    message: looseText(user, 'message'),
    expiresAtMs,
    createdAtMs: looseEpochMs(user['created_at']),
    isTrial: looseFlag(user['is_trial']),
    activeConnections: Math.max(0, looseNumber(user['active_cons'])),
    maxConnections: unlimitedAsZero(looseNumber(user['max_connections'])),
    formats: formats.length === 0 ? ['ts'] : formats.map((format) => format.toLowerCase()),
    zone: readPanelZone(server),
    serverTimeMs,
    server: {
      host: looseText(server, 'url').replace(/^[a-z]+:\/\//i, '').replace(/[/:].*$/, ''),
      port: looseText(server, 'port'),
      httpsPort: looseText(server, 'https_port'),
      protocol: looseText(server, 'server_protocol').toLowerCase(),
    },
  });
}

function unlimitedAsZero(connections: number): number {
  return connections <= 0 || connections >= 100_000 ? 0 : connections;
}

function refused(message: string): XtreamAccount {
  return {
    status: 'refused', message, expiresAtMs: 0, createdAtMs: 0, isTrial: false, activeConnections: 0, maxConnections: 0, formats: ['ts'],
    zone: readPanelZone({}), serverTimeMs: 0, server: { host: '', port: '', httpsPort: '', protocol: '' },
  };
}

/** The error that tells a person what is wrong with a line; `null` for an active one. The panel's message is in `facts`. */
export function accountError(account: XtreamAccount): AppError | null {
  const facts: Record<string, string> = account.message === '' ? {} : { message: account.message };
  if (account.status === 'active') return null;
  if (account.status === 'expired') return new AppError('source.expired', { facts });
  return new AppError(account.status === 'disabled' ? 'source.disabled' : 'source.login-refused', { facts });
}

/** Statuses of the field that mean: all connections of the line are in use. Retrying holds the slot longer. */
const LIMIT_STATUSES: readonly number[] = [458, 509];
/** Statuses that panels, filters and blocks refuse a line with, beside 401 and 403. */
const REFUSED_STATUSES: readonly number[] = [401, 403, 404, 406, 454, 456, 459, 461, 512, 514, 884];

/**
 * The error an HTTP status of a panel's API stands for; `null` for a status that comes with an answer worth reading. Panels
 * refuse a login in three ways: 404 with a page that imitates a web server, 401 or 403 with JSON, 200 with `auth: 0`; the
 * first two end here, the third in {@link parseAccount}. Source: protocols.md 1.7.
 */
export function apiStatusError(status: number): AppError | null {
  if (status >= 200 && status < 300) return null;
  const facts = { status };
  if (LIMIT_STATUSES.indexOf(status) >= 0) return new AppError('source.connection-limit', { facts });
  if (REFUSED_STATUSES.indexOf(status) >= 0) return new AppError('source.login-refused', { facts });
  if (status === 429) return new AppError('http.rate-limited', { facts });
  return new AppError(status >= 500 ? 'http.server' : 'http.unexpected', { facts });
}

/**
 * Judges a whole account answer: HTTP status, then body. Fails as {@link apiStatusError} and `parseLooseJson` say; a refusal told
 * in JSON comes out as a status, also with a status code of its own.
 */
export function readAccountAnswer(status: number, body: string, nowMs: number): Result<XtreamAccount, AppError> {
  const error = apiStatusError(status);
  const json = parseLooseJson(body);
  if (json.ok) {
    const account = parseAccount(json.value.value, nowMs);
    if (account.ok && (error === null || account.value.status !== 'active')) return account;
    return error === null ? account : fail(error);
  }
  return fail(error ?? json.error);
}
