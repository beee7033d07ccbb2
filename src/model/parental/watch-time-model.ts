import type { AppError, Result } from '#core/base';
import type { TimeRules, WatchVerdict } from '#core/parental';
import type { ReadonlySignal } from '#core/state';

/** How long and until when the profile that watches may watch. Its code is loaded where a profile has limits, and by settings. */
export interface WatchTimeModel {
  readonly rules: ReadonlySignal<TimeRules>;
  /** Whether something may play; looked at every quarter of a minute. */
  readonly verdict: ReadonlySignal<WatchVerdict>;
  /** A moment whose time of day is `minute` minutes after midnight where the set stands; for showing it. */
  momentOf(minute: number): number;
  /** Changes limits; whoever calls it has asked for the PIN. With a platform the account keeps them; where that fails nothing changes. */
  setRules(change: Partial<TimeRules>): Promise<Result<void, AppError>>;
  /** A parent granted time elsewhere; nothing where somebody else watches meanwhile. */
  grant(profileId: string, minutes: number): void;
  /** Asks for the household's PIN and grants ten more minutes; resolves whether it was granted. */
  askMore(): Promise<boolean>;
}
