import type { ConsoleEvent } from './event-wire';

/** Who is signed in. */
export interface ConsoleMe {
  readonly name: string;
  readonly role: string;
  readonly rights: readonly string[];
  /** To be sent with every change as `x-hearth-csrf`. */
  readonly csrf: string;
  readonly platform: string;
  readonly version: string;
}

/** Something that was played. */
export interface ConsolePlayed {
  readonly kind: string;
  readonly name: string;
  readonly plays: number;
  readonly minutes: number;
}

/** Money of one day (days since 1970, UTC), in minor units. */
export interface ConsoleRevenue {
  readonly day: number;
  readonly currency: string;
  readonly isSandbox: boolean;
  readonly takenMinor: number;
  readonly refundedMinor: number;
}

/** How watching went in the last 24 hours, by what sets tell; terms of CTA-2066. */
export interface ConsoleQuality {
  /** Wishes to see something, and those that showed a picture. */
  readonly views: number;
  readonly plays: number;
  /** From the wish to the picture, milliseconds; -1: nothing was measured. */
  readonly startupP50Ms: number;
  readonly startupP95Ms: number;
  /** Waiting in the middle, of 1. */
  readonly rebufferRatio: number;
  readonly exitsBeforeStart: number;
  readonly startFailures: number;
  readonly playbackFailures: number;
  readonly failures: ReadonlyArray<{ readonly code: string; readonly deviceModel: string; readonly count: number }>;
}

/** `GET overview`. */
export interface ConsoleOverview {
  readonly nowMs: number;
  readonly quality: ConsoleQuality;
  readonly concurrent: number;
  readonly accounts: number;
  /** Of the last 24 hours, as far as streams are remembered. */
  readonly streams: number;
  readonly minutes: number;
  readonly channels: readonly ConsolePlayed[];
  readonly titles: readonly ConsolePlayed[];
  /** Accounts with a plan now and 30 days ago. */
  readonly plans: { readonly before: number; readonly now: number; readonly won: number; readonly lost: number };
  /** `null`: not for this operator. */
  readonly revenue: readonly ConsoleRevenue[] | null;
  readonly sources: number;
  readonly failedSources: number;
}

/** A line in the list of subscribers. */
export interface ConsoleAccount {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  /** 0: does not expire. */
  readonly expiresAtMs: number;
  readonly createdAtMs: number;
}

/** `GET accounts`. */
export interface ConsoleAccounts {
  readonly items: readonly ConsoleAccount[];
  readonly total: number;
  readonly pageSize: number;
}

/** A stream that plays. */
export interface ConsoleStream {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly playerName: string;
  readonly item: string;
  readonly startedAtMs: number;
}

/** An order. */
export interface ConsoleOrder {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly what: string;
  readonly dueMinor: number;
  readonly currency: string;
  readonly status: string;
  readonly provider: string;
  readonly isSandbox: boolean;
  readonly createdAtMs: number;
  /** Path of the page where an order of the sandbox is paid for; empty: it waits for nobody, or for real money, which is its buyer's. */
  readonly payPath: string;
}

/** `GET accounts/:id`. */
export interface ConsoleAccountDetail extends ConsoleAccount {
  readonly maxConnections: number;
  readonly profiles: readonly string[];
  readonly devices: ReadonlyArray<{ readonly id: string; readonly name: string; readonly lastSeenMs: number }>;
  readonly subscriptions: ReadonlyArray<{ readonly id: string; readonly planId: string; readonly state: string; readonly untilMs: number }>;
  readonly rentals: ReadonlyArray<{ readonly id: string; readonly title: string; readonly model: string; readonly purchasedAtMs: number; readonly isOpen: boolean }>;
  readonly streams: readonly ConsoleStream[];
  /** `null`: not for this operator. */
  readonly orders: readonly ConsoleOrder[] | null;
}

/** A password that is shown once. */
export interface ConsoleSecret {
  readonly name: string;
  readonly password: string;
  /** For third-party players; empty when it stayed. */
  readonly streamName: string;
  readonly streamPassword: string;
}

/** A plan. */
export interface ConsolePlan {
  readonly id: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly currency: string;
  readonly periodCount: number;
  readonly periodUnit: 'day' | 'month' | 'year';
  readonly trialDays: number;
  readonly graceDays: number;
  readonly maxStreams: number;
  readonly maxDevices: number;
  readonly streamPolicy: 'reject' | 'roll-over';
  readonly isSold: boolean;
  readonly bouquetIds: readonly string[];
}

/** A row of the catalogue. */
export interface ConsoleTarget {
  readonly kind: 'category' | 'channel' | 'movie' | 'series';
  readonly itemId: number;
  readonly name: string;
}

/** A bouquet with the names of what is in it. */
export interface ConsoleBouquet {
  readonly id: string;
  readonly name: string;
  readonly targets: readonly ConsoleTarget[];
}

/** A title for rent or sale. */
export interface ConsoleOffer {
  readonly id: string;
  readonly target: ConsoleTarget;
  readonly model: 'rent' | 'buy';
  readonly priceMinor: number;
  readonly currency: string;
  readonly startWithinDays: number;
  readonly windowHours: number;
  readonly isSold: boolean;
}

/** A coupon. */
export interface ConsoleCoupon {
  readonly id: string;
  readonly kind: 'percent' | 'amount';
  readonly value: number;
  readonly currency: string;
  readonly planId: string;
  readonly maxUses: number;
  readonly maxPerAccount: number;
  readonly untilMs: number;
}

/** `GET sale`. */
export interface ConsoleSale {
  readonly plans: readonly ConsolePlan[];
  readonly bouquets: readonly ConsoleBouquet[];
  readonly offers: readonly ConsoleOffer[];
  readonly events: readonly ConsoleEvent[];
  readonly coupons: readonly ConsoleCoupon[];
}

/** A source of the catalogue. Never its address: that holds credentials. */
export interface ConsoleSource {
  readonly id: string;
  readonly name: string;
  readonly format: string;
  /** Host or name of a file. */
  readonly from: string;
  readonly kept: string;
  readonly skipped: readonly string[];
  readonly failure: string;
  readonly checkedAtMs: number;
  readonly dueAtMs: number;
  readonly isPart: boolean;
}

/** An import that runs or ran since the start. */
export interface ConsoleImport {
  readonly id: number;
  readonly sourceId: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  /** How far it is, and at the end what came of it. */
  readonly lines: readonly string[];
  readonly startedAtMs: number;
  readonly endedAtMs: number;
}

/** `GET folders?path=`: a folder of films that may be imported and those in it; without a path the roots. */
export interface ConsoleFolder {
  readonly path: string;
  /** Empty: the roots. */
  readonly parent: string;
  readonly folders: ReadonlyArray<{ readonly name: string; readonly path: string }>;
}

/** `GET sources`. */
export interface ConsoleSources {
  readonly items: readonly ConsoleSource[];
  readonly imports: readonly ConsoleImport[];
}

/** A row of the catalogue with what an operator says about it; empty texts and 0 leave what the source says. */
export interface ConsoleItem {
  readonly kind: ConsoleTarget['kind'];
  readonly itemId: number;
  readonly name: string;
  readonly number: number;
  readonly picture: string;
  readonly plot: string;
  readonly isHidden: boolean;
  readonly own: { readonly name: string; readonly number: number; readonly picture: string; readonly plot: string };
}

/** `GET viewers`. */
export interface ConsoleViewers {
  readonly minAppVersion: string;
  readonly message: { readonly text: string; readonly fromMs: number; readonly untilMs: number } | null;
  readonly isShown: boolean;
}

/** An operator. */
export interface ConsoleOperator {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly isActive: boolean;
  readonly isSelf: boolean;
}

/** A line of the audit log. */
export interface ConsoleAudit {
  readonly sequence: number;
  readonly atMs: number;
  readonly operator: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
}
