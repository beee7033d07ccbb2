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
  /** Forgets everything this profile said. */
  forget(): void;
  /** Reads what a profile said; `null`: nobody watches. */
  openProfile(profileId: string | null): Promise<void>;
}
