import type { SourceId } from '../base';
import { ByteHeap, InternTable, areHeapSegments } from '../text';
import type { NumberColumn, Sections } from '../text';
import { COLUMN_NAMES, LISTED_KINDS, TABLE_KINDS } from './catalog-data';
import type { CatalogData, CategorySets, KindTable, StoredCategory, TableKind } from './catalog-data';
import type { ListedKind } from './records';

/** Categories side by side: an object for each would double the JSON of a catalogue with thousands. */
interface StoredCategories {
  readonly names: readonly string[];
  /** Empty when no category has one. */
  readonly ids: readonly string[];
  /** Indexes of those for adults. */
  readonly adult: readonly number[];
}

/** What of a catalogue is stored as JSON. */
export interface StoredMeta {
  readonly sourceId: SourceId;
  readonly revision: string;
  readonly addressBase: string;
  readonly counts: Readonly<Record<TableKind, number>>;
  readonly categories: Readonly<Record<ListedKind, StoredCategories>>;
}

function packCategories(list: readonly StoredCategory[]): StoredCategories {
  const adult: number[] = [];
  list.forEach((category, index) => {
    if (category.isAdult) adult.push(index);
  });
  return { names: list.map(({ name }) => name), ids: list.some(({ id }) => id !== '') ? list.map(({ id }) => id) : [], adult };
}

function unpackCategories({ names, ids, adult }: StoredCategories): readonly StoredCategory[] {
  const isAdult = new Set(adult);
  return names.map((name, index) => ({ name, id: ids[index] ?? '', isAdult: isAdult.has(index) }));
}

/** The JSON part of a catalogue. */
export function metaOf(data: CatalogData): StoredMeta {
  const { tables, categories } = data;
  return {
    sourceId: data.sourceId,
    revision: data.revision,
    addressBase: data.store.addressBase ?? '',
    counts: { channel: tables.channel.count, movie: tables.movie.count, series: tables.series.count, episode: tables.episode.count },
    categories: { channel: packCategories(categories.channel), movie: packCategories(categories.movie), series: packCategories(categories.series) },
  };
}

/** All columns of a catalogue in the order {@link dataOf} takes them. */
export function columnsOf(data: CatalogData): NumberColumn[] {
  const columns: NumberColumn[] = [];
  for (const kind of TABLE_KINDS) for (const name of COLUMN_NAMES) columns.push(data.tables[kind][name]);
  for (const kind of LISTED_KINDS) columns.push(data.sets[kind].items, data.sets[kind].ends);
  const { prefixes, words } = data.store;
  columns.push(prefixes.bytes, prefixes.ends, words.bytes, words.ends);
  return columns;
}

/** Inverse of {@link metaOf} and {@link columnsOf}; `null` when the parts do not fit together. */
export function dataOf(
  meta: StoredMeta,
  { columns, segments }: Sections,
  wish: { readonly sourceId?: SourceId; readonly addressBase?: string },
): CatalogData | null {
  if (!areHeapSegments(segments)) return null;
  let at = 0;
  const next = (): NumberColumn => columns[at++] ?? new Uint8Array(0);
  const table = (kind: TableKind): KindTable => {
    const read: Record<string, NumberColumn> = {};
    for (const name of COLUMN_NAMES) read[name] = next();
    return { count: meta.counts[kind], ...(read as Record<(typeof COLUMN_NAMES)[number], NumberColumn>) };
  };
  const set = (): CategorySets => ({ items: next(), ends: next() });
  const interned = (): InternTable => new InternTable(next() as Uint8Array, next() as Uint32Array);
  return {
    sourceId: wish.sourceId ?? meta.sourceId,
    revision: meta.revision,
    tables: { channel: table('channel'), movie: table('movie'), series: table('series'), episode: table('episode') },
    categories: {
      channel: unpackCategories(meta.categories.channel),
      movie: unpackCategories(meta.categories.movie),
      series: unpackCategories(meta.categories.series),
    },
    sets: { channel: set(), movie: set(), series: set() },
    store: {
      prefixes: interned(),
      words: interned(),
      heap: new ByteHeap(segments),
      addressBase: wish.addressBase ?? meta.addressBase,
    },
  };
}
