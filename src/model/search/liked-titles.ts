import { parseItemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import type { ListedKind, Row } from '#core/catalog';
import type { PreparedBoosts } from '#core/search';
import type { FavouritesModel } from '#model/favourites';
import type { ProgressModel } from '#model/progress';
import type { TitleShelf } from './shelves';

/** Of 255: a favourite among equals comes first, and watched ones before strangers. */
const [FAVOURITE_WEIGHT, HISTORY_WEIGHT] = [160, 60];

/** What the profile likes, prepared for each index; made anew when likes or indexes have changed. */
export class LikedTitles {
  private titles: readonly TitleShelf[] = [];
  private mark: readonly unknown[] = [];
  private made: readonly (PreparedBoosts | null)[] = [];
  private readonly favourites: FavouritesModel;
  private readonly progress: ProgressModel;

  constructor(favourites: FavouritesModel, progress: ProgressModel) {
    this.favourites = favourites;
    this.progress = progress;
  }

  /** Boosts by place of the shelf; follows favourites and progress where it is read. */
  of(titles: readonly TitleShelf[]): readonly (PreparedBoosts | null)[] {
    const mark = [this.favourites.keys.value, this.progress.revision.value];
    if (titles !== this.titles || mark.some((each, place) => each !== this.mark[place])) {
      this.titles = titles;
      this.mark = mark;
      this.made = titles.map((shelf) => this.prepare(shelf));
    }
    return this.made;
  }

  private prepare({ sourceId, catalog, index }: TitleShelf): PreparedBoosts | null {
    const weights = new Map<ItemKey, number>();
    for (const point of this.progress.recent()) weights.set(point.parentKey === '' ? point.key : point.parentKey, HISTORY_WEIGHT);
    for (const key of this.favourites.keys.peek()) weights.set(key, FAVOURITE_WEIGHT);
    const liked: Array<readonly [kind: ListedKind, row: Row, weight: number]> = [];
    weights.forEach((weight, key) => {
      const parts = parseItemKey(key);
      if (parts?.source !== sourceId || parts.kind === 'episode') return;
      const row = catalog.rowOf(parts.kind, key);
      if (row >= 0) liked.push([parts.kind, row, weight]);
    });
    // Preparing looks through all titles: a cold engine takes some milliseconds.
    if (liked.length === 0) return null;
    return index.prepareBoosts((add) => {
      for (const [kind, row, weight] of liked) add(kind, row, weight);
    });
  }
}
