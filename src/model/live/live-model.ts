import type { ItemKey } from '#core/base';
import type { Row } from '#core/catalog';
import type { ReadonlySignal } from '#core/state';
import type { ChannelVersions } from './channel-versions';

/** A line of the category column. `favourites` and `all` come first, then the provider's. */
export interface LiveCategory {
  /** `favourites`, `all`, or `c<index>`. */
  readonly id: string;
  readonly name: string;
  readonly count: number;
  /** A hint for the icon, from the name: `heart`, `all`, `sport`, `news`, `film`, `kids`, `nature`, `music`, `globe`, `folder`. */
  readonly icon: string;
}

/** A channel as lists draw it. */
export interface ChannelView {
  readonly key: ItemKey;
  /** `103`, `5.1`, or empty. */
  readonly number: string;
  readonly name: string;
  readonly logo: string;
  /** Title of the running programme; empty without a guide: the name takes its place. */
  readonly nowTitle: string;
  /** `20:15 – 22:10`; empty without a guide. */
  readonly nowRange: string;
  /** `22:10 Studio Arena`; empty without a guide. */
  readonly nextLine: string;
  /** 0..1; -1 without a guide: no bar. */
  readonly progress: number;
  readonly isFavourite: boolean;
  readonly hasArchive: boolean;
  readonly isRadio: boolean;
  readonly isPlaying: boolean;
  /** What the announcer says, without position. */
  readonly spoken: string;
}

/** A channel list of any length, made on demand. A new object means: bind the visible cells again. */
export interface ChannelList {
  readonly length: number;
  at(index: number): ChannelView | null;
  indexOf(key: ItemKey): number;
}

/** One of the versions of a channel: another quality, language, source, or a backup. */
export interface ChannelVersion {
  readonly key: ItemKey;
  /** The provider's name for it, told apart where two have the same. */
  readonly label: string;
  readonly isThis: boolean;
}

/** The panel beside the list: what is on the focused channel. */
export interface ChannelDetails {
  readonly channel: ChannelView;
  readonly title: string;
  /** `20:15 – 22:10`, `Football`. */
  readonly facts: readonly string[];
  readonly badges: readonly string[];
  readonly progress: number;
  /** `26 min in`, `1 h 29 min left`; empty without a guide. */
  readonly elapsed: string;
  readonly left: string;
  readonly description: string;
  readonly picture: string;
  /** Whether the running programme can be watched from its start. */
  readonly canStartOver: boolean;
}

/** Typing a channel number. */
export interface NumberEntry {
  /** Digits so far, at most 5. */
  readonly digits: string;
  /** Whole seconds until it opens by itself. */
  readonly secondsLeft: number;
  /** The best match first. */
  readonly matches: readonly ChannelView[];
  /** The match that opens; the best one until another is pointed at. */
  readonly chosenIndex: number;
}

/** Live TV: categories, list, number entry, zapping. Versions of a channel are one row of its lists, where the setting wants that. */
export interface LiveModel {
  readonly categories: ReadonlySignal<readonly LiveCategory[]>;
  /** Id of the chosen category; falls back to `all` when it is gone. */
  readonly category: ReadonlySignal<string>;
  /** Channels of the chosen category. */
  readonly channels: ReadonlySignal<ChannelList>;
  /** The channel that plays or played last, here or before the last start; where focus begins. */
  readonly lastKey: ReadonlySignal<ItemKey | null>;
  readonly numberEntry: ReadonlySignal<NumberEntry | null>;
  /** How channels are ordered: by the provider, by number or by name. */
  readonly sort: ReadonlySignal<'provider' | 'number' | 'name'>;

  chooseCategory(id: string): void;
  cycleSort(): void;
  /** Facts of one channel for the side panel; `null` when it is gone. Reads time and guide: call it inside an effect or computed. */
  details(key: ItemKey): ChannelDetails | null;
  /** Tells which part of the list is in view; their programmes are fetched. */
  showing(fromIndex: number, toIndex: number): void;
  toggleFavourite(key: ItemKey): void;
  /** Plays in the preview window without leaving the page. */
  preview(key: ItemKey): void;
  /**
   * The versions of a channel that its row stands for, the best first; empty for one without others, and while they are not known. Call it
   * inside an effect or computed.
   */
  versionsOf(key: ItemKey): readonly ChannelVersion[];
  /**
   * Of a few rows of the catalogue, one of each channel: what stands in the lists for those versions, in the rows' order. `null`: versions are not known yet, or the
   * setting wants every one. Call it inside an effect or computed.
   */
  firstVersions(rows: readonly Row[]): readonly Row[] | null;
  /** Groups versions in lists of the catalogue that is given; `null` as for {@link firstVersions}. */
  channelVersions(): ChannelVersions | null;
  /** From now on a version stands for the others. Plays nothing. */
  chooseVersion(key: ItemKey): void;
  /** Notes which channel is watched now, for last channel and the next start. Whoever tunes past this model calls it. */
  noteWatched(key: ItemKey): void;
  /** Plays full screen: opens the player. */
  watch(key: ItemKey): void;
  /** Plays the running programme from its start. */
  startOver(key: ItemKey): void;

  /** Next or previous channel of the current list, wrapping at its ends. `direction` 1 is channel up. */
  zap(direction: 1 | -1): void;
  /** The channel watched before this one. */
  recallLast(): void;
  /** Channels around the playing one for the list over video; it is the current category's. */
  readonly zapList: ReadonlySignal<{ readonly channels: ChannelList; readonly playingIndex: number }>;

  /** Adds a digit 0..9; opens the best match 2 s after the last one. */
  pressDigit(digit: number): void;
  /** Takes the last digit away; the last of all ends the entry. */
  deleteDigit(): void;
  /** Points at another match and starts the countdown again; out of range: the nearest. Nothing typed: nothing happens. */
  chooseMatch(index: number): void;
  /** Opens now the chosen match, or the given one. */
  confirmNumber(key?: ItemKey): void;
  cancelNumber(): void;
  /** The channel of the last start, read from storage; forgets the one before it. `group`: the one it was chosen in, as it was remembered, to go on in; without one the chosen stays. */
  restoreLast(key: ItemKey | null, group?: string | null): void;
  dispose(): void;
}
