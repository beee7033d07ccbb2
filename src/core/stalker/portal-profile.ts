import { looseEpochMs, looseFlag, looseNumber, looseObject, looseText } from '../xtream';
import type { LooseFields } from '../xtream';
import { portalSentence } from './portal-answer';

/** What a handshake gave. */
export interface PortalGreeting {
  /** Empty: a simple portal, which goes by the MAC alone. */
  readonly token: string;
  /** To be sent back with the profile's question; empty without. */
  readonly nonce: string;
  /** The token offered was not known any more. */
  readonly isTokenInvalid: boolean;
}

/** What a portal says of this box. */
export interface PortalProfile {
  /**
   * `ready`: it may watch. `login`: name and password are asked for. `conflict`: the MAC is tied to other device numbers. `blocked`:
   * switched off by the provider. `unknown`: not let in, without a reason.
   */
  readonly standing: 'ready' | 'login' | 'conflict' | 'blocked' | 'unknown';
  /** Nothing at all stands in it: some portals answer so to a MAC they do not know, some to everybody. */
  readonly isBare: boolean;
  /** What the portal wants to tell the subscriber; empty without. */
  readonly message: string;
  /** How often a sign of life is expected. */
  readonly watchdogMs: number;
  /** 0: does not end, or not told. */
  readonly expiresAtMs: number;
}

/** The account as a portal describes it in words. */
export interface PortalAccount {
  readonly name: string;
  /** 0: does not end, or not told. */
  readonly expiresAtMs: number;
  readonly tariff: string;
  /** Whether anything stands in it. */
  readonly isTold: boolean;
}

const WATCHDOG_MS = 120_000;
const CONFLICT = /conflict|mismatch|another (?:stb|device|box)|already (?:used|bound|registered)|damaged/i;
const NEEDS_DEVICE = /metric|firmware|hash|signature|serial|device.?id/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Judges a handshake. */
export function readGreeting(js: unknown): PortalGreeting {
  const fields = looseObject(js);
  return { token: looseText(fields, 'token'), nonce: looseText(fields, 'random'), isTokenInvalid: looseFlag(fields['not_valid']) };
}

function clockMs(hour: string | undefined, minute: string | undefined, half: string | undefined): number {
  let hours = Number(hour ?? 0);
  if (half !== undefined) hours = (hours % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  return (hours * 60 + Number(minute ?? 0)) * 60_000;
}

function dayMs(year: number, month: number, day: number): number {
  return year < 1980 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31 ? 0 : Date.UTC(year, month - 1, day);
}

/**
 * A date in any form portals write the end of an account or the day of a title: `2027-01-31 23:59:59`, `2027-01-31 (30 days)`, `31.01.2027`, `January 31, 2027,
 * 11:59 pm`, epoch seconds or milliseconds. 0 for "Unlimited", zeros, and what is no date (a telephone number). Local times are read as
 * UTC.
 */
export function portalDateMs(value: unknown): number {
  if (typeof value === 'number') return looseEpochMs(value);
  if (typeof value !== 'string') return 0;
  const text = value.trim();
  if (/^\d{9,13}$/.test(text)) {
    const ms = looseEpochMs(text);
    // Telephone numbers look like this too; a date lies between 2001 and 2100.
    return ms > 1_000_000_000_000 && ms < 4_100_000_000_000 ? ms : 0;
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2}))?/.exec(text);
  if (iso !== null) return add(dayMs(Number(iso[1]), Number(iso[2]), Number(iso[3])), clockMs(iso[4], iso[5], undefined));
  const dotted = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ ,]+(\d{1,2}):(\d{2}))?/.exec(text);
  if (dotted !== null) return add(dayMs(Number(dotted[3]), Number(dotted[2]), Number(dotted[1])), clockMs(dotted[4], dotted[5], undefined));
  const worded = /^([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})(?:,? (?:at )?(\d{1,2}):(\d{2})(?::\d{2})?\s*(am|pm)?)?/i.exec(text);
  if (worded === null) return 0;
  const month = MONTHS.indexOf((worded[1] ?? '').toLowerCase()) + 1;
  return add(dayMs(Number(worded[3]), month, Number(worded[2])), clockMs(worded[4], worded[5], worded[6]));
}

function add(day: number, time: number): number {
  return day === 0 ? 0 : day + time;
}

function firstExpiry(fields: LooseFields, names: readonly string[]): number {
  for (const name of names) {
    const ms = portalDateMs(fields[name]);
    if (ms > 0) return ms;
  }
  return 0;
}

/** Seconds, or milliseconds as older portals write them; kept between 20 seconds and 10 minutes. */
function watchdogMs(value: unknown): number {
  const told = looseNumber(value);
  if (!(told > 0)) return WATCHDOG_MS;
  return Math.max(20_000, Math.min(600_000, told >= 1000 ? told : told * 1000));
}

/** Judges a profile. Never fails: what is missing reads as "not told". */
export function readProfile(js: unknown): PortalProfile {
  const fields = looseObject(js);
  const message = portalSentence([looseText(fields, 'msg'), looseText(fields, 'block_msg')].filter((part) => part !== '').join(' '));
  return {
    standing: standingOf(fields, message),
    isBare: Object.keys(fields).length === 0,
    message,
    watchdogMs: watchdogMs(fields['watchdog_timeout']),
    expiresAtMs: firstExpiry(fields, ['expire_billing_date', 'tariff_expired_date', 'end_date', 'expirydate', 'exp_date']),
  };
}

function standingOf(fields: LooseFields, message: string): PortalProfile['standing'] {
  const status = looseNumber(fields['status']);
  if (status === 2) return 'login';
  const isBlocked = looseFlag(fields['blocked']);
  if (status !== 1 && !isBlocked) return 'ready';
  if (CONFLICT.test(message)) return 'conflict';
  return isBlocked || message !== '' ? 'blocked' : 'unknown';
}

/** Whether a refusal may end once the box tells device numbers: it speaks of them, or of numbers it was told before. */
export function asksForDevice(profile: PortalProfile): boolean {
  return profile.standing === 'conflict' || (profile.standing === 'blocked' && NEEDS_DEVICE.test(profile.message));
}

/**
 * Judges `get_main_info`. Resellers write the end of the account where the telephone number belongs.
 */
export function readPortalAccount(js: unknown): PortalAccount {
  const fields = looseObject(js);
  return {
    name: looseText(fields, 'fname', 'full_name', 'login', 'ls'),
    expiresAtMs: firstExpiry(fields, ['end_date', 'expire_billing_date', 'tariff_expired_date', 'exp_date', 'expiry', 'phone']),
    tariff: looseText(fields, 'tariff_plan', 'tariff_plan_name'),
    isTold: Object.keys(fields).length > 0,
  };
}
