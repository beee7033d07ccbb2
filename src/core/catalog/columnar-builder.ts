import { runSteps } from '../base';
import type { SourceId, Steps } from '../base';
import { ByteHeapBuilder, ByteInterner, PART_SEPARATOR, RecordWriter } from '../text';
import type { CatalogBuilder, CatalogBuilderOptions, ChannelInput, EpisodeInput, MovieInput, SeriesInput, StreamInput, TitleInput } from './builder-contract';
import { FLAG, LISTED_KINDS } from './catalog-data';
import type { CatalogData, TableKind } from './catalog-data';
import { catalogRevisionSteps } from './catalog-revision';
import { encodeCatchup, encodeCorrection } from './catchup-code';
import { CategoryTable } from './category-table';
import { ColumnarCatalog } from './columnar-catalog';
import { FIELD, NAME_AS_GUIDE_KEY } from './record-schema';
import { MAX_ROWS } from './key-index';
import type { ListedKind } from './records';
import type { RowBatch } from './row-batch';
import { RowFingerprint } from './row-fingerprint';
import { nativeRowId } from './row-id';
import type { RowId } from './row-id';
import { COLUMN, TableBuilder } from './table-builder';

/** Numbers of a film or series row, beside the texts in its record. Units as the columns have them. */
export interface TitleColumns {
  readonly set: number;
  readonly isAdult: boolean;
  readonly year: number;
  readonly ratingTenths: number;
  /** Minimum age; -1 unrated. */
  readonly age: number;
  readonly addedSec: number;
}

/**
 * The builder with its byte-level side, for readers that hold rows as bytes: write the texts of a row through `record`
 * (in order of the fields' bits), then call the `commit…` of its kind. Everybody else uses the methods of
 * {@link CatalogBuilder}.
 */
export class ColumnarBuilder implements CatalogBuilder {
  readonly sourceId: SourceId;
  /** Writes the record of the next row. */
  readonly record: RecordWriter;
  private readonly fingerprint = new RowFingerprint();
  private readonly heap = new ByteHeapBuilder();
  private readonly shared = { prefixes: new ByteInterner(), words: new ByteInterner() };
  private readonly tables = {
    channel: new TableBuilder(), movie: new TableBuilder(), series: new TableBuilder(), episode: new TableBuilder(),
  };
  /** Where the row begun goes; `null`: nowhere. */
  private prepared: TableBuilder | null = null;
  private readonly categories = { channel: new CategoryTable(), movie: new CategoryTable(), series: new CategoryTable() };

  constructor(options: CatalogBuilderOptions) {
    this.sourceId = options.sourceId;
    this.record = new RecordWriter(this.heap, this.shared);
    if (options.like !== undefined) this.numberLike(options.like.data);
  }

  category(kind: ListedKind, name: string, id = '', isAdult = false): number {
    return this.categories[kind].add(name, id, isAdult);
  }

  categoryById(kind: ListedKind, id: string): number {
    return this.categories[kind].find(id);
  }

  /** The set of some categories, for the `commit…` methods. */
  categorySet(kind: ListedKind, indexes: readonly number[]): number {
    return indexes.length === 0 ? 0 : this.categories[kind].setOf(indexes);
  }

  count(kind: TableKind): number {
    return this.tables[kind].count;
  }

  addChannel(input: ChannelInput): number {
    const { record } = this;
    const stream = input.stream ?? {};
    record.begin();
    record.textString(FIELD.name, input.name);
    record.splitString(FIELD.address, stream.url ?? '');
    record.splitString(FIELD.picture, input.logo ?? '');
    if (input.guideKey === input.name && input.name !== '') record.text(FIELD.guideKey, NAME_AS_GUIDE_KEY, 0, NAME_AS_GUIDE_KEY.length);
    else record.textString(FIELD.guideKey, input.guideKey ?? '');
    record.wordString(FIELD.container, stream.container ?? '');
    if (input.guideName !== input.name) record.textString(FIELD.guideName, input.guideName ?? '');
    const catchup = input.catchup ?? null;
    if (catchup !== null) {
      record.number(FIELD.catchup, encodeCatchup(catchup.mode, catchup.days));
      record.splitString(FIELD.catchupTemplate, catchup.template ?? '');
    }
    const id = this.writeId(input.nativeId, [input.name], stream.url ?? '');
    if (catchup !== null) record.number(FIELD.catchupCorrection, encodeCorrection(catchup.correctionMs));
    this.writePairs(stream);
    const set = this.categorySet('channel', input.categories ?? []);
    return this.commitChannel(id, input.number ?? 0, set, input.isRadio === true, input.isAdult === true);
  }

  addMovie(input: MovieInput): number {
    const id = this.writeTitle(input, input.stream ?? {}, input.durationMs ?? 0);
    this.record.wordString(FIELD.quality, input.quality ?? '');
    this.writePairs(input.stream ?? {});
    return this.commitTitle('movie', id, this.titleColumns('movie', input));
  }

  addSeries(input: SeriesInput): number {
    const id = this.writeTitle(input, {}, 0);
    this.record.number(FIELD.seasonCount, input.seasonCount ?? 0);
    this.record.number(FIELD.endYear, input.endYear ?? 0);
    return this.commitTitle('series', id, this.titleColumns('series', input));
  }

  addEpisode(input: EpisodeInput): number {
    const { record } = this;
    const stream = input.stream ?? {};
    record.begin();
    record.textString(FIELD.name, input.name);
    record.splitString(FIELD.address, stream.url ?? '');
    record.splitString(FIELD.picture, input.still ?? '');
    record.wordString(FIELD.container, stream.container ?? '');
    record.textString(FIELD.plot, input.plot ?? '');
    record.number(FIELD.durationSec, Math.round((input.durationMs ?? 0) / 1000));
    const id = this.writeId(input.nativeId, [String(input.season), String(input.number), input.name], stream.url ?? '');
    this.writePairs(stream);
    return this.commitEpisode(id, input.seriesRow, input.season, input.number);
  }

  /** Ends a channel's row. `number` may be fractional. */
  commitChannel(id: RowId, number: number, set: number, isRadio: boolean, isAdult: boolean): number {
    this.prepareChannel(number, set, isRadio, isAdult);
    return this.commit(id);
  }

  /** Ends a film's or a series' row. */
  commitTitle(kind: 'movie' | 'series', id: RowId, columns: TitleColumns): number {
    this.prepareTitle(kind, columns);
    return this.commit(id);
  }

  /** Ends an episode's row. */
  commitEpisode(id: RowId, seriesRow: number, season: number, number: number): number {
    this.prepareEpisode(seriesRow, season, number);
    return this.commit(id);
  }

  /** Sets the numbers of a channel's row, which {@link commit} ends. */
  prepareChannel(number: number, set: number, isRadio: boolean, isAdult: boolean): void {
    const table = this.tables.channel;
    const { row } = table;
    const categories = this.categories.channel;
    this.prepared = table;
    if (!table.hasRoom) return;
    categories.use(set);
    table.setNumber(number);
    row[COLUMN.set] = set;
    row[COLUMN.flags] = (isRadio ? FLAG.radio : 0) | (isAdult || categories.isAdult(set) ? FLAG.adult : 0);
  }

  /** Sets the numbers of a film's or a series' row, which {@link commit} ends. */
  prepareTitle(kind: 'movie' | 'series', columns: TitleColumns): void {
    const table = this.tables[kind];
    const { row } = table;
    const categories = this.categories[kind];
    this.prepared = table;
    if (!table.hasRoom) return;
    categories.use(columns.set);
    row[COLUMN.set] = columns.set;
    row[COLUMN.flags] = columns.isAdult || categories.isAdult(columns.set) ? FLAG.adult : 0;
    row[COLUMN.year] = columns.year > 0 && columns.year < 10000 ? Math.floor(columns.year) : 0;
    row[COLUMN.rating] = columns.ratingTenths > 0 ? Math.min(100, Math.round(columns.ratingTenths)) : 0;
    row[COLUMN.age] = columns.age >= 0 ? Math.min(99, Math.floor(columns.age)) + 1 : 0;
    row[COLUMN.added] = columns.addedSec > 0 ? Math.min(0xffffffff, Math.floor(columns.addedSec)) : 0;
  }

  /** Sets the numbers of an episode's row, which {@link commit} ends; one without a series is left out. */
  prepareEpisode(seriesRow: number, season: number, number: number): void {
    const table = this.tables.episode;
    this.prepared = seriesRow < 0 ? null : table;
    table.setNumber(number);
    table.row[COLUMN.parent] = seriesRow;
    table.row[COLUMN.season] = Math.max(0, Math.floor(season));
  }

  /** Ends the row whose numbers were set last and whose texts are in {@link record}; its number in its table, -1 if there is no room for it. */
  commit(id: RowId): number {
    const { prepared } = this;
    return prepared?.hasRoom === true ? prepared.add(this.record.finish(), id) : -1;
  }

  /** Whether a set of categories is for adults. */
  isAdultSet(kind: ListedKind, set: number): boolean {
    return this.categories[kind].isAdult(set);
  }

  /** Marks a set as having rows, before they come in a batch. */
  useSet(kind: ListedKind, set: number): void {
    this.categories[kind].use(set);
  }

  /** Whether a batch of `rows` fits. */
  hasRoomFor(rows: number): boolean {
    const { channel, movie, episode } = this.tables;
    return Math.max(channel.count, movie.count, episode.count) + rows < MAX_ROWS;
  }

  /** Appends rows made by others, of sets in use; no row may be begun. Each record lies where it would if it had come alone. */
  addBatch(batch: RowBatch): void {
    const [channels = 0, movies = 0, episodes = 0, , rows = 0, fractions = 0] = batch.counts;
    const { heap, tables } = this;
    const total = batch.ends[rows - 1] ?? 0;
    let fit = total;
    for (let row = rows - 1; fit > heap.space; row -= 1) fit = row > 0 ? (batch.ends[row - 1] ?? 0) : 0;
    const front = fit > 0 ? heap.append(batch.records, 0, fit) : 0;
    const back = fit < total ? heap.append(batch.records, fit, total) - fit : 0;
    for (const [columns, count] of [[batch.channel, channels], [batch.movie, movies], [batch.episode, episodes]] as const) {
      const { offset } = columns;
      for (let i = 0; i < count; i += 1) offset[i] = (offset[i] ?? 0) + ((offset[i] ?? 0) < fit ? front : back);
    }
    if (channels > 0) tables.channel.addRows(channels, batch.channel, [COLUMN.set, COLUMN.flags, COLUMN.year], fractions > 0);
    if (movies > 0) tables.movie.addRows(movies, batch.movie, [COLUMN.set, COLUMN.flags, COLUMN.year], false);
    if (episodes > 0) tables.episode.addRows(episodes, batch.episode, [COLUMN.parent, COLUMN.season, COLUMN.year], false);
  }

  finish(revision?: string): ColumnarCatalog {
    return runSteps(this.finishSteps(revision));
  }

  *finishSteps(revision?: string): Steps<ColumnarCatalog> {
    const channel = yield* this.tables.channel.finishSteps();
    const movie = yield* this.tables.movie.finishSteps();
    const series = yield* this.tables.series.finishSteps();
    const episode = yield* this.tables.episode.finishSteps();
    yield;
    const lists = { channel: this.categories.channel.finish(), movie: this.categories.movie.finish(), series: this.categories.series.finish() };
    yield;
    const heap = this.heap.finish();
    yield;
    const data: CatalogData = {
      sourceId: this.sourceId,
      revision: revision ?? '',
      tables: { channel: channel.table, movie: movie.table, series: series.table, episode: episode.table },
      categories: { channel: lists.channel.categories, movie: lists.movie.categories, series: lists.series.categories },
      sets: { channel: lists.channel.sets, movie: lists.movie.sets, series: lists.series.sets },
      store: { heap, prefixes: this.shared.prefixes.toTable(), words: this.shared.words.toTable() },
    };
    const slots = { channel: channel.slots, movie: movie.slots, series: series.slots, episode: episode.slots };
    return new ColumnarCatalog(revision === undefined ? { ...data, revision: yield* catalogRevisionSteps(data) } : data, slots);
  }

  /**
   * The rows so far as a catalogue of their own, to show while the rest is read; the builder goes on. Its revision says `partial` and
   * the number of rows, its keys are those the rows keep. Copies what there is: for the first rows of a list, not for each chunk.
   */
  partial(): ColumnarCatalog {
    return runSteps(this.partialSteps());
  }

  /** As {@link partial}, in slices; no row may be added between them. */
  partialSteps(): Steps<ColumnarCatalog> {
    const { channel, movie, series, episode } = this.tables;
    return this.finishSteps(`partial-${channel.count + movie.count + series.count + episode.count}`);
  }

  private numberLike(data: CatalogData): void {
    for (const name of ['prefixes', 'words'] as const) {
      const { bytes, ends } = data.store[name];
      for (let id = 1; id < ends.length; id += 1) this.shared[name].intern(bytes, ends[id - 1] ?? 0, ends[id] ?? 0);
    }
    for (const kind of LISTED_KINDS) this.categories[kind].numberLike(data.sets[kind], data.categories[kind]);
  }

  private writeTitle(input: TitleInput, stream: StreamInput, durationMs: number): RowId {
    const { record } = this;
    record.begin();
    record.textString(FIELD.name, input.name);
    record.splitString(FIELD.address, stream.url ?? '');
    record.splitString(FIELD.picture, input.poster ?? '');
    record.wordString(FIELD.container, stream.container ?? '');
    record.textString(FIELD.plot, input.plot ?? '');
    record.splitString(FIELD.backdrop, input.backdrop ?? '');
    record.wordString(FIELD.genres, (input.genres ?? []).join(PART_SEPARATOR));
    record.number(FIELD.durationSec, Math.round(durationMs / 1000));
    const id = this.writeId(input.nativeId, [input.name, String(input.year ?? 0)], stream.url ?? '');
    record.splitString(FIELD.landscape, input.landscape ?? '');
    record.splitString(FIELD.titleArt, input.titleArt ?? '');
    const tint = /^#([0-9a-f]{6})$/i.exec(input.tint ?? '');
    // 0 means "no colour", black is a colour.
    if (tint !== null) record.number(FIELD.tint, parseInt(tint[1] ?? '', 16) + 1);
    return id;
  }

  private titleColumns(kind: 'movie' | 'series', input: TitleInput): TitleColumns {
    return {
      set: this.categorySet(kind, input.categories ?? []),
      isAdult: false,
      year: input.year ?? 0,
      ratingTenths: (input.rating ?? 0) * 10,
      age: input.age ?? -1,
      addedSec: (input.addedMs ?? 0) / 1000,
    };
  }

  private writeId(nativeId: string, parts: readonly string[], url: string): RowId {
    if (nativeId === '') {
      const { fingerprint } = this;
      fingerprint.begin();
      for (const part of parts) fingerprint.string(part);
      fingerprint.addressString(url);
      return fingerprint.seal();
    }
    const id = nativeRowId(nativeId);
    if (id.high !== 0) this.record.textString(FIELD.nativeText, nativeId);
    return id;
  }

  private writePairs(stream: StreamInput): void {
    this.record.textString(FIELD.headers, joinPairs(stream.headers ?? {}));
    this.record.textString(FIELD.properties, joinPairs(stream.properties ?? {}));
  }
}

/** Names and values as the text the pair fields hold. */
export function joinPairs(pairs: Readonly<Record<string, string>>): string {
  const parts: string[] = [];
  for (const name of Object.keys(pairs)) {
    const value = pairs[name] ?? '';
    if (name.indexOf(PART_SEPARATOR) < 0) parts.push(name, value.split(PART_SEPARATOR).join(' '));
  }
  return parts.join(PART_SEPARATOR);
}

/** Makes a builder for one source's catalogue. */
export function createCatalogBuilder(options: CatalogBuilderOptions): ColumnarBuilder {
  return new ColumnarBuilder(options);
}

