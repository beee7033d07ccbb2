/**
 * What the platform and the television say to each other under `/api/v1` and `/oauth`: types only. JSON, UTF-8, times in
 * milliseconds since 1970, durations in milliseconds, absent text is `""`, absent number is stated per field.
 * Every error answer of `/api/v1` is {@link WireError} with a fitting HTTP status.
 */

/** `GET /api/v1/hello`, public: who is there and what it can do. */
export interface WireHello {
  readonly product: 'hearth';
  readonly name: string;
  readonly version: string;
  /** The oldest app version this platform still serves. */
  readonly minAppVersion: string;
  /** What the operator tells every viewer now; empty: nothing. */
  readonly message: string;
  readonly timeMs: number;
  /** What the sign-in screen shows for a person to type, for example `hearth.example/tv`. */
  readonly activationUrl: string;
}

/** `POST /oauth/device_authorization` (form: `client_id`, optional `device_name`), RFC 8628 section 3.2. */
export interface WireDeviceAuthorization {
  readonly device_code: string;
  /** `XXXX-XXXX` from the consonants of RFC 8628 section 6.1. */
  readonly user_code: string;
  readonly verification_uri: string;
  readonly verification_uri_complete: string;
  /** Seconds. */
  readonly expires_in: number;
  /** Seconds between polls. */
  readonly interval: number;
}

/**
 * `POST /oauth/token` (form). `grant_type` is `urn:ietf:params:oauth:grant-type:device_code` (with `device_code`,
 * `client_id`), `refresh_token` (with `refresh_token`), or `password` (with `username`, `password`; the app's own
 * "type with remote" path). Refresh tokens rotate; the previous one stays good for a grace of 60 s, since a set that falls
 * asleep in mid-request loses the answer.
 */
export interface WireToken {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  /** Seconds. */
  readonly expires_in: number;
  readonly refresh_token: string;
}

/** Error of `/oauth/*`, RFC 6749 section 5.2 and RFC 8628 section 3.5; status 400 or 401. */
export interface WireOauthError {
  readonly error:
    | 'authorization_pending' | 'slow_down' | 'access_denied' | 'expired_token'
    | 'invalid_grant' | 'invalid_request' | 'unsupported_grant_type' | 'invalid_client';
  readonly error_description: string;
}

/** Error of `/api/v1/*`. `code` is one of the codes in `core/base/errors`. */
export interface WireError {
  readonly error: {
    readonly code: string;
    readonly message: string;
    /** Of a refusal that money ends: what would open it, cheapest first (`/shop`, `/shop/:kind/:id`). */
    readonly opens?: { readonly planIds: readonly string[]; readonly offerIds: readonly string[] };
  };
}

/** A viewer profile of the account. */
export interface WireProfile {
  readonly id: string;
  readonly name: string;
  /** One of the avatar set: `ember`, `sky`, `plum`, `moss`, or an address. */
  readonly avatar: string;
  readonly isKids: boolean;
  /** Highest age rating shown; -1 without a limit. */
  readonly maxAge: number;
  readonly hasPin: boolean;
  readonly language: string;
}

/** `GET /api/v1/me`. */
export interface WireAccount {
  readonly id: string;
  readonly name: string;
  readonly status: 'active' | 'expired' | 'suspended';
  /** 0: does not expire. */
  readonly expiresAtMs: number;
  readonly maxConnections: number;
  /** Whether the household has a PIN, which opens what is locked and the settings of all profiles. */
  readonly hasPin: boolean;
  /** Whether anything is sold here. */
  readonly hasShop: boolean;
  readonly profiles: readonly WireProfile[];
}

/** `GET` and `PUT` of `/api/v1/me/settings`: what viewers of an account like, by the names of settings; `null`: never told. */
export interface WireSettings {
  readonly values: Readonly<Record<string, string | boolean>> | null;
}

/** Answer of `POST /api/v1/pin/check`: a judged PIN is no error. */
export type WirePinAnswer =
  /** `grant` goes with the changes that need the PIN, as `x-hearth-grant`; good for ten minutes. */
  | { readonly kind: 'right'; readonly grant: string }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  | { readonly kind: 'locked'; readonly waitMs: number };

/** Body of `POST /api/v1/profiles` and `PUT /api/v1/profiles/:id`. */
export interface WireProfileChange {
  readonly name: string;
  readonly avatar: string;
  readonly isKids: boolean;
  /** -1: no limit. */
  readonly maxAge: number;
}

/** `GET /api/v1/profiles/:id/limits`; its `PUT` takes either part. `null`: never set. */
export interface WireProfileLimits {
  /** What is locked beside what the age limit locks. */
  readonly parental: {
    readonly isUnratedLocked: boolean;
    readonly isAdultLocked: boolean;
    readonly strength: 'hide' | 'ask';
    readonly categories: readonly string[];
    readonly keys: readonly string[];
    readonly names: Readonly<Record<string, string>>;
  } | null;
  /** Minutes; -1: no limit. */
  readonly time: { readonly minutesPerDay: number; readonly bedtime: number; readonly wakeUp: number } | null;
  /** 0: never set. */
  readonly changedAtMs: number;
}

/** A channel in what a viewer changed: enough to find it again. */
export interface WireChannelMark {
  /** The channel's own id. */
  readonly key: string;
  readonly guideKey: string;
  readonly name: string;
}

/** What a viewer changed about the platform's channels; groups by their names. */
export interface WireLineup {
  readonly lists: ReadonlyArray<{ readonly id: string; readonly name: string; readonly members: readonly WireChannelMark[] }>;
  readonly hidden: readonly WireChannelMark[];
  readonly names: ReadonlyArray<{ readonly channel: WireChannelMark; readonly name: string }>;
  readonly moves: ReadonlyArray<{ readonly channel: WireChannelMark; readonly after: WireChannelMark | null }>;
  readonly regrouped: readonly WireChannelMark[];
  readonly groups: ReadonlyArray<{ readonly id: string; readonly name: string; readonly isHidden: boolean }>;
}

/** `GET /api/v1/profiles/:id/lineup`; its `PUT` takes the revision that was changed. */
export interface WireKeptLineup {
  /** 0: never changed. */
  readonly revision: number;
  readonly lineup: WireLineup | null;
}

/** Answer of the `PUT`: what is kept now. `isKept` false: another set was quicker, and what it brought is kept. */
export interface WireLineupAnswer extends WireKeptLineup {
  readonly isKept: boolean;
}

/** A category; `id` is unique within its kind. */
export interface WireCategory {
  readonly id: string;
  readonly name: string;
  readonly isAdult: boolean;
}

/** A channel. Addresses are absolute or relative to the platform's base address. */
export interface WireChannel {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly logo: string;
  readonly categoryIds: readonly string[];
  readonly guideKey: string;
  readonly isRadio: boolean;
  readonly isAdult: boolean;
  /** Days of archive; 0 without one. */
  readonly archiveDays: number;
}

/** Fields of films and series. */
export interface WireTitle {
  readonly id: string;
  readonly name: string;
  readonly year: number;
  readonly poster: string;
  readonly backdrop: string;
  readonly landscape: string;
  readonly titleArt: string;
  readonly tint: string;
  readonly rating: number;
  readonly age: number;
  readonly genres: readonly string[];
  readonly categoryIds: readonly string[];
  readonly plot: string;
  readonly addedMs: number;
}

/** A film. */
export interface WireMovie extends WireTitle {
  readonly durationMs: number;
  /** `SD`, `HD`, `4K`, or empty. */
  readonly quality: string;
}

/** A series. */
export interface WireSeries extends WireTitle {
  readonly seasonCount: number;
  readonly endYear: number;
}

/**
 * `GET /api/v1/catalog`, bearer; ETag and `If-None-Match`. `GET /api/v1/catalog/snapshot` answers the same rows as framed chunks of
 * `core/catalog`'s snapshot (`core/delta`), for apps of the same version.
 */
export interface WireCatalog {
  readonly revision: string;
  readonly categories: {
    readonly channel: readonly WireCategory[];
    readonly movie: readonly WireCategory[];
    readonly series: readonly WireCategory[];
  };
  readonly channels: readonly WireChannel[];
  readonly movies: readonly WireMovie[];
  readonly series: readonly WireSeries[];
}

/** One programme as a row: start, stop, title, subtitle, description, category, picture, age (-1 unrated). */
export type WireProgramme = readonly [
  startMs: number, stopMs: number, title: string, subtitle: string, description: string, category: string, picture: string, age: number,
];

/** `GET /api/v1/guide?from=<ms>&to=<ms>[&keys=a,b]`, bearer. Programmes overlapping the window, in order, per guide key. */
export interface WireGuide {
  readonly revision: string;
  readonly programmes: Readonly<Record<string, readonly WireProgramme[]>>;
}

/** Why the platform shows something that nobody put there: people watched both, both are about the same, it is watched now, this week, at this hour. */
export type WireWhy = 'together' | 'alike' | 'now' | 'week' | 'hour';

/** Something in a row of {@link WireHome}. */
export interface WireHomeItem {
  readonly kind: 'channel' | 'movie' | 'series';
  readonly id: string;
  /** Absent: an operator put it there. */
  readonly why?: WireWhy;
  /** The watched title it is there because of. */
  readonly of?: { readonly kind: 'movie' | 'series'; readonly id: string };
}

/** `GET` and `PUT /api/v1/profiles/:id/learning`: what a profile wants learnt of what it watches. */
export interface WireLearning {
  /** False: nothing is learnt, nothing personal is shown. */
  readonly isOn: boolean;
  /** What was watched before is not learnt from; 0: all may be. */
  readonly forgottenBeforeMs: number;
  /** Titles that are not learnt from: `m:<id>`, `s:<id>`. */
  readonly forgotten: readonly string[];
}

/**
 * `GET /api/v1/home`, bearer: the operator's landing page. Rows the app fills itself (`continue`, `on-now`) hold no items; those of `usual`
 * are for who has no habits yet.
 */
export interface WireHome {
  readonly hero: ReadonlyArray<{ readonly kind: 'movie' | 'series'; readonly id: string; readonly badge: string; readonly note: string }>;
  readonly rows: ReadonlyArray<{
    readonly id: string;
    readonly kind: 'continue' | 'on-now' | 'usual' | 'poster' | 'landscape' | 'top10';
    readonly title: string;
    readonly items: readonly WireHomeItem[];
  }>;
}

/** A person in a cast list. */
export interface WirePerson {
  readonly name: string;
  readonly role: string;
  readonly picture: string;
}

/** `GET /api/v1/movies/:id`, bearer. */
export interface WireMovieDetail {
  readonly id: string;
  readonly plot: string;
  readonly cast: readonly WirePerson[];
  readonly directors: readonly string[];
  readonly criticPercent: number;
  readonly badges: readonly string[];
  readonly hasTrailer: boolean;
  readonly similar: readonly string[];
  /** The lowest price, where the viewer may not watch it yet and it is sold by itself; absent otherwise. */
  readonly saleFrom?: WirePrice;
  /** The cheapest plan that opens it, where the viewer may not watch it yet; absent otherwise. */
  readonly plan?: { readonly id: string; readonly name: string };
  /** A product that is sold beside it; absent without. */
  readonly productId?: string;
}

/** An episode. */
export interface WireEpisode {
  readonly id: string;
  readonly season: number;
  readonly number: number;
  readonly name: string;
  readonly plot: string;
  readonly still: string;
  readonly durationMs: number;
}

/** `GET /api/v1/series/:id`, bearer. */
export interface WireSeriesDetail {
  readonly id: string;
  readonly plot: string;
  readonly cast: readonly WirePerson[];
  readonly badges: readonly string[];
  readonly hasTrailer: boolean;
  readonly similar: readonly string[];
  readonly seasons: ReadonlyArray<{ readonly number: number; readonly name: string; readonly episodes: readonly WireEpisode[] }>;
  /** As with {@link WireMovieDetail}. */
  readonly saleFrom?: WirePrice;
  readonly plan?: { readonly id: string; readonly name: string };
  readonly productId?: string;
}

/**
 * `POST /api/v1/play`, bearer: asks to watch. `atMs` on a channel means its archive at that wall-clock time. The address
 * is signed, works without headers and for `expiresAtMs` at least.
 */
export interface WirePlayRequest {
  readonly kind: 'channel' | 'movie' | 'episode' | 'trailer';
  /** For a trailer the id of its film or series. */
  readonly id: string;
  readonly atMs?: number;
  /** With `atMs`: how much of the archive, milliseconds; absent until now. */
  readonly durationMs?: number;
  /** Forms this set plays, best first; the platform picks the first it has. */
  readonly forms: ReadonlyArray<'hls' | 'dash' | 'ts' | 'mp4'>;
  /** Films and episodes as HLS: the player fills breaks by HLS interstitials. Absent: no. */
  readonly interstitials?: boolean;
}

/** Answer of `POST /api/v1/play`. */
export interface WirePlay {
  readonly url: string;
  readonly form: 'hls' | 'dash' | 'ts' | 'mp4' | 'unknown';
  readonly isLive: boolean;
  readonly expiresAtMs: number;
  /** WebVTT thumbnail track; empty without one. */
  readonly thumbnails: string;
  readonly subtitles: ReadonlyArray<{ readonly language: string; readonly label: string; readonly url: string }>;
  /** Stretches of the title: what may be skipped, and its chapters (`title` may be empty). Absent: none are known. */
  readonly marks?: ReadonlyArray<{ readonly kind: 'intro' | 'recap' | 'credits' | 'chapter'; readonly startMs: number; readonly endMs: number; readonly title: string }>;
  /**
   * The stream's place among those the account may play at once; absent where none is counted. `POST /api/v1/leases/:id/beat` keeps
   * it, `DELETE /api/v1/leases/:id` gives it back.
   */
  readonly lease?: { readonly id: string; readonly beatEveryMs: number };
  /**
   * The stream is protected: systems it can be opened by, the best first, and where their licences are had (`POST`, the challenge as body).
   * Empty: the platform has nothing set up for it. Absent: it is not protected.
   */
  readonly drm?: ReadonlyArray<{ readonly system: 'clearkey' | 'widevine' | 'playready'; readonly url: string }>;
  /** There may be breaks with advertising: `GET /api/v1/ads/breaks` tells. Absent: there are none. */
  readonly mayHaveBreaks?: boolean;
}

/** `GET /api/v1/leases`: what the account plays now, oldest first. */
export interface WireLeases {
  readonly items: ReadonlyArray<{
    readonly id: string;
    /** The set or player that plays. */
    readonly name: string;
    /** `channel:<id>`, `movie:<id>`, `series:<id>`. */
    readonly item: string;
    readonly startedAtMs: number;
    readonly isThisDevice: boolean;
  }>;
}

/** `GET /api/v1/devices`: where the account is signed in, oldest first. */
export interface WireDevices {
  readonly items: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly createdAtMs: number;
    readonly lastSeenMs: number;
    readonly isThisDevice: boolean;
  }>;
}

/** One resume point or watched mark. `key` is `<kind letter>:<id>` (`m:`, `e:`, `c:`); the newest `updatedAtMs` wins. */
export interface WireProgress {
  readonly key: string;
  readonly positionMs: number;
  readonly durationMs: number;
  readonly updatedAtMs: number;
  readonly isFinished: boolean;
  /** For episodes: the series' id, so that Continue Watching can name it; else empty. */
  readonly parentId: string;
}

/**
 * `GET /api/v1/profiles/:id/progress` answers {@link WireProgressList}; `PUT` merges the given ones (newest wins) and answers
 * 204 only when they are stored durably.
 */
export interface WireProgressList {
  readonly items: readonly WireProgress[];
}

/** `GET` and `PUT /api/v1/profiles/:id/favourites`: whole list, keys as in {@link WireProgress}, order kept. */
export interface WireFavourites {
  readonly keys: readonly string[];
}

/** An amount in minor units (cents) of an ISO 4217 currency. */
export interface WirePrice {
  readonly amountMinor: number;
  readonly currency: string;
}

/** `GET /api/v1/shop`: what is sold, and what the account has. */
export interface WireShop {
  /** False: nothing is sold here, prices are only told. */
  readonly isOpen: boolean;
  /** True: no real money moves. */
  readonly isSandbox: boolean;
  readonly plans: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly price: WirePrice;
    /** As in 1 month. */
    readonly periodCount: number;
    readonly periodUnit: 'day' | 'month' | 'year';
    /** Days free for an account that never had a plan; 0 none. */
    readonly trialDays: number;
    /** 0: no limit. */
    readonly maxStreams: number;
    readonly maxDevices: number;
  }>;
  readonly subscriptions: ReadonlyArray<{
    readonly planId: string;
    readonly state: 'trial' | 'active' | 'grace' | 'over';
    /** When it ends if nobody pays. */
    readonly endsAtMs: number;
  }>;
  readonly titles: ReadonlyArray<{
    /** `movie`, `series`, `channel` or `category`. */
    readonly kind: string;
    readonly id: string;
    readonly model: 'rent' | 'buy';
    readonly isOpen: boolean;
    /** Has to be started before; 0: no such limit, or started. */
    readonly startByMs: number;
    /** 0: not known before the first play, or never. */
    readonly expiresAtMs: number;
  }>;
  /** What is sent to people. */
  readonly goods: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly picture: string;
    readonly variants: ReadonlyArray<{
      readonly id: string;
      /** Empty where there is one alone. */
      readonly name: string;
      /** With the tax of the viewer's country, or of the operator's; shipping is told when it is ordered. */
      readonly price: WirePrice;
      /** Pieces nobody else has in hand; at most 10 are told. */
      readonly left: number;
    }>;
  }>;
  /** Pay-per-view events that can still be paid for or watched, the next first. */
  readonly events: ReadonlyArray<WireEvent & { readonly channelId: string; readonly price: WirePrice }>;
  /** The shop of televisions that may be paid through beside the phone: `samsung-checkout`; empty: none. */
  readonly televisionShop: string;
}

/** A pay-per-view event: a stretch of a channel that is paid for by itself. */
export interface WireEvent {
  readonly offerId: string;
  readonly name: string;
  readonly description: string;
  /** Empty without. */
  readonly picture: string;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  /** Watched again this long after its end; 0: not. */
  readonly replayMs: number;
  /** Paid for. */
  readonly isHeld: boolean;
}

/** `GET /api/v1/shop/titles`: what is rented and sold one by one, the newest offers first. */
export interface WireShopTitles {
  readonly items: ReadonlyArray<{
    readonly kind: 'movie' | 'series' | 'channel';
    readonly id: string;
    /** The lowest price. */
    readonly from: WirePrice;
    /** No right lasts longer than this moment; 0: open. */
    readonly rightsEndMs: number;
  }>;
}

/** `GET /api/v1/shop/:kind/:id`: how to watch a title. */
export interface WireAccess {
  /** What the permission rests on, or why there is none (the reasons of docs/api.md). */
  readonly isAllowed: boolean;
  readonly reason: string;
  readonly offers: ReadonlyArray<{
    readonly id: string;
    readonly model: 'rent' | 'buy';
    readonly price: WirePrice;
    /** Rent: first play at the latest this long after purchase; 0: no such limit. */
    readonly startWithinMs: number;
    /** Rent: watchable this long from the first play; 0: no such limit. */
    readonly windowMs: number;
  }>;
  /** Events on a channel that can still be paid for or watched, the next first. */
  readonly events: ReadonlyArray<WireEvent & { readonly price: WirePrice }>;
  /** Plans that open it. */
  readonly planIds: readonly string[];
}

/** `POST /api/v1/orders` with a header `idempotency-key`, and `POST /api/v1/quotes`: one of the three ids, and a coupon as typed. */
export interface WireOrderRequest {
  readonly planId?: string;
  readonly offerId?: string;
  readonly variantId?: string;
  /** All that the account has put into its basket. */
  readonly basket?: true;
  /** Pieces; default 1. */
  readonly quantity?: number;
  readonly coupon?: string;
  /** Who takes the money; default `phone`. */
  readonly way?: 'phone' | 'television';
  /** Where the set says it is, ISO 3166-1 alpha-2; for the television's own shop. */
  readonly country?: string;
}

/** `POST /api/v1/quotes`: what an order would come to. Amounts in minor units of the price's currency. */
export interface WireQuote {
  readonly price: WirePrice;
  readonly discountMinor: number;
  readonly creditMinor: number;
  readonly shippingMinor: number;
  /** Contained in what is due. */
  readonly taxMinor: number;
  readonly dueMinor: number;
}

/** An order; answer of `POST /api/v1/orders` and `GET /api/v1/orders/:id`. */
export interface WireOrder {
  readonly id: string;
  readonly kind: 'plan' | 'title' | 'goods';
  readonly refId: string;
  /** What it is, as people call it. */
  readonly name: string;
  readonly quantity: number;
  readonly status: 'open' | 'failed' | 'paid' | 'refunded';
  readonly price: WirePrice;
  readonly discountMinor: number;
  readonly creditMinor: number;
  readonly shippingMinor: number;
  /** What is to be paid, or was. */
  readonly dueMinor: number;
  /** How far goods are: `waiting`, `paid`, `packed`, `sent`, `returned`, `cancelled`, `short`; empty for anything else. */
  readonly delivery: string;
  /** What the operator says about the delivery. */
  readonly deliveryNote: string;
  readonly isSandbox: boolean;
  readonly createdAtMs: number;
  /** 0: not paid. */
  readonly paidAtMs: number;
  /** Where a person pays, for a QR code; empty when nothing is to be paid, or not there. */
  readonly payUrl: string;
  /** What a set hands to the television's own shop as it is; absent where a phone pays. */
  readonly purchase?: WireTelevisionPurchase;
}

/** See {@link WireOrder}. */
export interface WireTelevisionPurchase {
  readonly shop: 'samsung-checkout';
  readonly appId: string;
  readonly serverType: 'PRD' | 'DEV';
  /** JSON. */
  readonly details: string;
}

/** `GET /api/v1/orders`: newest first. */
export interface WireOrders {
  readonly items: readonly WireOrder[];
  /** Where a phone reads them with their receipts, for a QR code; good for half an hour. */
  readonly historyUrl: string;
}
