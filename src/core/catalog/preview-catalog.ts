import { runSteps } from '../base';
import type { ItemKey, SourceId, Steps } from '../base';
import type { NumberColumn } from '../text';
import { LISTED_KINDS } from './catalog-data';
import type { CatalogData } from './catalog-data';
import { ColumnarCatalog } from './columnar-catalog';
import type {
  CategoryRecord, CategorySelector, ChannelRecord, ListedKind, MovieRecord, Row, RowList, SeasonRecord, SeriesRecord,
  TitleNumber,
} from './records';
import { AllRows, NO_ROWS } from './row-lists';
import type { CatalogSnapshot } from './snapshot-contract';

/** Where the rows of a preview stand in the whole catalogue. */
export interface PreviewPlaces {
  /** Rows of this kind in the whole. */
  readonly count: number;
  /** Row in the whole of each row of the part, ascending. */
  readonly rows: NumberColumn;
  /** Rows of each category in the whole. */
  readonly totals: NumberColumn;
  /** Place in its category's list of the whole, for the rows of the part by category and row. */
  readonly places: NumberColumn;
}

/** Some rows of a catalogue, see `makePreviewSteps`. */
export interface PreviewData {
  /** The rows that are here, numbered from 0; its revision is that of the whole. */
  readonly part: CatalogData;
  readonly lists: Readonly<Record<ListedKind, PreviewPlaces>>;
}

/** Index of `value` in the ascending `column[from..to)`, or -1. */
function find(column: NumberColumn, from: number, to: number, value: number): number {
  let low = from;
  let high = to - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = column[middle] ?? 0;
    if (found === value) return middle;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The stretch of one part that belongs to one category. */
interface Stretch {
  readonly places: PreviewPlaces;
  /** Rows of the part. */
  readonly known: RowList;
  /** Where its places begin. */
  readonly from: number;
}

/** A category's list, as long as it is in the whole; rows that are not here are -1. */
class SparseRows implements RowList {
  constructor(
    readonly length: number,
    private readonly stretches: readonly Stretch[],
  ) {}

  at(index: number): Row {
    for (const { places, known, from } of this.stretches) {
      const at = find(places.places, from, from + known.length, index);
      if (at >= 0) return places.rows[known.at(at - from)] ?? -1;
    }
    return -1;
  }

  indexOf(row: Row): number {
    for (const { places, known, from } of this.stretches) {
      const own = find(places.rows, 0, places.rows.length, row);
      const at = own < 0 ? -1 : known.indexOf(own);
      if (at >= 0) return places.places[from + at] ?? -1;
    }
    return -1;
  }
}

/** One of the small catalogues a preview is made of. */
class Part {
  readonly catalog: ColumnarCatalog;
  private readonly starts: Partial<Record<ListedKind, readonly number[]>> = {};

  constructor(readonly data: PreviewData) {
    this.catalog = new ColumnarCatalog(data.part);
  }

  *prepareSteps(): Steps<void> {
    yield* this.catalog.prepareSteps();
    for (const kind of LISTED_KINDS) {
      this.starts[kind] ??= this.findStarts(kind);
      yield;
    }
  }

  /** The row of this part that is `row` of the whole, or -1. */
  ownRow(kind: ListedKind, row: Row): number {
    const { rows } = this.data.lists[kind];
    return find(rows, 0, rows.length, row);
  }

  stretch(kind: ListedKind, category: number): Stretch | null {
    if (this.starts[kind] === undefined) runSteps(this.prepareSteps());
    const from = this.starts[kind]?.[category];
    return from === undefined ? null : { places: this.data.lists[kind], known: this.catalog.rows(kind, category), from };
  }

  /** Where each category's stretch of `places` begins. */
  private findStarts(kind: ListedKind): readonly number[] {
    let at = 0;
    return this.data.part.categories[kind].map((_, category) => {
      const from = at;
      at += this.catalog.rows(kind, category).length;
      return from;
    });
  }
}

/**
 * A catalogue of which only some rows are here: categories, counts and list lengths are those of the whole, row numbers too;
 * rows that are not here read as `null` and stand in lists as -1. Made of a preview and, if there is one, of pinned rows of the
 * same revision. Its own revision differs from the whole's, so that the whole replaces it.
 */
export class PreviewCatalog implements CatalogSnapshot {
  readonly revision: string;
  readonly sourceIds: readonly SourceId[];
  private readonly base: PreviewData;
  private readonly parts: readonly Part[];

  constructor(base: PreviewData, pins: PreviewData | null) {
    this.base = base;
    const isOfSame = pins !== null && pins.part.revision === base.part.revision;
    this.parts = isOfSame ? [new Part(base), new Part(pins)] : [new Part(base)];
    this.revision = `${base.part.revision}~`;
    this.sourceIds = [base.part.sourceId];
  }

  /** Makes what lists and look-ups need, so that no later call has to. */
  *prepareSteps(): Steps<void> {
    for (const part of this.parts) yield* part.prepareSteps();
  }

  get heldBytes(): number {
    return this.parts.reduce((sum, part) => sum + part.catalog.heldBytes, 0);
  }

  count(kind: ListedKind): number {
    return this.base.lists[kind].count;
  }

  categories(kind: ListedKind): readonly CategoryRecord[] {
    const { lists, part } = this.base;
    return part.categories[kind].map(({ name, isAdult }, index) => ({
      index, name, count: lists[kind].totals[index] ?? 0, sourceId: part.sourceId, isAdult,
    }));
  }

  rows(kind: ListedKind, category: CategorySelector): RowList {
    if (category === 'all') return new AllRows(this.count(kind));
    const stretches: Stretch[] = [];
    for (const part of this.parts) {
      const stretch = part.stretch(kind, category);
      if (stretch !== null) stretches.push(stretch);
    }
    return stretches.length === 0 ? NO_ROWS : new SparseRows(this.base.lists[kind].totals[category] ?? 0, stretches);
  }

  channel(row: Row): ChannelRecord | null {
    return this.record('channel', row, (catalog, own) => catalog.channel(own));
  }

  movie(row: Row): MovieRecord | null {
    return this.record('movie', row, (catalog, own) => catalog.movie(own));
  }

  series(row: Row): SeriesRecord | null {
    return this.record('series', row, (catalog, own) => catalog.series(own));
  }

  titleNumber(kind: 'movie' | 'series', row: Row, field: TitleNumber): number {
    for (const part of this.parts) {
      const own = part.ownRow(kind, row);
      if (own >= 0) return part.catalog.titleNumber(kind, own, field);
    }
    return 0;
  }

  minimumAge(kind: ListedKind, row: Row): number {
    for (const part of this.parts) {
      const own = part.ownRow(kind, row);
      if (own >= 0) return part.catalog.minimumAge(kind, own);
    }
    return -1;
  }

  rowOf(kind: ListedKind, key: ItemKey): Row {
    return this.first(kind, (catalog) => catalog.rowOf(kind, key));
  }

  rowOfNumber(channelNumber: number): Row {
    return this.first('channel', (catalog) => catalog.rowOfNumber(channelNumber));
  }

  seasons(): readonly SeasonRecord[] {
    return [];
  }

  seriesRowOfEpisode(): Row {
    return -1;
  }

  private record<T extends { readonly row: Row }>(kind: ListedKind, row: Row, read: (catalog: ColumnarCatalog, own: Row) => T | null): T | null {
    for (const part of this.parts) {
      const own = part.ownRow(kind, row);
      const record = own < 0 ? null : read(part.catalog, own);
      if (record !== null) return { ...record, row };
    }
    return null;
  }

  private first(kind: ListedKind, look: (catalog: ColumnarCatalog) => Row): Row {
    for (const { catalog, data } of this.parts) {
      const own = look(catalog);
      if (own >= 0) return data.lists[kind].rows[own] ?? -1;
    }
    return -1;
  }
}
