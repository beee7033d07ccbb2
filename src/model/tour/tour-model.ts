import type { ReadonlySignal } from '#core/state';

/** What becomes of a language or a kind: shown; put aside, and what comes new waits in the tour; not wanted, and what comes new is hidden by itself. */
export type TourChoice = 'now' | 'later' | 'never';

/** A language (or country) or a kind, and what it holds. */
export interface TourEntry {
  readonly id: string;
  readonly label: string;
  readonly groups: number;
  readonly channels: number;
  /** Films and series. */
  readonly titles: number;
  /** Groups that came since the last tour, put aside for later: they wait to be chosen. */
  readonly waiting: number;
  readonly choice: TourChoice;
}

/** Rows nobody watches, and whether they go. */
export interface TourCleanup {
  readonly id: 'adult' | 'duplicates' | 'separators';
  /** Channels. */
  readonly count: number;
  /** Films and series. */
  readonly titles: number;
  readonly isOn: boolean;
}

/** How many stay. */
export interface TourCount {
  readonly kept: number;
  readonly all: number;
}

/** What own sources list, sorted out. Nothing changes before {@link TourModel.apply}; what it hides is hidden in the line-up and lost nowhere. */
export interface TourModel {
  /** Whether the lists have been read. */
  readonly isReady: ReadonlySignal<boolean>;
  readonly languages: ReadonlySignal<readonly TourEntry[]>;
  readonly kinds: ReadonlySignal<readonly TourEntry[]>;
  readonly cleanups: ReadonlySignal<readonly TourCleanup[]>;
  /** Channels that stay, of all. */
  readonly shown: ReadonlySignal<TourCount>;
  /** Films and series that stay, of all. */
  readonly shownTitles: ReadonlySignal<TourCount>;
  /** Whether an earlier tour hid something. */
  readonly hasHidden: ReadonlySignal<boolean>;
  choose(list: 'languages' | 'kinds', id: string, choice: TourChoice): void;
  /** All but `id` are put aside for later. */
  keepOnly(list: 'languages' | 'kinds', id: string): void;
  toggleCleanup(id: TourCleanup['id']): void;
  /** Hides what is not wanted and shows what is wanted again, in one step of the line-up. */
  apply(): Promise<void>;
  /** Shows everything again that tours have hidden. */
  restore(): Promise<void>;
  dispose(): void;
}
