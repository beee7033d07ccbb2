import { itemKey, parseItemKey, runSteps } from '../base';
import type { ItemKey, ItemKind, SourceId, Steps } from '../base';
import { PART_SEPARATOR, RecordCursor } from '../text';
import { COLUMN_NAMES, FLAG, LISTED_KINDS, TABLE_KINDS, setMembers } from './catalog-data';
import type { CatalogData, KindTable, TableKind } from './catalog-data';
import { decodeCatchup, decodeCorrection } from './catchup-code';
import { KeyIndex, ordinalOf } from './key-index';
import { qualityOfName } from './name-quality';
import { FIELD, FIELD_TYPES, NAME_AS_GUIDE_KEY } from './record-schema';
import { ADULT_ROW } from './records';
import type {
  CatchupRecord, CategoryRecord, CategorySelector, ChannelRecord, EpisodeRecord, ListedKind, MovieRecord, Row, RowList, SeasonRecord,
  SeriesRecord, StreamRecord, TitleNumber, TitleRecord,
} from './records';
import type { RowColumn } from './row-column';
import { fingerprintText, isFingerprint, isTextId, nativeRowId, parseFingerprint } from './row-id';
import type { RowId } from './row-id';
import { AllRows, NO_ROWS, SliceRows, groupRowsSteps } from './row-lists';
import type { GroupedRows } from './row-lists';
import type { CatalogSnapshot } from './snapshot-contract';

const DUPLICATE = /^(.*)~([1-9][0-9]{0,6})$/;

/** The catalogue of one source over typed arrays and one heap. Records are made when asked for. */
export class ColumnarCatalog implements CatalogSnapshot {
  readonly revision: string;
  readonly sourceIds: readonly SourceId[];
  /** The columns; for the codec and for searching. */
  readonly data: CatalogData;
  private readonly cursor: RecordCursor;
  private readonly keys: Readonly<Record<TableKind, KeyIndex>>;
  private readonly groups: Partial<Record<TableKind, GroupedRows>> = {};
  private readonly lists: Partial<Record<ListedKind, readonly CategoryRecord[]>> = {};

  /** `slots`: the parts of {@link KeyIndex} a builder made on its way. */
  constructor(data: CatalogData, slots: Partial<Record<TableKind, RowColumn>> = {}) {
    this.data = data;
    this.revision = data.revision;
    this.sourceIds = [data.sourceId];
    this.cursor = new RecordCursor(data.store, FIELD_TYPES);
    const { tables } = data;
    const index = (kind: TableKind): KeyIndex => new KeyIndex(tables[kind], slots[kind] ?? null);
    this.keys = { channel: index('channel'), movie: index('movie'), series: index('series'), episode: index('episode') };
  }

  /**
   * Makes what look-ups by key and category lists need, so that no later call has to: about 15 ms in all for 200,000 rows on a
   * desk computer. Without it the first such call does it.
   */
  *prepareSteps(): Steps<void> {
    for (const kind of TABLE_KINDS) {
      yield* this.keys[kind].prepareSteps();
      this.groups[kind] ??= yield* this.groupSteps(kind);
      if (this.data.tables[kind].count > 0) yield;
    }
  }

  get heldBytes(): number {
    const { heap, prefixes, words } = this.data.store;
    let sum = heap.heldBytes + prefixes.heldBytes + words.heldBytes;
    for (const kind of TABLE_KINDS) {
      for (const name of COLUMN_NAMES) sum += this.data.tables[kind][name].byteLength;
      sum += this.keys[kind].heldBytes + (this.groups[kind]?.rows.byteLength ?? 0) + (this.groups[kind]?.starts.byteLength ?? 0);
    }
    for (const kind of LISTED_KINDS) sum += this.data.sets[kind].items.byteLength + this.data.sets[kind].ends.byteLength;
    return sum;
  }

  count(kind: ListedKind): number {
    return this.data.tables[kind].count;
  }

  categories(kind: ListedKind): readonly CategoryRecord[] {
    const known = this.lists[kind];
    if (known !== undefined) return known;
    const { starts } = this.grouped(kind);
    const list = this.data.categories[kind].map((category, index) => ({
      index,
      name: category.name,
      count: (starts[index + 1] ?? 0) - (starts[index] ?? 0),
      sourceId: this.data.sourceId,
      isAdult: category.isAdult,
    }));
    this.lists[kind] = list;
    return list;
  }

  rows(kind: ListedKind, category: CategorySelector): RowList {
    if (category === 'all') return new AllRows(this.data.tables[kind].count);
    const { starts, rows } = this.grouped(kind);
    const from = starts[category];
    const to = starts[category + 1];
    return from === undefined || to === undefined ? NO_ROWS : new SliceRows(rows, from, to);
  }

  channel(row: Row): ChannelRecord | null {
    const table = this.data.tables.channel;
    if (!this.open(table, row)) return null;
    const { cursor } = this;
    const flags = table.flags[row] ?? 0;
    const guideName = cursor.text(FIELD.guideName);
    return {
      key: this.keyOf('channel', row),
      row,
      // Single precision: 5.1 is stored as 5.0999999.
      number: Math.round((table.number[row] ?? 0) * 1000) / 1000,
      name: cursor.text(FIELD.name),
      logo: cursor.text(FIELD.picture),
      categories: setMembers(this.data.sets.channel, table.set[row] ?? 0),
      guideKey: guideKeyOf(cursor.text(FIELD.guideKey), cursor),
      ...(guideName === '' ? {} : { guideName }),
      isRadio: (flags & FLAG.radio) !== 0,
      isAdult: (flags & FLAG.adult) !== 0,
      catchup: this.catchup(),
      stream: this.stream(table, row),
    };
  }

  movie(row: Row): MovieRecord | null {
    const table = this.data.tables.movie;
    if (!this.open(table, row)) return null;
    return {
      ...this.title('movie', row),
      durationMs: this.cursor.number(FIELD.durationSec) * 1000,
      // Lists write it into the name.
      quality: this.cursor.word(FIELD.quality) || qualityOfName(this.cursor.text(FIELD.name)),
      stream: this.stream(table, row),
    };
  }

  series(row: Row): SeriesRecord | null {
    const table = this.data.tables.series;
    if (!this.open(table, row)) return null;
    return {
      ...this.title('series', row),
      seasonCount: this.cursor.number(FIELD.seasonCount),
      endYear: this.cursor.number(FIELD.endYear),
      sourceId: this.data.sourceId,
      nativeId: this.nativeId(table, row),
    };
  }

  titleNumber(kind: 'movie' | 'series', row: Row, field: TitleNumber): number {
    const { added, rating, year } = this.data.tables[kind];
    if (field === 'year') return year[row] ?? 0;
    return field === 'rating' ? (rating[row] ?? 0) / 10 : (added[row] ?? 0) * 1000;
  }

  minimumAge(kind: ListedKind, row: Row): number {
    const { age, count, flags } = this.data.tables[kind];
    if (!(row >= 0 && row < count)) return -1;
    if (((flags[row] ?? 0) & FLAG.adult) !== 0) return ADULT_ROW;
    return kind === 'channel' ? -1 : (age[row] ?? 0) - 1;
  }

  rowOf(kind: ListedKind, key: ItemKey): Row {
    return this.find(kind, key);
  }

  /** The key of a row without making its record; `null` out of range. */
  keyAt(kind: ListedKind, row: Row): ItemKey | null {
    return this.open(this.data.tables[kind], row) ? this.keyOf(kind, row) : null;
  }

  rowOfNumber(channelNumber: number): Row {
    if (!(channelNumber > 0)) return -1;
    const { number, count } = this.data.tables.channel;
    const wanted = Math.fround(channelNumber);
    for (let row = 0; row < count; row += 1) if (number[row] === wanted) return row;
    return -1;
  }

  seasons(seriesRow: Row): readonly SeasonRecord[] {
    const { starts, rows } = this.grouped('episode');
    const { season, number } = this.data.tables.episode;
    const found: Row[] = [];
    for (let at = starts[seriesRow] ?? 0; at < (starts[seriesRow + 1] ?? 0); at += 1) found.push(rows.at(at));
    found.sort((a, b) => (season[a] ?? 0) - (season[b] ?? 0) || (number[a] ?? 0) - (number[b] ?? 0) || a - b);
    const seasons: { number: number; name: string; episodes: EpisodeRecord[] }[] = [];
    for (const row of found) {
      const seasonNumber = season[row] ?? 0;
      let last = seasons[seasons.length - 1];
      if (last?.number !== seasonNumber) {
        last = { number: seasonNumber, name: '', episodes: [] };
        seasons.push(last);
      }
      last.episodes.push(this.episode(row));
    }
    return seasons;
  }

  seriesRowOfEpisode(key: ItemKey): Row {
    const row = this.find('episode', key);
    return row < 0 ? -1 : (this.data.tables.episode.parent[row] ?? 0);
  }

  private episode(row: Row): EpisodeRecord {
    const table = this.data.tables.episode;
    this.open(table, row);
    const { cursor } = this;
    return {
      key: this.keyOf('episode', row),
      season: table.season[row] ?? 0,
      number: table.number[row] ?? 0,
      name: cursor.text(FIELD.name),
      plot: cursor.text(FIELD.plot),
      still: cursor.text(FIELD.picture),
      durationMs: cursor.number(FIELD.durationSec) * 1000,
      stream: this.stream(table, row),
    };
  }

  private open(table: KindTable, row: Row): boolean {
    if (!(row >= 0 && row < table.count)) return false;
    this.cursor.open(table.offset[row] ?? 0);
    return true;
  }

  private title(kind: 'movie' | 'series', row: Row): TitleRecord {
    const table = this.data.tables[kind];
    const { cursor } = this;
    const tint = cursor.number(FIELD.tint);
    const genres = cursor.word(FIELD.genres);
    return {
      key: this.keyOf(kind, row),
      row,
      name: cursor.text(FIELD.name),
      year: table.year[row] ?? 0,
      poster: cursor.text(FIELD.picture),
      backdrop: cursor.text(FIELD.backdrop),
      titleArt: cursor.text(FIELD.titleArt),
      landscape: cursor.text(FIELD.landscape),
      tint: tint === 0 ? '' : `#${`00000${(tint - 1).toString(16)}`.slice(-6)}`,
      rating: (table.rating[row] ?? 0) / 10,
      age: (table.age[row] ?? 0) - 1,
      genres: genres === '' ? [] : genres.split(PART_SEPARATOR),
      categories: setMembers(this.data.sets[kind], table.set[row] ?? 0),
      plot: cursor.text(FIELD.plot),
      addedMs: (table.added[row] ?? 0) * 1000,
    };
  }

  private catchup(): CatchupRecord | null {
    const code = decodeCatchup(this.cursor.number(FIELD.catchup));
    if (code === null) return null;
    const template = this.cursor.text(FIELD.catchupTemplate);
    return {
      mode: code.mode,
      days: code.days,
      template: template === '' ? null : template,
      correctionMs: decodeCorrection(this.cursor.number(FIELD.catchupCorrection)),
    };
  }

  private stream(table: KindTable, row: Row): StreamRecord {
    const { cursor } = this;
    return {
      sourceId: this.data.sourceId,
      nativeId: this.nativeId(table, row),
      url: cursor.text(FIELD.address),
      container: cursor.word(FIELD.container),
      headers: cursor.pairs(FIELD.headers),
      ...(cursor.has(FIELD.properties) ? { properties: cursor.pairs(FIELD.properties) } : {}),
    };
  }

  /** The provider's id of the row the cursor is at; `""` for a fingerprint. */
  private nativeId(table: KindTable, row: Row): string {
    const high = table.idHigh[row] ?? 0;
    if (isTextId(high)) return this.cursor.text(FIELD.nativeText);
    return isFingerprint(high) ? '' : String(table.idLow[row] ?? 0);
  }

  private keyOf(kind: ItemKind, row: Row): ItemKey {
    const table = this.data.tables[kind];
    const high = table.idHigh[row] ?? 0;
    const base = isFingerprint(high) ? fingerprintText(high, table.idLow[row] ?? 0) : this.nativeId(table, row);
    const ordinal = ordinalOf(table, row);
    return itemKey(this.data.sourceId, kind, ordinal === 0 ? base : `${base}~${ordinal}`);
  }

  private find(kind: TableKind, key: ItemKey): Row {
    const parts = parseItemKey(key);
    if (parts === null || parts.kind !== kind || parts.source !== this.data.sourceId) return -1;
    const index = this.keys[kind];
    const row = this.findNative(index, parts.nativeId, 0);
    if (row >= 0) return row;
    const repeated = DUPLICATE.exec(parts.nativeId);
    return repeated === null ? -1 : this.findNative(index, repeated[1] ?? '', Number(repeated[2]));
  }

  private findNative(index: KeyIndex, nativeId: string, ordinal: number): Row {
    const fingerprint: RowId | null = parseFingerprint(nativeId);
    const row = fingerprint === null ? -1 : index.find(fingerprint, ordinal);
    return row >= 0 ? row : index.find(nativeRowId(nativeId), ordinal);
  }

  /** Rows by category; episodes by series. */
  private grouped(kind: TableKind): GroupedRows {
    const known = this.groups[kind] ?? runSteps(this.groupSteps(kind));
    this.groups[kind] = known;
    return known;
  }

  private groupSteps(kind: TableKind): Steps<GroupedRows> {
    const table = this.data.tables[kind];
    if (kind === 'episode') return groupRowsSteps(this.data.tables.series.count, table.count, (row, put) => put(table.parent[row] ?? 0));
    const { items, ends } = this.data.sets[kind];
    return groupRowsSteps(this.data.categories[kind].length, table.count, (row, put) => {
      const set = table.set[row] ?? 0;
      if (set === 0) return;
      const end = ends[set] ?? 0;
      for (let i = ends[set - 1] ?? 0; i < end; i += 1) put(items[i] ?? 0);
    });
  }
}

/** The guide key as it is asked with: see {@link NAME_AS_GUIDE_KEY}. */
function guideKeyOf(stored: string, cursor: RecordCursor): string {
  return stored.length === 1 && stored.charCodeAt(0) === NAME_AS_GUIDE_KEY[0] ? cursor.text(FIELD.name) : stored;
}
