import { HOUR_MS, MINUTE_MS } from '../base';
import { asFields, numberOf } from '../wire';

/** When a profile may watch. */
export interface TimeRules {
  /** -1: as long as it likes. */
  readonly minutesPerDay: number;
  /** Minutes after midnight from when on nothing plays; -1: no bedtime. */
  readonly bedtime: number;
  /** Minutes after midnight when the day begins again. */
  readonly wakeUp: number;
}

/** No limits. */
export const NO_TIME_RULES: TimeRules = { minutesPerDay: -1, bedtime: -1, wakeUp: 6 * 60 };

/** What was watched, as it is kept. */
export interface WatchLedger {
  /** The day it is about, see {@link LocalTime.day}. */
  readonly day: number;
  readonly usedMs: number;
  /** What is left of time that was granted beyond the limits. */
  readonly graceMs: number;
  /** What time it was when this was written, as far as it could be trusted. */
  readonly lastMs: number;
}

/** Nothing was watched yet. */
export const EMPTY_LEDGER: WatchLedger = { day: 0, usedMs: 0, graceMs: 0, lastMs: 0 };

/** A moment where the set stands. */
export interface LocalTime {
  /** Rises by one with every day. */
  readonly day: number;
  /** Minutes after midnight. */
  readonly minute: number;
}

/** What has passed since the ledger was written. */
export interface TimePassed {
  /** What the set's clock says. */
  readonly wallMs: number;
  /** By a clock nobody can set. */
  readonly elapsedMs: number;
  /** Whether the app ran all the while: not after a start or a sleep, of which nobody knows how long it was. */
  readonly isContinuous: boolean;
  readonly isWatching: boolean;
}

/** Whether something may play. */
export type WatchVerdict =
  | { readonly kind: 'free' }
  /** `leftMs`: until the first limit. */
  | { readonly kind: 'open'; readonly leftMs: number }
  | { readonly kind: 'over'; readonly reason: 'budget' | 'bedtime' };

/** Time a PIN grants. */
export const GRANT_MS = 10 * MINUTE_MS;
/** A clock that runs fast or slow differs less in the seconds between two looks. */
const JUMP_MS = 2 * MINUTE_MS;
/** A clock that is further behind was wrong before, and is right now. */
const WRONG_BEFORE_MS = 36 * HOUR_MS;
/** Clocks of sets that do not know the time yet begin here or earlier: 2020. */
const UNSET_BEFORE_MS = 1_577_836_800_000;
/** Nobody watches longer between two looks. */
const MOST_ELAPSED_MS = 5 * MINUTE_MS;
const DAY_MINUTES = 24 * 60;

/** Whether there is any limit. */
export function hasTimeRules(rules: TimeRules): boolean {
  return rules.minutesPerDay >= 0 || rules.bedtime >= 0;
}

/** Judges stored rules; what cannot be read limits nothing that was never limited, and an hour a day what is torn. */
export function parseTimeRules(value: unknown): TimeRules {
  if (value === null || value === undefined) return NO_TIME_RULES;
  const fields = asFields(value);
  if (fields === null) return { ...NO_TIME_RULES, minutesPerDay: 60 };
  return { minutesPerDay: numberOf(fields, 'minutesPerDay', -1), bedtime: numberOf(fields, 'bedtime', -1), wakeUp: numberOf(fields, 'wakeUp', NO_TIME_RULES.wakeUp) };
}

/** Judges a stored ledger. */
export function parseLedger(value: unknown): WatchLedger {
  const fields = asFields(value);
  if (fields === null) return EMPTY_LEDGER;
  return { day: numberOf(fields, 'day', 0), usedMs: Math.max(0, numberOf(fields, 'usedMs', 0)), graceMs: Math.max(0, numberOf(fields, 'graceMs', 0)), lastMs: numberOf(fields, 'lastMs', 0) };
}

/**
 * What time it is, as far as it can be trusted. While the app runs only time that passes counts: whoever sets the clock, forwards past
 * bedtime or back before it, changes nothing. After a start or a sleep the clock is believed unless it went back.
 */
function trustedMs(ledger: WatchLedger, { wallMs, elapsedMs, isContinuous }: TimePassed): number {
  const { lastMs } = ledger;
  if (lastMs < UNSET_BEFORE_MS) return wallMs;
  if (!isContinuous) return wallMs >= lastMs || lastMs - wallMs > WRONG_BEFORE_MS ? wallMs : lastMs;
  const expected = lastMs + elapsedMs;
  return wallMs >= expected && wallMs - expected <= JUMP_MS ? wallMs : expected;
}

function isBedtime({ bedtime, wakeUp }: TimeRules, minute: number): boolean {
  if (bedtime < 0) return false;
  return bedtime < wakeUp ? minute >= bedtime && minute < wakeUp : minute >= bedtime || minute < wakeUp;
}

/** Minutes until bedtime, from a minute before it. */
function minutesToBed({ bedtime }: TimeRules, minute: number): number {
  return (bedtime - minute + DAY_MINUTES) % DAY_MINUTES;
}

/** What the limits say by themselves, without what was granted. */
function judgeLimits(ledger: WatchLedger, rules: TimeRules, { minute }: LocalTime): WatchVerdict {
  if (!hasTimeRules(rules)) return { kind: 'free' };
  if (isBedtime(rules, minute)) return { kind: 'over', reason: 'bedtime' };
  const left = rules.minutesPerDay < 0 ? Infinity : rules.minutesPerDay * MINUTE_MS - ledger.usedMs;
  if (left <= 0) return { kind: 'over', reason: 'budget' };
  const toBed = rules.bedtime < 0 ? Infinity : minutesToBed(rules, minute) * MINUTE_MS;
  return { kind: 'open', leftMs: Math.min(left, toBed) };
}

/** Whether something may play now. */
export function judgeWatchTime(ledger: WatchLedger, rules: TimeRules, at: LocalTime): WatchVerdict {
  const verdict = judgeLimits(ledger, rules, at);
  if (verdict.kind === 'free' || ledger.graceMs <= 0) return verdict;
  return { kind: 'open', leftMs: ledger.graceMs + (verdict.kind === 'open' ? verdict.leftMs : 0) };
}

/** The ledger after some time. A new day begins with nothing used; a clock that went back or jumped begins none. */
export function passWatchTime(ledger: WatchLedger, rules: TimeRules, passed: TimePassed, localOf: (ms: number) => LocalTime): WatchLedger {
  const lastMs = trustedMs(ledger, passed);
  const at = localOf(lastMs);
  const current: WatchLedger = at.day > ledger.day ? { day: at.day, usedMs: 0, graceMs: 0, lastMs } : { ...ledger, lastMs };
  if (!passed.isWatching || !passed.isContinuous) return current;
  const spent = Math.max(0, Math.min(passed.elapsedMs, MOST_ELAPSED_MS));
  // What was granted is used up once the limits are.
  if (judgeLimits(current, rules, at).kind === 'over') return { ...current, graceMs: Math.max(0, current.graceMs - spent) };
  return { ...current, usedMs: current.usedMs + spent };
}

/** More time from now on, ten minutes unless told. */
export function grantWatchTime(ledger: WatchLedger, grantedMs = GRANT_MS): WatchLedger {
  return { ...ledger, graceMs: grantedMs };
}
