import { AppError, fail, ok } from '../base';
import type { Result, SourceId } from '../base';
import { ByteHeap, InternTable, areHeapSegments, decodeSections, encodeSections } from '../text';
import type { NumberColumn, SectionFormat } from '../text';
import { COLUMN_NAMES, LISTED_KINDS, TABLE_KINDS } from './catalog-data';
import type { CatalogData, KindTable, StoredCategory, TableKind } from './catalog-data';
import { ColumnarCatalog } from './columnar-catalog';
import type { ListedKind } from './records';

/** Raise the version with any change of record schema, columns or meta: an older snapshot is then fetched anew. */
const FORMAT: SectionFormat = { magic: 'HRTC', version: 1 };

interface Meta {
  readonly sourceId: SourceId;
  readonly revision: string;
  readonly counts: Readonly<Record<TableKind, number>>;
  readonly categories: Readonly<Record<ListedKind, readonly StoredCategory[]>>;
}

/**
 * A catalogue as chunks of at most 256 KB (the first one a little more with thousands of categories), to be stored in order.
 * Heap segments are handed out as they are: do not write to them. Favourites and edits are never in a snapshot.
 */
export function encodeSnapshot(catalog: ColumnarCatalog): readonly Uint8Array[] {
  const { data } = catalog;
  const { tables } = data;
  const meta: Meta = {
    sourceId: data.sourceId,
    revision: data.revision,
    counts: { channel: tables.channel.count, movie: tables.movie.count, series: tables.series.count, episode: tables.episode.count },
    categories: data.categories,
  };
  const columns: NumberColumn[] = [];
  for (const kind of TABLE_KINDS) for (const name of COLUMN_NAMES) columns.push(data.tables[kind][name]);
  for (const kind of LISTED_KINDS) columns.push(data.sets[kind].items, data.sets[kind].ends);
  const { prefixes, words, heap } = data.store;
  columns.push(prefixes.bytes, prefixes.ends, words.bytes, words.ends);
  return encodeSections(FORMAT, { meta, columns, segments: heap.segments });
}

/** Hands out columns in the order they were stored. */
class ColumnQueue {
  private at = 0;

  constructor(private readonly columns: readonly NumberColumn[]) {}

  next(): NumberColumn {
    return this.columns[this.at++] ?? new Uint8Array(0);
  }

  nextTable(): InternTable {
    const bytes = this.next();
    const ends = this.next();
    return new InternTable(
      bytes instanceof Uint8Array ? bytes : new Uint8Array(0),
      ends instanceof Uint32Array ? ends : new Uint32Array(1),
    );
  }
}

function readTable(queue: ColumnQueue, count: number): KindTable {
  const columns: Record<string, NumberColumn> = {};
  for (const name of COLUMN_NAMES) columns[name] = queue.next();
  return { count, ...(columns as Record<(typeof COLUMN_NAMES)[number], NumberColumn>) };
}

/**
 * Reads what {@link encodeSnapshot} wrote. A torn, foreign or outdated snapshot fails with `storage.broken`; the caller then
 * fetches the source anew.
 */
export function decodeSnapshot(chunks: readonly Uint8Array[]): Result<ColumnarCatalog, AppError> {
  const read = decodeSections(FORMAT, chunks);
  if (!read.ok) return read;
  const { segments } = read.value;
  if (!areHeapSegments(segments)) return fail(new AppError('storage.broken', { facts: { what: 'torn' } }));
  // The checksum proved that encodeSnapshot wrote it, and the version that it wrote this shape.
  const meta = read.value.meta as Meta;
  const queue = new ColumnQueue(read.value.columns);
  const tables = {
    channel: readTable(queue, meta.counts.channel),
    movie: readTable(queue, meta.counts.movie),
    series: readTable(queue, meta.counts.series),
    episode: readTable(queue, meta.counts.episode),
  };
  const sets = {
    channel: { items: queue.next(), ends: queue.next() },
    movie: { items: queue.next(), ends: queue.next() },
    series: { items: queue.next(), ends: queue.next() },
  };
  const prefixes = queue.nextTable();
  const words = queue.nextTable();
  const data: CatalogData = {
    sourceId: meta.sourceId,
    revision: meta.revision,
    tables,
    categories: meta.categories,
    sets,
    store: { heap: new ByteHeap(segments), prefixes, words },
  };
  return ok(new ColumnarCatalog(data));
}
