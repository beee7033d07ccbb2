import type { ItemKey } from '#core/base';
import type { ReadonlySignal } from '#core/state';

/** What a viewer said of a title. */
export type Opinion = 'more' | 'not';

/** One thing said, and when. */
export interface TasteEntry {
  readonly opinion: Opinion;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

/** What may be learnt of what somebody watches. */
export interface Learning {
  /** False: nothing is learnt, and nothing is made of what was. */
  readonly isOn: boolean;
  /** What was watched before is not learnt from; 0: all may be. */
  readonly forgottenBeforeMs: number;
  /** Channels, films and series that are not learnt from. */
  readonly forgotten: ReadonlySet<ItemKey>;
}

/** What the profile that watches said of titles and rows. Stays on the set. */
export interface TasteModel {
  /** Films and series by key, oldest first; a new map with every change. */
  readonly entries: ReadonlySignal<ReadonlyMap<ItemKey, TasteEntry>>;
  /** Rows of Home that are not shown: id → title when it was hidden. */
  readonly hiddenRows: ReadonlySignal<ReadonlyMap<string, string>>;
  /** What was said of a title; `null`: nothing. Effects that read it follow. */
  opinionOf(key: ItemKey): Opinion | null;
  /** Keeps what is said of a title; `null` takes it back. */
  say(key: ItemKey, opinion: Opinion | null): void;
  /** Hides a row of Home, or shows it again. */
  setRowHidden(id: string, title: string, isHidden: boolean): void;
  /** What may be learnt of what this profile watches; a new object with every change. */
  readonly learning: ReadonlySignal<Learning>;
  setLearning(learning: Learning): void;
  /** Forgets everything this profile said, and what was learnt of it until now. Whether anything is learnt from now on stays as it was. */
  forget(): void;
  /** Reads what a profile said; `null`: nobody watches. */
  openProfile(profileId: string | null): Promise<void>;
}
