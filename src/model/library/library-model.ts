import type { ItemKey } from '#core/base';
import type { FacetName } from '#core/catalog';
import type { ReadonlySignal } from '#core/state';
import type { CardList } from '#model/cards';

/** Orders a grid can have. */
export type LibrarySort = 'newest' | 'name' | 'rating' | 'year';

/** A filter pill: a category of the provider, or all. */
export interface LibraryCategory {
  /** `all` or `c<index>`. */
  readonly id: string;
  readonly name: string;
  readonly count: number;
}

/** A value a grid is filtered by. */
export interface FilterChip {
  /** Facet and value: `genre:Drama`. */
  readonly id: string;
  /** In the viewer's language. */
  readonly label: string;
}

/** A value that can be chosen. */
export interface FilterValue extends FilterChip {
  /** Titles there would be, were it the only value chosen of its facet. */
  readonly count: number;
  readonly isChosen: boolean;
}

/** A facet and its values. */
export interface FilterGroup {
  readonly id: FacetName;
  readonly label: string;
  readonly values: readonly FilterValue[];
}

/** Another version of a title: other quality, language or source. */
export interface TitleVersion {
  readonly key: ItemKey;
  /** `4K · German · Garden TV`; never empty. */
  readonly label: string;
  /** Whether it is the one that was asked about. */
  readonly isThis: boolean;
}

/** One grid: movies or series. Choices are kept while the app runs. */
export interface LibraryGrid {
  readonly categories: ReadonlySignal<readonly LibraryCategory[]>;
  readonly category: ReadonlySignal<string>;
  readonly sort: ReadonlySignal<LibrarySort>;
  readonly cards: ReadonlySignal<CardList>;
  /** `1,248 films`. */
  readonly countText: ReadonlySignal<string>;
  /** True until the first catalogue is there, and while a catalogue that has just come is looked through for what is filtered by. */
  readonly isLoading: ReadonlySignal<boolean>;
  /** What is filtered by. */
  readonly chips: ReadonlySignal<readonly FilterChip[]>;
  chooseCategory(id: string): void;
  chooseSort(sort: LibrarySort): void;
  /**
   * Looks through the catalogue for what titles can be filtered by and which are versions of one another, between frames and once for each
   * catalogue. Lists show every version until it is done. Never rejects.
   */
  prepare(): Promise<void>;
  /** What can be filtered by in the category, with counts under the present choice; empty before {@link LibraryGrid.prepare}. Costs milliseconds. */
  filterGroups(): readonly FilterGroup[];
  /** Chooses a value, or gives it up. */
  toggleFilter(id: string): void;
  clearFilters(): void;
  /** All versions of a title that the profile may see, the best first; fewer than two: none. Effects that read it follow. */
  versionsOf(key: ItemKey): readonly TitleVersion[];
}

/** The grids of films and series, and My list. */
export interface LibraryModel {
  readonly movies: LibraryGrid;
  readonly series: LibraryGrid;
  /** Titles of My list, newest first; channels are in Live TV's favourites. */
  readonly myList: ReadonlySignal<CardList>;
}
