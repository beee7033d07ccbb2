import type { ItemKey, SourceId } from '../base';
import type {
  CategoryRecord, CategorySelector, ChannelRecord, ListedKind, MovieRecord, Row, RowList, SeasonRecord, SeriesRecord,
  TitleNumber,
} from './records';
import { AllRows, NO_ROWS, ShiftedRows } from './row-lists';
import type { CatalogSnapshot } from './snapshot-contract';

interface Part {
  readonly catalog: CatalogSnapshot;
  readonly firstRow: Readonly<Record<ListedKind, number>>;
  readonly firstCategory: Readonly<Record<ListedKind, number>>;
}

type Counts = Record<ListedKind, number>;

function moved<T extends { row: Row; categories: readonly number[] }>(record: T, kind: ListedKind, part: Part): T {
  const first = part.firstCategory[kind];
  return { ...record, row: record.row + part.firstRow[kind], categories: record.categories.map((index) => index + first) };
}

class MergedCatalog implements CatalogSnapshot {
  readonly revision: string;
  readonly sourceIds: readonly SourceId[];
  private readonly parts: readonly Part[];
  private readonly totals: Readonly<Counts>;
  private readonly lists: Partial<Record<ListedKind, readonly CategoryRecord[]>> = {};

  constructor(catalogs: readonly CatalogSnapshot[]) {
    const rows: Counts = { channel: 0, movie: 0, series: 0 };
    const categories: Counts = { channel: 0, movie: 0, series: 0 };
    this.parts = catalogs.map((catalog) => {
      const part: Part = { catalog, firstRow: { ...rows }, firstCategory: { ...categories } };
      for (const kind of ['channel', 'movie', 'series'] as const) {
        rows[kind] += catalog.count(kind);
        categories[kind] += catalog.categories(kind).length;
      }
      return part;
    });
    this.totals = rows;
    this.revision = catalogs.map((catalog) => catalog.revision).join('+');
    this.sourceIds = catalogs.reduce<readonly SourceId[]>((ids, catalog) => ids.concat(catalog.sourceIds), []);
  }

  get heldBytes(): number {
    return this.parts.reduce((sum, part) => sum + part.catalog.heldBytes, 0);
  }

  count(kind: ListedKind): number {
    return this.totals[kind];
  }

  categories(kind: ListedKind): readonly CategoryRecord[] {
    const known = this.lists[kind];
    if (known !== undefined) return known;
    const list: CategoryRecord[] = [];
    for (const part of this.parts) {
      for (const category of part.catalog.categories(kind)) list.push({ ...category, index: category.index + part.firstCategory[kind] });
    }
    this.lists[kind] = list;
    return list;
  }

  rows(kind: ListedKind, category: CategorySelector): RowList {
    if (category === 'all') return new AllRows(this.totals[kind]);
    for (let i = this.parts.length - 1; i >= 0; i -= 1) {
      const part = this.parts[i];
      if (part === undefined || category < part.firstCategory[kind]) continue;
      return new ShiftedRows(part.catalog.rows(kind, category - part.firstCategory[kind]), part.firstRow[kind]);
    }
    return NO_ROWS;
  }

  channel(row: Row): ChannelRecord | null {
    const part = this.partOf('channel', row);
    const record = part === null ? null : part.catalog.channel(row - part.firstRow.channel);
    return part === null || record === null ? null : moved(record, 'channel', part);
  }

  movie(row: Row): MovieRecord | null {
    const part = this.partOf('movie', row);
    const record = part === null ? null : part.catalog.movie(row - part.firstRow.movie);
    return part === null || record === null ? null : moved(record, 'movie', part);
  }

  series(row: Row): SeriesRecord | null {
    const part = this.partOf('series', row);
    const record = part === null ? null : part.catalog.series(row - part.firstRow.series);
    return part === null || record === null ? null : moved(record, 'series', part);
  }

  titleNumber(kind: 'movie' | 'series', row: Row, field: TitleNumber): number {
    const part = this.partOf(kind, row);
    return part === null ? 0 : part.catalog.titleNumber(kind, row - part.firstRow[kind], field);
  }

  minimumAge(kind: ListedKind, row: Row): number {
    const part = this.partOf(kind, row);
    return part === null ? -1 : part.catalog.minimumAge(kind, row - part.firstRow[kind]);
  }

  rowOf(kind: ListedKind, key: ItemKey): Row {
    return this.first(kind, (catalog) => catalog.rowOf(kind, key));
  }

  rowOfNumber(channelNumber: number): Row {
    return this.first('channel', (catalog) => catalog.rowOfNumber(channelNumber));
  }

  seasons(seriesRow: Row): readonly SeasonRecord[] {
    const part = this.partOf('series', seriesRow);
    return part === null ? [] : part.catalog.seasons(seriesRow - part.firstRow.series);
  }

  seriesRowOfEpisode(key: ItemKey): Row {
    return this.first('series', (catalog) => catalog.seriesRowOfEpisode(key));
  }

  private first(kind: ListedKind, find: (catalog: CatalogSnapshot) => Row): Row {
    for (const part of this.parts) {
      const row = find(part.catalog);
      if (row >= 0) return row + part.firstRow[kind];
    }
    return -1;
  }

  private partOf(kind: ListedKind, row: Row): Part | null {
    if (!(row >= 0 && row < this.totals[kind])) return null;
    for (let i = this.parts.length - 1; i >= 0; i -= 1) {
      const part = this.parts[i];
      if (part !== undefined && row >= part.firstRow[kind]) return part;
    }
    return null;
  }
}

/**
 * Several sources as one catalogue, rows and categories in the order given. Nothing is copied: it costs a few hundred bytes
 * and stays as fast as its parts. Categories of different sources stay apart, also when they are named alike.
 */
export function mergeCatalogs(catalogs: readonly CatalogSnapshot[]): CatalogSnapshot {
  const [only] = catalogs;
  return catalogs.length === 1 && only !== undefined ? only : new MergedCatalog(catalogs);
}

/** A catalogue without anything, for the time before the first load. */
export const EMPTY_CATALOG: CatalogSnapshot = new MergedCatalog([]);
