import type { ItemKey } from '#core/base';
import type { ChannelRecord, EpisodeRecord } from '#core/catalog';
import type { Protection, SportFacts } from '#core/spoilers';
import type { ReadonlySignal } from '#core/state';

/** A programme, as far as keeping its result goes. */
export interface MatchFacts extends SportFacts {
  /** Wall clock. */
  readonly startMs: number;
}

/** What names a channel here. */
export type MatchChannel = Pick<ChannelRecord, 'key' | 'guideKey'>;

/** What the profile that watches does not want told ahead. Stays on the set. */
export interface SpoilersModel {
  readonly protection: ReadonlySignal<Protection>;
  /** Changes what is named; rejects where it cannot be kept. */
  change(change: Partial<Pick<Protection, 'episodes' | 'isScoreSafe'>>): Promise<void>;
  /** An episode with what may be told of it: the same object where nothing is kept back. Effects that read it follow. */
  episode(record: EpisodeRecord, isSeen: boolean): EpisodeRecord;
  /** Whether something of an episode is kept back. Effects that read it follow. */
  isVeiled(key: ItemKey, isSeen: boolean): boolean;
  /** Whether an archive or a recording is watched without telling how long it goes on. Effects that read it follow. `null`: nothing is known of what runs. */
  guards(channel: MatchChannel, programme: MatchFacts | null): boolean;
  /** A guarded programme is watched: later ones about those who meet in it are kept back from now on. */
  noteWatched(programme: MatchFacts): void;
  /** Tells what is kept back of an episode, for as long as the profile watches. */
  showEpisode(key: ItemKey): void;
  /** The same for a programme. */
  showProgramme(channel: MatchChannel, startMs: number): void;
  /** Whether a channel was said to show sport; `null`: its guide speaks for it. */
  markOf(channel: MatchChannel): boolean | null;
  /** Says what a channel shows; `null` takes it back. */
  markChannel(channel: MatchChannel, isSport: boolean | null): Promise<void>;
  /** Whether a programme is taken for sport. */
  isSport(channel: MatchChannel, programme: SportFacts): boolean;
  /** Says what programmes of a title are. */
  markTitle(title: string, isSport: boolean): Promise<void>;
  /** Reads what a profile wants; `null`: nobody watches. Resolves when it holds. */
  openProfile(profileId: string | null): Promise<void>;
  /** Lets go. */
  dispose(): void;
}
