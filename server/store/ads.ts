/** Kinds of titles that campaigns may stand before and in. */
export type AdTitleKind = 'movie' | 'episode';

/** Where in a title: before it, or inside. */
export type AdPlacement = 'pre' | 'mid';

/** What is told of an advertisement, in the words of VAST. */
export type AdEvent = 'impression' | 'start' | 'firstQuartile' | 'midpoint' | 'thirdQuartile' | 'complete' | 'skip' | 'error';

/** A clip of a campaign: one of our own media, or an address. */
export interface AdCreative {
  /** Name of our own media; empty when `url` is set. */
  readonly asset: string;
  /** HLS or MP4; empty when `asset` is set. */
  readonly url: string;
  readonly durationMs: number;
}

/** A campaign as an operator states it. Empty lists: whatever it is. */
export interface AdCampaignRow {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
  /** 0: at once. */
  readonly fromMs: number;
  /** 0: open. */
  readonly untilMs: number;
  readonly kinds: readonly AdTitleKind[];
  readonly genres: readonly string[];
  readonly planIds: readonly string[];
  /** ISO 3166-1 alpha-2, capital letters. */
  readonly countries: readonly string[];
  readonly placements: readonly AdPlacement[];
  /** The higher goes first, whatever the weights. */
  readonly priority: number;
  /** Share among campaigns of the same priority; at least 1. */
  readonly weight: number;
  /** Times per device in an hour; 0: no limit. */
  readonly perHour: number;
  /** Times per device in a day; 0: no limit. */
  readonly perDay: number;
  /** Times in all; 0: no limit. */
  readonly maxImpressions: number;
  /** May be skipped after this; -1: not at all. */
  readonly skipAfterMs: number;
  /** A page about it, for the phone; empty without. */
  readonly offerUrl: string;
  /** The VAST address of somebody else's ad server; then there are no clips here. Empty without. */
  readonly tagUrl: string;
  readonly creatives: readonly AdCreative[];
}

/** One watching of a title, without a word about who watches. */
export interface AdSessionRow {
  readonly id: string;
  /** Tells devices apart for caps; nobody can tell which device it is. */
  readonly deviceKey: string;
  readonly kind: AdTitleKind;
  readonly genres: readonly string[];
  readonly planIds: readonly string[];
  readonly country: string;
  /** Forms the player plays, best first. */
  readonly forms: readonly string[];
  readonly expiresAtMs: number;
}

/** An advertisement that was given out for a break. */
export interface AdViewRow {
  readonly id: string;
  readonly sessionId: string;
  readonly breakId: string;
  /** Place in its break, from 0. */
  readonly position: number;
  readonly campaignId: string;
  /** Which clip of the campaign. */
  readonly creative: number;
  readonly deviceKey: string;
  readonly issuedAtMs: number;
  /** 0: not seen yet. */
  readonly seenAtMs: number;
}

/** A campaign that would fit a break, with what limits it. */
export interface AdCandidate extends Pick<AdCampaignRow, 'perHour' | 'perDay' | 'maxImpressions'> {
  /** Id the view will have if it is chosen. */
  readonly viewId: string;
  readonly campaignId: string;
  readonly creative: number;
}

/** What a break wants to be filled with. */
export interface AdWish {
  readonly sessionId: string;
  readonly breakId: string;
  readonly deviceKey: string;
  readonly atMs: number;
  /** Best first. */
  readonly candidates: readonly AdCandidate[];
  /** At most so many in this break. */
  readonly most: number;
  /** At most so many per device in an hour, of all campaigns; 0: no limit. */
  readonly perHour: number;
}

/** How often something was told of a campaign on a day. */
export interface AdSumRow {
  readonly campaignId: string;
  /** Days since 1970, UTC. */
  readonly day: number;
  readonly event: AdEvent;
  readonly count: number;
}

/** Campaigns, what was given out of them, and what was told about that. */
export interface AdsStore {
  /** By name. */
  campaigns(): Promise<readonly AdCampaignRow[]>;
  /** Stores or replaces. */
  putCampaign(row: AdCampaignRow): Promise<void>;
  /** Removes it with its sums. False when there is none. */
  removeCampaign(id: string): Promise<boolean>;
  openSession(row: AdSessionRow): Promise<void>;
  session(id: string): Promise<AdSessionRow | null>;
  /**
   * Fills a break, once: asked again it answers the same as long as nothing of it was seen, and nothing afterwards. No cap of a device or
   * a campaign is exceeded, however many ask at once; what was given out but not seen counts for ten minutes.
   */
  issue(wish: AdWish): Promise<readonly AdViewRow[]>;
  /** Counts once whatever is told twice, and nothing but errors of what was never seen; what comes ahead of its impression counts with it. True when it was counted now. */
  count(viewId: string, event: AdEvent, atMs: number): Promise<boolean>;
  /** Sums from that day on, by campaign and day. */
  sums(sinceDay: number): Promise<readonly AdSumRow[]>;
  /** Drops sessions and views older than that; sums stay. */
  deleteOver(beforeMs: number): Promise<void>;
}
