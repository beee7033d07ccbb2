import { FIELD, NAME_AS_GUIDE_KEY, encodeCatchup, nativeRowId } from '../catalog';
import type { ColumnarBuilder, Field, RowId } from '../catalog';
import { PART_SEPARATOR } from '../text';
import { CategoryIds } from './category-ids';
import type { JsonRow } from './json-row';
import { LIVE_NAMES, SERIES_NAMES, VOD_NAMES, columnsOf } from './list-columns';
import type { Columns } from './list-columns';
import { looseTexts, looseUrl, looseYear } from './loose-fields';
import { AddressColumn, WordColumn } from './row-memos';

/** What became of a row: kept, left out for want of an id, or because the catalogue holds no more. */
export type RowFate = 'kept' | 'no-id' | 'no-room';

/** Puts rows of one list into the builder. */
export type RowSink = (row: JsonRow) => RowFate;

function fateOf(row: number): RowFate {
  return row < 0 ? 'no-room' : 'kept';
}

const NUMERIC_LIMIT = 0xffffffff;

class IdReader {
  /** One object for all rows: numbers are by far the most ids. */
  private readonly numeric = { high: 0, low: 0 };
  /** The id's text where it is no number; to be kept in the record. */
  text = '';

  /** Rows without an id of their own are identified by the key they stand under, if any. */
  read(row: JsonRow, column: number): RowId | null {
    this.text = '';
    const value = row.digits(column);
    // The spelling must survive: "007" is no number here.
    if (value >= 0 && value <= NUMERIC_LIMIT && (value === 0 ? row.text(column) === '0' : !row.startsWith(column, '0'))) {
      this.numeric.low = value;
      return this.numeric;
    }
    const text = row.text(column) || row.key;
    if (text === '') return null;
    const id = nativeRowId(text);
    if (id.high !== 0) this.text = text;
    return id;
  }
}

function putText(builder: ColumnarBuilder, field: Field, row: JsonRow, first: number, second = -1): void {
  if (!row.spanOf(first) && (second < 0 || !row.spanOf(second))) return;
  builder.record.text(field, row.spanBytes, row.spanStart, row.spanEnd);
}

/** `get_live_streams`: channels, radio and created channels. */
export function createLiveSink(builder: ColumnarBuilder, column: Columns<(typeof LIVE_NAMES)[number]> = columnsOf(LIVE_NAMES)): RowSink {
  const categories = new CategoryIds(builder, 'channel');
  const ids = new IdReader();
  const icons = new AddressColumn(builder, FIELD.picture);
  const { record } = builder;
  return (row) => {
    const id = ids.read(row, column.stream_id);
    if (id === null) return 'no-id';
    record.begin();
    putText(builder, FIELD.name, row, column.name);
    icons.put(row, column.stream_icon);
    // Most rows have no guide id; the name is what guides can still be matched by.
    if (row.spanOf(column.epg_channel_id)) record.text(FIELD.guideKey, row.spanBytes, row.spanStart, row.spanEnd);
    else if (row.spanOf(column.name)) record.text(FIELD.guideKey, NAME_AS_GUIDE_KEY, 0, NAME_AS_GUIDE_KEY.length);
    if (row.flag(column.tv_archive)) {
      const days = row.number(column.tv_archive_duration);
      if (days > 0) record.number(FIELD.catchup, encodeCatchup('xtream', days));
    }
    record.textString(FIELD.nativeText, ids.text);
    const set = categories.setOf(row, column.category_id, column.category_ids);
    const isRadio = row.startsWith(column.stream_type, 'radio');
    return fateOf(builder.commitChannel(id, row.number(column.num), set, isRadio, row.flag(column.is_adult)));
  };
}

/** `Action / Drama, Krimi` as the text a genre field holds. */
function joinGenres(text: string): string {
  return looseTexts(text).join(PART_SEPARATOR);
}

/** What films and series share the way they are read. */
class TitleSink {
  readonly categories: CategoryIds;
  readonly ids = new IdReader();
  readonly pictures: AddressColumn;
  readonly genres: WordColumn;

  constructor(
    readonly builder: ColumnarBuilder,
    kind: 'movie' | 'series',
  ) {
    this.categories = new CategoryIds(builder, kind);
    this.pictures = new AddressColumn(builder, FIELD.picture);
    this.genres = new WordColumn(builder, FIELD.genres, joinGenres);
  }

  /** Begins the record with the name; the year in it, or 0. */
  begin(row: JsonRow, name: number, title: number): number {
    const { record } = this.builder;
    record.begin();
    if (!row.spanOf(name) && !row.spanOf(title)) return 0;
    record.text(FIELD.name, row.spanBytes, row.spanStart, row.spanEnd);
    return row.yearInSpan();
  }
}

function ratingTenths(row: JsonRow, ten: number, five: number): number {
  const rating = row.number(ten);
  if (rating > 0 && rating <= 10) return rating * 10;
  // Percent, or nothing but the five-star scale.
  if (rating > 10 && rating <= 100) return rating;
  const stars = row.number(five);
  return stars > 0 && stars <= 5 ? stars * 20 : 0;
}

/** A backdrop is a list, an address, an empty text or null. */
function putBackdrop(builder: ColumnarBuilder, row: JsonRow, column: number): void {
  if (row.spanOf(column)) {
    builder.record.split(FIELD.backdrop, row.spanBytes, row.spanStart, row.spanEnd);
    return;
  }
  const source = row.source(column);
  if (source.length <= 2) return;
  try {
    builder.record.splitString(FIELD.backdrop, looseUrl(JSON.parse(source) as unknown));
  } catch {
    // A list a strict parser refuses has no usable picture.
  }
}

function yearOf(row: JsonRow, columns: readonly number[]): number {
  for (const column of columns) {
    if (!row.spanOf(column)) continue;
    const plain = row.spanEnd - row.spanStart === 4 ? row.digits(column) : -1;
    const year = plain >= 1800 && plain < 2100 ? plain : looseYear(row.text(column));
    if (year > 0) return year;
  }
  return 0;
}

/** `get_vod_streams`. */
export function createVodSink(builder: ColumnarBuilder, column: Columns<(typeof VOD_NAMES)[number]> = columnsOf(VOD_NAMES)): RowSink {
  const years = [column.year, column.release_date, column.releaseDate, column.releasedate];
  const sink = new TitleSink(builder, 'movie');
  const containers = new WordColumn(builder, FIELD.container, (text) => text.toLowerCase());
  const { record } = builder;
  const { ids } = sink;
  return (row) => {
    const id = ids.read(row, column.stream_id);
    if (id === null) return 'no-id';
    const nameYear = sink.begin(row, column.name, column.title);
    sink.pictures.put(row, column.stream_icon, column.cover);
    containers.put(row, column.container_extension);
    putText(builder, FIELD.plot, row, column.plot);
    putBackdrop(builder, row, column.backdrop_path);
    sink.genres.put(row, column.genre);
    record.number(FIELD.durationSec, row.number(column.episode_run_time) * 60);
    record.textString(FIELD.nativeText, ids.text);
    return fateOf(builder.commitTitle('movie', id, {
      set: sink.categories.setOf(row, column.category_id, column.category_ids),
      isAdult: row.flag(column.is_adult),
      year: yearOf(row, years) || nameYear,
      ratingTenths: ratingTenths(row, column.rating, column.rating_5based),
      age: -1,
      addedSec: row.number(column.added),
    }));
  };
}

/** `get_series`. */
export function createSeriesSink(builder: ColumnarBuilder): RowSink {
  const column = columnsOf(SERIES_NAMES);
  const years = [column.year, column.release_date, column.releaseDate, column.releasedate];
  const sink = new TitleSink(builder, 'series');
  const { record } = builder;
  const { ids } = sink;
  return (row) => {
    const id = ids.read(row, column.series_id);
    if (id === null) return 'no-id';
    const nameYear = sink.begin(row, column.name, column.title);
    sink.pictures.put(row, column.cover, column.stream_icon);
    putText(builder, FIELD.plot, row, column.plot);
    putBackdrop(builder, row, column.backdrop_path);
    sink.genres.put(row, column.genre);
    record.textString(FIELD.nativeText, ids.text);
    return fateOf(builder.commitTitle('series', id, {
      set: sink.categories.setOf(row, column.category_id, column.category_ids),
      isAdult: row.flag(column.is_adult),
      year: yearOf(row, years) || nameYear,
      ratingTenths: ratingTenths(row, column.rating, column.rating_5based),
      age: -1,
      addedSec: row.number(column.last_modified),
    }));
  };
}
