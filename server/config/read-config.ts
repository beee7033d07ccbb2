import { delimiter, resolve } from 'node:path';
import { AppError, fail, HOUR_MS, MINUTE_MS, ok } from '#core/base';
import type { Result } from '#core/base';
import type { Config, DrmSettings, LicenceServerSettings, RecordingSettings, RelaySettings, SamsungSettings } from './config';
import { LOG_LEVELS } from './log-level';

/** Name of a platform whose operator has said none. */
export const DEFAULT_NAME = 'Hearth';

/** Variables by name, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

class EnvironmentReader {
  readonly problems: string[] = [];

  constructor(private readonly environment: Environment) {}

  text(name: string, fallback: string): string {
    const value = this.environment[name]?.trim();
    return value === undefined || value === '' ? fallback : value;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const value = this.text(name, fallback);
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) this.refuse(name, value, `one of ${allowed.join(', ')}`, fallback);
    return found ?? fallback;
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.text(name, fallback ? '1' : '0').toLowerCase();
    if (['1', 'true', 'yes', 'on'].includes(value)) return true;
    if (!['0', 'false', 'no', 'off'].includes(value)) this.refuse(name, value, '1 or 0', fallback ? '1' : '0');
    return false;
  }

  port(name: string, fallback: number): number {
    const value = this.text(name, String(fallback));
    if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
    this.refuse(name, value, 'a port from 0 to 65535', String(fallback));
    return fallback;
  }

  hours(name: string, fallback: number): number {
    const value = this.text(name, String(fallback));
    if (/^\d{1,4}$/.test(value)) return Number(value);
    this.refuse(name, value, 'a whole number of hours, 0 for never', String(fallback));
    return fallback;
  }

  origin(name: string): string {
    const value = this.text(name, '');
    if (value === '') return '';
    const url = URL.canParse(value) ? new URL(value) : null;
    if (url !== null && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '' && url.username === '') {
      return url.href.replace(/\/+$/, '');
    }
    this.refuse(name, value, 'an http or https address', 'https://tv.example.net');
    return '';
  }

  /** The name of a header that means something only while the flag `condition` is set. */
  /** Stripe's secrets, which it needs all of, and where people come back to. */
  stripe(): { readonly stripeKey: string; readonly stripeWebhookSecret: string } {
    const isWanted = this.text('HEARTH_PAYMENTS', '') === 'stripe';
    const secret = (name: string, form: RegExp, example: string): string => {
      const value = this.text(name, '');
      if (isWanted && !form.test(value)) this.problems.push(`HEARTH_PAYMENTS=stripe needs ${name}, for example ${name}=${example}`);
      return isWanted ? value : '';
    };
    if (isWanted && this.text('HEARTH_PUBLIC_URL', '') === '') {
      this.problems.push('HEARTH_PAYMENTS=stripe needs HEARTH_PUBLIC_URL, for example HEARTH_PUBLIC_URL=https://tv.example.net: people come back there when they have paid');
    }
    return {
      stripeKey: secret('HEARTH_STRIPE_KEY', /^[sr]k_(?:test|live)_\w+$/, 'sk_test_…'),
      stripeWebhookSecret: secret('HEARTH_STRIPE_WEBHOOK_SECRET', /^whsec_\w+$/, 'whsec_…'),
    };
  }

  /** Samsung Checkout, which needs both of what the seller office gives, and somebody who takes what a set cannot. */
  samsung(): SamsungSettings {
    const server = this.oneOf('HEARTH_SAMSUNG', ['off', 'sandbox', 'production'] as const, 'off');
    const [appId, securityKey] = [this.text('HEARTH_SAMSUNG_APP_ID', ''), this.text('HEARTH_SAMSUNG_KEY', '')];
    if (server === 'off') return { server, appId: '', securityKey: '' };
    if (!/^[\w.-]{3,40}$/.test(appId)) this.problems.push('HEARTH_SAMSUNG needs HEARTH_SAMSUNG_APP_ID, the app’s number at the seller office, for example HEARTH_SAMSUNG_APP_ID=3201504001965');
    if (securityKey === '') this.problems.push('HEARTH_SAMSUNG needs HEARTH_SAMSUNG_KEY, the DPI security key of the app');
    if (this.text('HEARTH_PAYMENTS', 'none') === 'none') this.problems.push('HEARTH_SAMSUNG needs HEARTH_PAYMENTS too, for example HEARTH_PAYMENTS=stripe: other sets and goods are paid for with a phone');
    return { server, appId, securityKey };
  }

  count(name: string, fallback: number, what: string): number {
    const value = this.text(name, String(fallback));
    if (/^\d{1,5}$/.test(value)) return Number(value);
    this.refuse(name, value, what, String(fallback));
    return fallback;
  }

  /** A list divided by commas. */
  list(name: string, form: RegExp, what: string, example: string): readonly string[] {
    const entries = this.text(name, '').toLowerCase().split(',').map((entry) => entry.trim()).filter((entry) => entry !== '');
    const wrong = entries.find((entry) => !form.test(entry));
    if (wrong !== undefined) this.refuse(name, wrong, what, example);
    return entries;
  }

  relay(): RelaySettings {
    const connections = this.count('HEARTH_RELAY_CONNECTIONS', 16, 'how many requests an account may have under way, at least 1');
    if (connections === 0) this.problems.push('HEARTH_RELAY_CONNECTIONS is "0"; to have no relay say HEARTH_RELAY=0');
    return {
      isOn: this.flag('HEARTH_RELAY', false),
      hosts: this.list('HEARTH_RELAY_HOSTS', /^(?:\*\.)?[a-z0-9.-]{1,253}$/, 'names of hosts divided by commas', 'line.example,*.cdn.example'),
      networks: this.list('HEARTH_RELAY_NETWORKS', /^[0-9a-f.:]+(?:\/\d{1,3})?$/, 'addresses or networks divided by commas', '192.168.1.20,10.1.0.0/16'),
      proxy: this.secretAddress('HEARTH_RELAY_PROXY', /^(?:https?|socks5h?):\/\/\S+$/i, 'a proxy', 'socks5://name:password@proxy.example:1080'),
      connections,
      gigabytesPerDay: this.count('HEARTH_RELAY_GB_PER_DAY', 100, 'a whole number of gigabytes, 0 for no limit'),
    };
  }

  recording(): RecordingSettings {
    const margins = this.text('HEARTH_RECORDING_MARGINS', '2,5');
    const [before, after] = /^(\d{1,2}),(\d{1,3})$/.exec(margins)?.slice(1).map(Number) ?? [];
    if (before === undefined || after === undefined) this.refuse('HEARTH_RECORDING_MARGINS', margins, 'minutes before and after, divided by a comma', '2,5');
    return {
      isOn: this.flag('HEARTH_RECORDING', true),
      hours: this.count('HEARTH_RECORDING_HOURS', 20, 'a whole number of hours'),
      keepDays: this.count('HEARTH_RECORDING_KEEP_DAYS', 60, 'a whole number of days, 0 for ever'),
      beforeMs: (before ?? 0) * MINUTE_MS,
      afterMs: (after ?? 0) * MINUTE_MS,
      isShared: this.oneOf('HEARTH_RECORDING_COPIES', ['shared', 'private'] as const, 'shared') === 'shared',
      most: this.count('HEARTH_RECORDING_JOBS', 4, 'how many recordings this node does at once'),
    };
  }

  drm(hasSample: boolean): DrmSettings {
    return {
      isClearKeyOn: this.flag('HEARTH_DRM_CLEARKEY', hasSample),
      widevine: this.licenceServer('HEARTH_DRM_WIDEVINE'),
      playready: this.licenceServer('HEARTH_DRM_PLAYREADY'),
      networks: this.list('HEARTH_DRM_NETWORKS', /^[0-9a-f.:]+(?:\/\d{1,3})?$/, 'addresses or networks divided by commas', '192.168.1.20,10.1.0.0/16'),
    };
  }

  private licenceServer(name: string): LicenceServerSettings | null {
    const url = this.secretAddress(`${name}_URL`, /^https?:\/\/\S+$/i, 'a licence server', 'https://licence.example/widevine');
    const text = this.text(`${name}_HEADERS`, '{}');
    const headers = readHeaders(text);
    // The value is a secret, and not repeated.
    if (headers === null) this.problems.push(`${name}_HEADERS is no JSON object of texts, for example ${name}_HEADERS={"x-api-key":"…"}`);
    return url === '' || headers === null ? null : { url, headers };
  }

  /** An address with a password in it: what is wrong with it is told without repeating it. */
  secretAddress(name: string, form: RegExp, what: string, example: string): string {
    const value = this.text(name, '');
    const isOne = form.test(value);
    if (value !== '' && !isOne) this.problems.push(`${name} is no address of ${what}, for example ${name}=${example}`);
    return isOne ? value : '';
  }

  header(name: string, condition: string): string {
    const value = this.text(name, '').toLowerCase();
    if (value === '') return '';
    if (!/^[a-z][a-z0-9-]{0,60}$/.test(value)) this.refuse(name, value, 'the name of a header', 'cf-ipcountry');
    else if (!this.flag(condition, false)) this.problems.push(`${name} needs ${condition}=1: otherwise every viewer could say where they are`);
    return value;
  }

  private refuse(name: string, value: string, wanted: string, example: string): void {
    this.problems.push(`${name} is "${value}"; it must be ${wanted}, for example ${name}=${example}`);
  }
}

/** Headers by lower-case name from JSON; `null` for anything else, and for what could end a header. */
function readHeaders(text: string): Readonly<Record<string, string>> | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return null;
  const entries = Object.entries(read).map(([name, value]): [string, unknown] => [name.toLowerCase(), value]);
  const isSound = entries.every(([name, value]) => /^[a-z0-9-]{1,60}$/.test(name) && typeof value === 'string' && /^[\x20-\x7e]{1,4000}$/.test(value));
  return isSound ? (Object.fromEntries(entries) as Record<string, string>) : null;
}

/**
 * Reads the configuration from environment variables over defaults; folders are resolved against `workingDir`. Fails with
 * `input.invalid` and one line per wrong variable, each with an example that would do.
 */
export function readConfig(environment: Environment, workingDir: string): Result<Config, AppError> {
  const reader = new EnvironmentReader(environment);
  const folder = (name: string, fallback: string): string => resolve(workingDir, reader.text(name, fallback));
  const hasSample = reader.flag('HEARTH_SAMPLE', true);
  const config: Config = {
    name: reader.text('HEARTH_NAME', DEFAULT_NAME),
    host: reader.text('HEARTH_HOST', '0.0.0.0'),
    port: reader.port('HEARTH_PORT', 8080),
    dataDir: folder('HEARTH_DATA_DIR', '.data'),
    databaseUrl: reader.secretAddress('HEARTH_DATABASE_URL', /^postgres(?:ql)?:\/\/\S+$/i, 'a PostgreSQL database', 'postgres://user:password@host/hearth'),
    redisUrl: reader.secretAddress('HEARTH_REDIS_URL', /^rediss?:\/\/\S+$/i, 'a Redis', 'redis://:password@host'),
    objectsUrl: reader.secretAddress('HEARTH_OBJECTS_URL', /^s3:\/\/[^:@/\s]+:[^@/\s]+@[^/\s]+\/\S+$/i, 'a bucket', 's3://KEY:SECRET@s3.example.net/hearth?region=eu-central-1'),
    natsUrl: reader.secretAddress('HEARTH_NATS_URL', /^(?:nats|tls):\/\/\S+$/i, 'a NATS server', 'nats://user:password@host:4222'),
    publicUrl: reader.origin('HEARTH_PUBLIC_URL'),
    webDir: folder('HEARTH_WEB_DIR', 'dist/web'),
    brandFile: reader.text('HEARTH_BRAND', '') === '' ? '' : folder('HEARTH_BRAND', ''),
    consoleDir: folder('HEARTH_CONSOLE_DIR', 'dist/console'),
    phoneDir: folder('HEARTH_PHONE_DIR', 'dist/phone'),
    artDir: folder('HEARTH_ART_DIR', 'static/sample/art'),
    mediaDir: folder('HEARTH_MEDIA_DIR', 'static/sample/media'),
    mediaRoots: reader.text('HEARTH_MEDIA_ROOTS', '').split(delimiter).filter((root) => root !== '').map((root) => resolve(workingDir, root)),
    hasSample,
    hasTestAccounts: reader.flag('HEARTH_SEED_TEST_ACCOUNTS', false),
    xtreamRefusalStatus: reader.oneOf('HEARTH_XTREAM_REFUSAL', ['200', '401'], '200') === '401' ? 401 : 200,
    refreshEveryMs: reader.hours('HEARTH_REFRESH_HOURS', 24) * HOUR_MS,
    isProxyTrusted: reader.flag('HEARTH_TRUST_PROXY', false),
    countryHeader: reader.header('HEARTH_COUNTRY_HEADER', 'HEARTH_TRUST_PROXY'),
    countryFile: reader.text('HEARTH_COUNTRY_FILE', '') === '' ? '' : folder('HEARTH_COUNTRY_FILE', ''),
    payments: reader.oneOf('HEARTH_PAYMENTS', ['none', 'sandbox', 'stripe'] as const, 'none'),
    ...reader.stripe(),
    samsung: reader.samsung(),
    relay: reader.relay(),
    drm: reader.drm(hasSample),
    recording: reader.recording(),
    metricsToken: reader.text('HEARTH_METRICS_TOKEN', ''),
    logLevel: reader.oneOf('HEARTH_LOG_LEVEL', LOG_LEVELS, 'warn'),
  };
  if (reader.problems.length === 0) return ok(config);
  return fail(new AppError('input.invalid', { message: reader.problems.join('\n') }));
}
