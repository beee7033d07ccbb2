/** A clip of a campaign. */
export interface ConsoleClip {
  /** Name of our own media, or an address. */
  readonly place: string;
  readonly seconds: number;
}

/** A campaign as the console changes it. Empty lists: whatever it is. */
export interface ConsoleCampaignForm {
  readonly name: string;
  readonly isActive: boolean;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly kinds: ReadonlyArray<'movie' | 'episode'>;
  readonly genres: readonly string[];
  readonly planIds: readonly string[];
  readonly countries: readonly string[];
  readonly placements: ReadonlyArray<'pre' | 'mid'>;
  readonly priority: number;
  readonly weight: number;
  readonly perHour: number;
  readonly perDay: number;
  readonly maxImpressions: number;
  /** -1: not to be skipped. */
  readonly skipAfterSeconds: number;
  readonly offerUrl: string;
  readonly tagUrl: string;
  readonly clips: readonly ConsoleClip[];
}

/** What was told of a campaign, in all. */
export interface ConsoleAdFigures {
  readonly impressions: number;
  readonly completed: number;
  readonly skipped: number;
  readonly failed: number;
}

/** A campaign with what became of it. */
export interface ConsoleCampaign extends ConsoleCampaignForm {
  readonly id: string;
  /** `used-up`: it was seen as often as it was sold. */
  readonly state: 'running' | 'paused' | 'planned' | 'over' | 'used-up';
  readonly figures: ConsoleAdFigures;
  /** Impressions of the last 30 days, oldest first. */
  readonly days: readonly number[];
}

/** What holds for all advertising. */
export interface ConsoleAdPolicy {
  readonly isOn: boolean;
  /** 0: no breaks inside titles. */
  readonly midEveryMinutes: number;
  readonly mostPerBreak: number;
  readonly perHour: number;
  readonly adFreePlanIds: readonly string[];
}

/** Answer of `ads`. */
export interface ConsoleAds {
  readonly policy: ConsoleAdPolicy;
  readonly campaigns: readonly ConsoleCampaign[];
  readonly plans: ReadonlyArray<{ readonly id: string; readonly name: string }>;
}
