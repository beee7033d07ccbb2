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

/** One grid: movies or series. Choices are kept while the app runs. */
export interface LibraryGrid {
  readonly categories: ReadonlySignal<readonly LibraryCategory[]>;
  readonly category: ReadonlySignal<string>;
  readonly sort: ReadonlySignal<LibrarySort>;
  readonly cards: ReadonlySignal<CardList>;
  /** `1,248 films`. */
  readonly countText: ReadonlySignal<string>;
  /** True until the first catalogue is there. */
  readonly isLoading: ReadonlySignal<boolean>;
  chooseCategory(id: string): void;
  chooseSort(sort: LibrarySort): void;
}

/** The grids of films and series, and My list. */
export interface LibraryModel {
  readonly movies: LibraryGrid;
  readonly series: LibraryGrid;
  /** Titles of My list, newest first; channels are in Live TV's favourites. */
  readonly myList: ReadonlySignal<CardList>;
}
