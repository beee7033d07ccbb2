import type { ItemKey, SourceId, Steps } from '../base';
import { SiftedRows } from '../catalog';
import type {
  CatalogSnapshot, CategoryRecord, CategorySelector, ChannelRecord, LeftOut, ListedKind, MovieRecord, Row, RowList, SeasonRecord, SeriesRecord, TitleNumber,
} from '../catalog';
import { titleGroupIdOf } from './lineup-edits';
import type { GroupEdit } from './lineup-edits';

/** Kinds with titles. */
type TitleKind = 'movie' | 'series';

const STEP_ROWS = 2048;

/** A byte for each row up to the last hidden one. */
class HiddenRows implements LeftOut {
  constructor(private readonly bytes: Uint8Array) {}

  has(row: Row): boolean {
    return this.bytes[row] === 1;
  }
}

/** What is left of the titles of one kind. */
interface TitlesLeft {
  readonly hidden: LeftOut;
  /** By category; absent: nothing of it is hidden. */
  readonly lists: ReadonlyMap<CategorySelector, RowList>;
  readonly categories: readonly CategoryRecord[];
}

/**
 * A catalogue without the titles that stand in hidden groups alone: a view over another one that copies nothing of it. Row numbers stay those of the
 * whole, so that search indexes fit; hidden titles are in no list, read as `null` and have no key. Channels pass through.
 */
class TitlesHidden implements CatalogSnapshot {
  readonly revision: string;
  readonly sourceIds: readonly SourceId[];

  constructor(
    private readonly base: CatalogSnapshot,
    private readonly kinds: Readonly<Record<TitleKind, TitlesLeft | null>>,
  ) {
    this.revision = base.revision;
    this.sourceIds = base.sourceIds;
  }

  get heldBytes(): number {
    return this.base.heldBytes;
  }

  count(kind: ListedKind): number {
    return this.left(kind) === null ? this.base.count(kind) : this.rows(kind, 'all').length;
  }

  categories(kind: ListedKind): readonly CategoryRecord[] {
    return this.left(kind)?.categories ?? this.base.categories(kind);
  }

  rows(kind: ListedKind, category: CategorySelector): RowList {
    return this.left(kind)?.lists.get(category) ?? this.base.rows(kind, category);
  }

  channel(row: Row): ChannelRecord | null {
    return this.base.channel(row);
  }

  movie(row: Row): MovieRecord | null {
    return this.isHidden('movie', row) ? null : this.base.movie(row);
  }

  series(row: Row): SeriesRecord | null {
    return this.isHidden('series', row) ? null : this.base.series(row);
  }

  titleNumber(kind: TitleKind, row: Row, field: TitleNumber): number {
    return this.isHidden(kind, row) ? 0 : this.base.titleNumber(kind, row, field);
  }

  minimumAge(kind: ListedKind, row: Row): number {
    return this.isHidden(kind, row) ? -1 : this.base.minimumAge(kind, row);
  }

  rowOf(kind: ListedKind, key: ItemKey): Row {
    const row = this.base.rowOf(kind, key);
    return this.isHidden(kind, row) ? -1 : row;
  }

  rowOfNumber(channelNumber: number): Row {
    return this.base.rowOfNumber(channelNumber);
  }

  isLockedRow(kind: ListedKind, row: Row): boolean {
    return this.base.isLockedRow?.(kind, row) === true;
  }

  seasons(seriesRow: Row): readonly SeasonRecord[] {
    return this.isHidden('series', seriesRow) ? [] : this.base.seasons(seriesRow);
  }

  seriesRowOfEpisode(key: ItemKey): Row {
    const row = this.base.seriesRowOfEpisode(key);
    return this.isHidden('series', row) ? -1 : row;
  }

  private left(kind: ListedKind): TitlesLeft | null {
    return kind === 'channel' ? null : this.kinds[kind];
  }

  private isHidden(kind: ListedKind, row: Row): boolean {
    return this.left(kind)?.hidden.has(row) === true;
  }
}

/** Marks the rows of some groups; -1, of a catalogue of which only first rows are here, is none. */
function* markSteps(catalog: CatalogSnapshot, kind: TitleKind, groups: readonly CategoryRecord[], mark: (row: Row) => void): Steps<void> {
  let passed = 0;
  for (const { index } of groups) {
    const rows = catalog.rows(kind, index);
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows.at(i);
      if (row >= 0) mark(row);
      passed += 1;
      if (passed % STEP_ROWS === 0) yield;
    }
  }
}

function* leftSteps(catalog: CatalogSnapshot, kind: TitleKind, hiddenIds: ReadonlySet<string>): Steps<TitlesLeft | null> {
  const categories = catalog.categories(kind);
  const isHidden = ({ sourceId, name }: CategoryRecord): boolean => hiddenIds.has(titleGroupIdOf(kind, sourceId, name));
  const gone = categories.filter(isHidden);
  if (gone.length === 0) return null;
  let limit = 0;
  yield* markSteps(catalog, kind, gone, (row) => (limit = Math.max(limit, row + 1)));
  const bytes = new Uint8Array(limit);
  yield* markSteps(catalog, kind, gone, (row) => (bytes[row] = 1));
  // What stands in another group too is still wanted.
  yield* markSteps(catalog, kind, categories.filter((category) => !isHidden(category)), (row) => {
    if (row < limit) bytes[row] = 0;
  });
  const hidden = new HiddenRows(bytes);
  const lists = new Map<CategorySelector, RowList>([['all', yield* SiftedRows.makeSteps(catalog.rows(kind, 'all'), hidden)]]);
  // Whoever still asks for a hidden group gets what is left of it: nothing that is in no other.
  for (const { index } of gone) lists.set(index, yield* SiftedRows.makeSteps(catalog.rows(kind, index), hidden));
  return { hidden, lists, categories: categories.filter((category) => !isHidden(category)) };
}

/**
 * The catalogue without what stands in hidden groups of films and series alone, in short steps; the same one where nothing is hidden. Holds a byte for each row
 * of such a kind, and a number for each 128 rows of its lists.
 */
export function* hideTitlesSteps(catalog: CatalogSnapshot, groups: readonly GroupEdit[]): Steps<CatalogSnapshot> {
  const hiddenIds = new Set(groups.filter(({ isHidden }) => isHidden).map(({ id }) => id));
  if (hiddenIds.size === 0) return catalog;
  const movie = yield* leftSteps(catalog, 'movie', hiddenIds);
  const series = yield* leftSteps(catalog, 'series', hiddenIds);
  return movie === null && series === null ? catalog : new TitlesHidden(catalog, { movie, series });
}
