import type { AccountRow, AvailabilityRow, OfferRow, PlanRow, SubscriptionRow, TitleRightRow } from '#server/store';

/** What is asked. `browse`: name and facts; `preview`: a trailer; `play`: the pictures. */
export type RightsAction = 'browse' | 'preview' | 'play';

/** A subscription with what its plan opens. */
export interface HeldPlan {
  readonly subscription: Pick<SubscriptionRow, 'startedAtMs' | 'trialUntilMs' | 'paidUntilMs' | 'graceMs' | 'endedAtMs'>;
  readonly plan: Pick<PlanRow, 'bouquetIds' | 'maxStreams' | 'maxDevices' | 'streamPolicy'>;
}

/** Who asks: the account, what it has, and the profile that watches. */
export interface RightsSubject {
  readonly status: AccountRow['status'];
  /** 0: does not expire. */
  readonly expiresAtMs: number;
  readonly allowsAdult: boolean;
  /** Highest age rating of the profile, -1 without a limit or without a profile. */
  readonly maxAge: number;
  /** Every subscription there ever was; empty: the account is not run by plans, and what is in no bouquet is open to it. */
  readonly plans: readonly HeldPlan[];
  readonly titles: readonly TitleRightRow[];
}

/** What asks. Third-party players, which do not register, ask without one. */
export interface RightsDevice {
  /** 0 for the account's first device that is still signed in, 1 for the second. */
  readonly place: number;
}

/** What it is about. */
export interface RightsAsset {
  readonly isAdult: boolean;
  /** Minimum age, -1 unrated. */
  readonly age: number;
  /** Every name a right may call it by: itself, its series, its categories. Keys of `targetKey`. */
  readonly names: ReadonlySet<string>;
  /** Bouquets it is in. */
  readonly bouquetIds: readonly string[];
  /** Offers for it, sold no longer included. */
  readonly offers: readonly Pick<OfferRow, 'id' | 'isSold' | 'event'>[];
  /** When and where it may be shown. */
  readonly availability: readonly AvailabilityRow[];
}

/** A stretch of a channel, of which events may close parts. */
export interface Airing {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** When and where from. */
export interface RightsContext {
  readonly nowMs: number;
  /** What is asked for of a channel that is not watched live: a stretch of its archive, a recording; absent: what is on. */
  readonly airing?: Airing;
  /** ISO 3166-1 alpha-2; empty: not known. */
  readonly country: string;
}

/**
 * Why not. The words are those panels log, so that one vocabulary serves the native API, Xtream and support; what a viewer reads
 * hangs on the error code each one has.
 */
export type DenyReason =
  | 'suspended' | 'expired' | 'adult-not-allowed' | 'above-age-limit' | 'not-yet' | 'no-longer' | 'country' | 'device-limit'
  | 'plan-over' | 'not-in-plan' | 'rent-first' | 'rental-over';

/** What a permission rests on. `account`: no plan is needed. */
export type AllowedBy = 'account' | 'plan' | 'rent' | 'buy' | 'event';

/** The answer of `decide`. */
export type RightsAnswer =
  | {
      readonly isAllowed: true;
      readonly by: AllowedBy;
      /** The permission certainly ends here; 0: no end in sight. */
      readonly untilMs: number;
      /** The rented or bought title it rests on; empty otherwise. */
      readonly titleRightId: string;
    }
  | { readonly isAllowed: false; readonly reason: DenyReason };
