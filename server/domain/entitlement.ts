import type { ErrorCode } from '#core/base';

/** What is asked. `browse` lists and details, `play` pictures. */
export type EntitlementAction = 'browse' | 'play';

/** Who asks. */
export interface EntitlementSubject {
  readonly status: 'active' | 'suspended';
  /** 0: does not expire. */
  readonly expiresAtMs: number;
  readonly allowsAdult: boolean;
  /** Highest age rating of the profile, -1 without a limit or without a profile. */
  readonly maxAge: number;
}

/** What it is about; `null` when no single item is meant. */
export interface EntitlementItem {
  readonly isAdult: boolean;
  /** Minimum age, -1 unrated. */
  readonly age: number;
}

/** Why not. The words are those panels log, so that one vocabulary serves native, Xtream and support. */
export type DenyReason = 'suspended' | 'expired' | 'adult-not-allowed' | 'above-age-limit';

/** The answer; a denial carries the error the caller sends. */
export type Entitlement = { readonly isAllowed: true } | { readonly isAllowed: false; readonly reason: DenyReason; readonly code: ErrorCode };

const ALLOWED: Entitlement = { isAllowed: true };
const CODES: Readonly<Record<DenyReason, ErrorCode>> = {
  suspended: 'auth.account-suspended',
  expired: 'source.expired',
  'adult-not-allowed': 'http.forbidden',
  'above-age-limit': 'http.forbidden',
};

function deny(reason: DenyReason): Entitlement {
  return { isAllowed: false, reason, code: CODES[reason] };
}

/** Whether an account's subscription is over at `nowMs`. */
export function isExpired(expiresAtMs: number, nowMs: number): boolean {
  return expiresAtMs > 0 && expiresAtMs <= nowMs;
}

/** The one place that decides who may do what; the same for the native API, Xtream and playlists. */
export function decide(subject: EntitlementSubject, action: EntitlementAction, item: EntitlementItem | null, nowMs: number): Entitlement {
  if (subject.status === 'suspended') return deny('suspended');
  if (isExpired(subject.expiresAtMs, nowMs)) return deny('expired');
  if (item === null) return ALLOWED;
  if (item.isAdult && !subject.allowsAdult) return deny('adult-not-allowed');
  const isTooOld = item.age > subject.maxAge || (item.isAdult && subject.maxAge < 18);
  if (action === 'play' && subject.maxAge >= 0 && isTooOld) return deny('above-age-limit');
  return ALLOWED;
}
