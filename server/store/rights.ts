/** Kinds of catalogue rows rights speak about. A right on a series covers its episodes, one on a category its rows. */
export type RightsTargetKind = 'category' | 'channel' | 'movie' | 'series';

/** A catalogue row named by its stable id. */
export interface RightsTarget {
  readonly kind: RightsTargetKind;
  readonly itemId: number;
}

/** Unit of a plan's period; months and years follow the calendar. */
export type PeriodUnit = 'day' | 'month' | 'year';

/** What happens when a stream more than allowed is started: the new one is refused, or the oldest ends. */
export type StreamPolicy = 'reject' | 'roll-over';

/** A subscription plan as an operator states it. */
export interface PlanRow {
  readonly id: string;
  readonly name: string;
  /** Per period, in minor units of `currency`. */
  readonly priceMinor: number;
  /** ISO 4217, three capital letters. */
  readonly currency: string;
  readonly periodCount: number;
  readonly periodUnit: PeriodUnit;
  /** Days free at the first subscription; 0 none. */
  readonly trialDays: number;
  /** Days it goes on after an unpaid end; 0 none. */
  readonly graceDays: number;
  /** Streams at once; 0: no limit. */
  readonly maxStreams: number;
  /** Signed-in devices that may play; 0: no limit. */
  readonly maxDevices: number;
  readonly streamPolicy: StreamPolicy;
  /** False: no longer sold; who has it keeps it. */
  readonly isSold: boolean;
  /** Bouquets it opens. */
  readonly bouquetIds: readonly string[];
}

/** A group of rows that only some plans open. What is in no bouquet and not for sale is open to every plan. */
export interface BouquetRow {
  readonly id: string;
  readonly name: string;
  /** In the order in which lists have them where the bouquet orders lists. */
  readonly targets: readonly RightsTarget[];
}

/** A pay-per-view event: a stretch of a channel that is watched by those who paid for it. */
export interface EventFacts {
  readonly name: string;
  readonly description: string;
  /** Address of a picture; empty without. */
  readonly picture: string;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  /** Watched again this long after its end, from the channel's archive and from recordings; 0: not. */
  readonly replayMs: number;
  /** Called off: the channel is as without it. */
  readonly isCancelled: boolean;
}

/** How something is sold: until it was watched, for good, or for one event. */
export type OfferModel = 'rent' | 'buy' | 'event';

/** A title for rent or sale, or an event on a channel. */
export interface OfferRow {
  readonly id: string;
  readonly target: RightsTarget;
  readonly model: OfferModel;
  readonly priceMinor: number;
  readonly currency: string;
  /** Rent: first play at the latest this long after purchase; 0: no such limit. */
  readonly startWithinMs: number;
  /** Rent: watchable this long from the first play; 0: no such limit. */
  readonly windowMs: number;
  /** No right lasts longer than this moment; 0: open. */
  readonly rightsEndMs: number;
  readonly isSold: boolean;
  /** There exactly where the model is `event`. */
  readonly event?: EventFacts;
}

/** When and where rows may be shown. */
export interface AvailabilityRow {
  readonly id: string;
  /** `null`: everything. */
  readonly target: RightsTarget | null;
  /** `only`: nowhere else and at no other time; `not`: a blackout. */
  readonly effect: 'only' | 'not';
  /** ISO 3166-1 alpha-2, capital letters; empty: everywhere. */
  readonly countries: readonly string[];
  /** 0: open. */
  readonly fromMs: number;
  /** 0: open. */
  readonly untilMs: number;
}

/** A plan an account has or had. */
export interface SubscriptionRow {
  readonly id: string;
  readonly accountId: string;
  readonly planId: string;
  readonly startedAtMs: number;
  /** End of the free trial; equals `startedAtMs` without one. */
  readonly trialUntilMs: number;
  /** Paid until; equals `trialUntilMs` before the first payment. */
  readonly paidUntilMs: number;
  /** Goes on this long after `paidUntilMs`. */
  readonly graceMs: number;
  /** Ended at once at this moment; 0: runs out by itself. */
  readonly endedAtMs: number;
}

/** A title an account rented or bought. */
export interface TitleRightRow {
  readonly id: string;
  readonly accountId: string;
  readonly offerId: string;
  readonly target: RightsTarget;
  /** An `event`'s time is that of its offer, which may be moved. */
  readonly model: OfferModel;
  readonly purchasedAtMs: number;
  /** Has to be started before this moment; 0: no such limit. */
  readonly startByMs: number;
  readonly windowMs: number;
  /** 0: not played yet. */
  readonly firstPlayAtMs: number;
  /** Over at this moment; 0: not yet known, or never. */
  readonly expiresAtMs: number;
  readonly rightsEndMs: number;
  /** Taken back (a refund) at this moment; 0: not. */
  readonly revokedAtMs: number;
}

/** What an operator sells and where it may be shown; and what accounts have of it. */
export interface RightsStore {
  /** Changes whenever a plan, bouquet, offer or availability does, also by another process. Cheap. */
  revision(): Promise<number>;
  plans(): Promise<readonly PlanRow[]>;
  /** Stores or replaces, bouquets included. */
  putPlan(plan: PlanRow): Promise<void>;
  bouquets(): Promise<readonly BouquetRow[]>;
  /** Stores or replaces, targets included. */
  putBouquet(bouquet: BouquetRow): Promise<void>;
  offers(): Promise<readonly OfferRow[]>;
  putOffer(offer: OfferRow): Promise<void>;
  availability(): Promise<readonly AvailabilityRow[]>;
  putAvailability(rule: AvailabilityRow): Promise<void>;
  /** False when there is none. */
  removeAvailability(id: string): Promise<boolean>;
  /** Oldest first, ended ones included. */
  subscriptions(accountId: string): Promise<readonly SubscriptionRow[]>;
  /** Stores or replaces. */
  putSubscription(row: SubscriptionRow): Promise<void>;
  /** Oldest first, used up and revoked ones included. */
  titleRights(accountId: string): Promise<readonly TitleRightRow[]>;
  addTitleRight(row: TitleRightRow): Promise<void>;
  /** Notes the first play, once: later calls change nothing. */
  startTitleRight(id: string, atMs: number, expiresAtMs: number): Promise<void>;
}
