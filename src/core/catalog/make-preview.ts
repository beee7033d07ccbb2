import { parseItemKey, runSteps } from '../base';
import type { ItemKey, Steps } from '../base';
import { ByteHeapBuilder, ByteInterner, GrowColumn, Pace, RecordCursor, RecordWriter } from '../text';
import type { NumberColumn, RecordStore } from '../text';
import { COLUMN_NAMES, LISTED_KINDS, setMembers } from './catalog-data';
import type { CatalogData, KindTable, TableKind } from './catalog-data';
import type { ColumnarCatalog } from './columnar-catalog';
import { ordinalOf } from './key-index';
import type { PreviewData, PreviewPlaces } from './preview-catalog';
import { FIELD_TYPES } from './record-schema';
import type { ListedKind, Row } from './records';

/** Channels before and behind a pinned one: what Live TV and the zapper show around it. */
const NEIGHBOURS = 8;
/** First rows of a kind that are taken: On now and the first slides look there. */
const FIRST_ROWS = 60;
/** Records copied, or places looked up, between two pauses. */
const STEP_RECORDS = 128;

/** What a preview holds. */
export interface PreviewWish {
  /** Rows that are there first, most wanted first; keys of other sources are passed over. Channels bring their neighbours. */
  readonly pinned: readonly ItemKey[];
  /** First rows of every category, one after the other for all, until `limit`. 0: pinned rows only. */
  readonly perCategory: number;
  /** Rows at most. */
  readonly limit: number;
}

type Chosen = Readonly<Record<ListedKind, ReadonlySet<Row>>>;

/** Collects rows until there are enough. */
class Choice {
  readonly chosen = { channel: new Set<Row>(), movie: new Set<Row>(), series: new Set<Row>() };
  private left: number;

  constructor(limit: number) {
    this.left = limit;
  }

  get isFull(): boolean {
    return this.left <= 0;
  }

  add(kind: ListedKind, row: Row): void {
    const rows = this.chosen[kind];
    if (this.isFull || row < 0 || rows.has(row)) return;
    rows.add(row);
    this.left -= 1;
  }
}

function addPinned(catalog: ColumnarCatalog, pinned: readonly ItemKey[], choice: Choice): void {
  const channels: Row[] = [];
  for (const key of pinned) {
    const kind = parseItemKey(key)?.kind;
    if (kind === undefined || kind === 'episode') continue;
    const row = catalog.rowOf(kind, key);
    choice.add(kind, row);
    if (kind === 'channel' && row >= 0) channels.push(row);
  }
  for (const row of channels) {
    for (let near = row - NEIGHBOURS; near <= row + NEIGHBOURS; near += 1) if (near < catalog.count('channel')) choice.add('channel', near);
  }
}

function* choose(catalog: ColumnarCatalog, wish: PreviewWish): Steps<Chosen> {
  const choice = new Choice(wish.limit);
  addPinned(catalog, wish.pinned, choice);
  yield;
  if (wish.perCategory === 0) return choice.chosen;
  for (const kind of LISTED_KINDS) for (let row = 0; row < Math.min(FIRST_ROWS, catalog.count(kind)); row += 1) choice.add(kind, row);
  const lists = LISTED_KINDS.map((kind) => ({ kind, rows: catalog.categories(kind).map(({ index }) => catalog.rows(kind, index)) }));
  for (let place = 0; place < wish.perCategory && !choice.isFull; place += 1) {
    for (const { kind, rows } of lists) for (const list of rows) choice.add(kind, list.at(place));
    yield;
  }
  return choice.chosen;
}

/** Copies a record field by field, so that the copy interns only what it needs. */
class RecordCopier {
  readonly heap = new ByteHeapBuilder();
  readonly shared = { prefixes: new ByteInterner(), words: new ByteInterner() };
  private readonly cursor: RecordCursor;
  private readonly writer = new RecordWriter(this.heap, this.shared);

  constructor(from: RecordStore) {
    // Addresses are copied as they are stored.
    const { heap, prefixes, words } = from;
    this.cursor = new RecordCursor({ heap, prefixes, words }, FIELD_TYPES);
  }

  copy(offset: number): number {
    const { cursor, writer } = this;
    cursor.open(offset);
    writer.begin();
    FIELD_TYPES.forEach((type, field) => {
      if (!cursor.has(field)) return;
      if (type === 'text') writer.textString(field, cursor.text(field));
      else if (type === 'address') writer.splitString(field, cursor.text(field));
      else if (type === 'word') writer.wordString(field, cursor.word(field));
      else writer.number(field, cursor.number(field));
    });
    return writer.finish();
  }
}

function gather(column: NumberColumn, rows: readonly Row[]): NumberColumn {
  if (column.length === 0) return column;
  const gathered = column.slice(0, rows.length);
  rows.forEach((row, own) => {
    gathered[own] = column[row] ?? 0;
  });
  return gathered;
}

function columnOf(values: readonly number[]): NumberColumn {
  const column = new GrowColumn();
  for (const value of values) column.push(value);
  return column.finish();
}

function* copyTable(table: KindTable, rows: readonly Row[], copier: RecordCopier): Steps<KindTable> {
  const offsets: number[] = [];
  const duplicates: number[] = [];
  const pace = new Pace(STEP_RECORDS);
  for (const row of rows) {
    const ordinal = ordinalOf(table, row);
    if (ordinal > 0) duplicates.push(offsets.length, ordinal);
    offsets.push(copier.copy(table.offset[row] ?? 0));
    if (pace.isDue(1)) yield;
  }
  const columns: Partial<Record<keyof KindTable, NumberColumn>> = {};
  for (const name of COLUMN_NAMES) columns[name] = gather(table[name], rows);
  return { ...columns, count: rows.length, offset: columnOf(offsets), duplicates: columnOf(duplicates) } as KindTable;
}

function emptyTable(table: KindTable): KindTable {
  const columns: Partial<Record<keyof KindTable, NumberColumn>> = {};
  for (const name of COLUMN_NAMES) columns[name] = table[name].slice(0, 0);
  return { ...columns, count: 0 } as KindTable;
}

/** Places of the chosen rows in the lists of their categories. */
function* findPlaces(catalog: ColumnarCatalog, kind: ListedKind, rows: readonly Row[]): Steps<PreviewPlaces> {
  const categories = catalog.categories(kind);
  const members: number[][] = categories.map(() => []);
  const { set } = catalog.data.tables[kind];
  const pace = new Pace(STEP_RECORDS * 2);
  for (const row of rows) {
    for (const category of setMembers(catalog.data.sets[kind], set[row] ?? 0)) {
      members[category]?.push(catalog.rows(kind, category).indexOf(row));
    }
    if (pace.isDue(1)) yield;
  }
  const places: number[] = [];
  for (const own of members) for (const place of own) places.push(place);
  return {
    count: catalog.count(kind),
    rows: columnOf(rows),
    totals: columnOf(categories.map((category) => category.count)),
    places: columnOf(places),
  };
}

/**
 * Some rows of a catalogue as a small one of its own, to be shown while the whole is being read: a few per cent of its bytes.
 * About 10 µs per row on a desk computer.
 */
export function* makePreviewSteps(catalog: ColumnarCatalog, wish: PreviewWish): Steps<PreviewData> {
  yield* catalog.prepareSteps();
  const chosen = yield* choose(catalog, wish);
  const { data } = catalog;
  const copier = new RecordCopier(data.store);
  const sorted = (kind: ListedKind): Row[] => Array.from(chosen[kind]).sort((a, b) => a - b);
  const rows: Record<ListedKind, Row[]> = { channel: sorted('channel'), movie: sorted('movie'), series: sorted('series') };
  yield;
  const tables: Record<TableKind, KindTable> = {
    channel: yield* copyTable(data.tables.channel, rows.channel, copier),
    movie: yield* copyTable(data.tables.movie, rows.movie, copier),
    series: yield* copyTable(data.tables.series, rows.series, copier),
    episode: emptyTable(data.tables.episode),
  };
  const lists: Partial<Record<ListedKind, PreviewPlaces>> = {};
  for (const kind of LISTED_KINDS) {
    lists[kind] = yield* findPlaces(catalog, kind, rows[kind]);
    yield;
  }
  const base = data.store.addressBase;
  const part: CatalogData = {
    sourceId: data.sourceId,
    revision: data.revision,
    tables,
    categories: data.categories,
    sets: data.sets,
    store: {
      heap: copier.heap.finish(),
      prefixes: copier.shared.prefixes.toTable(),
      words: copier.shared.words.toTable(),
      ...(base === undefined ? {} : { addressBase: base }),
    },
  };
  return { part, lists: lists as Record<ListedKind, PreviewPlaces> };
}

/** As {@link makePreviewSteps}, at once. */
export function makePreview(catalog: ColumnarCatalog, wish: PreviewWish): PreviewData {
  return runSteps(makePreviewSteps(catalog, wish));
}
