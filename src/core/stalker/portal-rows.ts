import { encodeCatchup, FIELD, nativeRowId } from '../catalog';
import type { ColumnarBuilder, Field, ListedKind, RowId } from '../catalog';
import { copyBytes, PART_SEPARATOR, ScratchBytes } from '../text';
import { looseDurationMs, looseList, looseObject, looseText, looseTexts } from '../xtream';
import type { JsonRow } from '../xtream';
import { originOf } from './portal-address';
import type { PortalCategory } from './portal-categories';
import { CHANNEL_NAMES, TITLE_NAMES } from './portal-columns';
import { pictureAddress } from './portal-picture';
import type { PortalListKind } from './portal-request';
import { RowCategories } from './row-categories';
import { rowDateMs, rowYear } from './row-values';
import { ASK_SIGN, commandAddress, isRealAddress, storedCommand } from './stored-command';

/** What became of a row: it was put into the catalogue, or why not. */
export type RowFate = 'kept' | 'duplicate' | 'no-id' | 'no-name';

const NUMERIC_LIMIT = 0xffffffff;
const ZERO = 0x30;
const HOURS_PER_DAY = 24;
/** Before the id of a series that stands among the films. */
export const VIDEO_SERIES = 'v';
/** Before the id of a station. */
export const STATION = 'r';
const RADIO_ID = 'radio';
const RADIO_NAME = 'Radio';

/** Names of columns by their place. */
function columnsOf<const Names extends readonly string[]>(names: Names): Readonly<Record<Names[number], number>> {
  const columns: Record<string, number> = {};
  names.forEach((name, column) => (columns[name] = column));
  return columns as Record<Names[number], number>;
}

/** The catalogue's kind of a portal's list. */
export function listedKind(kind: PortalListKind): ListedKind {
  return kind === 'radio' ? 'channel' : kind;
}

/** Members of rows a list's reader has to look for. */
export function rowNames(kind: PortalListKind): readonly string[] {
  return kind === 'channel' || kind === 'radio' ? CHANNEL_NAMES : TITLE_NAMES;
}

/**
 * Puts rows of a portal's lists into a catalogue: all lists of one refresh go through one of these, so that a row that comes twice, in one
 * page or in two, is kept once. Announce the categories first.
 */
export class PortalRows {
  private readonly channelColumn = columnsOf(CHANNEL_NAMES);
  private readonly titleColumn = columnsOf(TITLE_NAMES);
  private readonly seen: Readonly<Record<PortalListKind, Set<number | string>>> = {
    channel: new Set(), radio: new Set(), movie: new Set(), series: new Set(),
  };
  private readonly categories: Readonly<Record<ListedKind | 'videoSeries', RowCategories>>;
  private readonly genres = new Map<string, string>();
  private readonly scratch = new ScratchBytes();
  private readonly numeric = { high: 0, low: 0 };
  private readonly origin: string;
  private idText = '';

  /** `root` is the portal's, for pictures that are named without their place. */
  constructor(
    private readonly builder: ColumnarBuilder,
    private readonly root: string,
  ) {
    this.origin = originOf(root);
    this.categories = {
      channel: new RowCategories(builder, 'channel', ''), movie: new RowCategories(builder, 'movie', ''),
      series: new RowCategories(builder, 'series', ''), videoSeries: new RowCategories(builder, 'series', VIDEO_SERIES),
    };
  }

  /** Announces genres or categories; those without rows vanish by themselves. */
  announce(kind: PortalListKind, categories: readonly PortalCategory[]): void {
    const { builder } = this;
    if (kind === 'radio') builder.category('channel', RADIO_NAME, RADIO_ID);
    else for (const { id, name, isCensored } of categories) builder.category(kind, name, id, isCensored);
    // Series among the films are filed as the films are.
    if (kind === 'movie') for (const { id, name, isCensored } of categories) builder.category('series', name, VIDEO_SERIES + id, isCensored);
  }

  /** Whether a row of this genre or category was kept. */
  hasRowsOf(kind: ListedKind, category: string): boolean {
    return this.categories[kind].isFilled(category);
  }

  /** Takes a row. */
  put(kind: PortalListKind, row: JsonRow): RowFate {
    return kind === 'channel' || kind === 'radio' ? this.putChannel(kind, row) : this.putTitle(kind, row);
  }

  private putChannel(kind: 'channel' | 'radio', row: JsonRow): RowFate {
    const column = this.channelColumn;
    const isRadio = kind === 'radio';
    const fate = this.meet(kind, row, column.id, row.spanOf(column.name));
    if (fate !== 'kept') return fate;
    // Stations and channels are numbered apart.
    const id = this.idOf(isRadio ? STATION : '', row, column.id);
    const { record } = this.builder;
    record.begin();
    this.text(FIELD.name, row, column.name);
    this.putCommand(row, this.mayPlayDirectly(row), column.cmd, column.cmds);
    this.putPicture(row, 'misc/logos/320/', column.logo);
    if (!isRadio) this.text(FIELD.guideKey, row, column.xmltv_id, column.name);
    const archiveHours = row.flag(column.enable_tv_archive) ? row.number(column.tv_archive_duration) : 0;
    if (archiveHours > 0) record.number(FIELD.catchup, encodeCatchup('default', Math.ceil(archiveHours / HOURS_PER_DAY)));
    record.textString(FIELD.nativeText, this.idText);
    const { channel } = this.categories;
    const set = isRadio ? channel.setOfId(RADIO_ID) : channel.setOf(row, column.tv_genre_id);
    this.builder.commitChannel(id, row.number(column.number), set, isRadio, row.flag(column.censored));
    return 'kept';
  }

  private putTitle(kind: 'movie' | 'series', row: JsonRow): RowFate {
    const column = this.titleColumn;
    // Newer portals list series among the films, older ones films with numbered episodes.
    const isVideoSeries = kind === 'movie' && (row.flag(column.is_series) || row.source(column.series).length > 2);
    const fate = this.meet(kind, row, column.id, row.spanOf(column.name) || row.spanOf(column.o_name));
    if (fate !== 'kept') return fate;
    if (isVideoSeries && this.seen.series.has(this.keyOf(row, column.id))) return 'duplicate';
    const target = isVideoSeries ? 'series' : kind;
    const id = this.idOf(isVideoSeries ? VIDEO_SERIES : '', row, column.id);
    const { record } = this.builder;
    record.begin();
    this.text(FIELD.name, row, column.name, column.o_name);
    if (target === 'movie') this.putCommand(row, false, column.cmd, -1);
    this.putPicture(row, '', column.screenshot_uri, column.pic);
    this.text(FIELD.plot, row, column.description);
    record.wordString(FIELD.genres, this.genresOf(row.text(column.genres_str)));
    if (target === 'movie') record.number(FIELD.durationSec, Math.round(this.durationMs(row) / 1000));
    record.textString(FIELD.nativeText, this.idText);
    this.builder.commitTitle(target, id, {
      set: this.categories[isVideoSeries ? 'videoSeries' : kind].setOf(row, column.category_id),
      isAdult: row.flag(column.censored),
      year: rowYear(row, column.year) || row.yearInBrackets(column.name),
      ratingTenths: this.rating(row),
      age: this.age(row),
      addedSec: Math.floor(rowDateMs(row, column.added) / 1000),
    });
    return 'kept';
  }

  /** Whether the row is new; notes it. */
  private meet(kind: PortalListKind, row: JsonRow, id: number, hasName: boolean): RowFate {
    const key = this.keyOf(row, id);
    if (key === '') return 'no-id';
    if (!hasName) return 'no-name';
    const seen = this.seen[kind];
    if (seen.has(key)) return 'duplicate';
    seen.add(key);
    return 'kept';
  }

  private keyOf(row: JsonRow, id: number): number | string {
    const value = row.digits(id);
    return value >= 0 && !this.isPadded(row, id) ? value : row.text(id) || row.key;
  }

  /** "007" is no number here: its spelling must survive. */
  private isPadded(row: JsonRow, column: number): boolean {
    return row.spanOf(column) && row.spanBytes[row.spanStart] === ZERO && row.spanEnd - row.spanStart > 1;
  }

  private idOf(prefix: string, row: JsonRow, column: number): RowId {
    this.idText = '';
    const key = this.keyOf(row, column);
    if (prefix === '' && typeof key === 'number' && key <= NUMERIC_LIMIT) {
      this.numeric.low = key;
      return this.numeric;
    }
    const text = prefix + String(key);
    const id = nativeRowId(text);
    if (id.high !== 0) this.idText = text;
    return id;
  }

  private text(field: Field, row: JsonRow, ...columns: readonly number[]): void {
    for (const column of columns) {
      if (!row.spanOf(column)) continue;
      this.builder.record.text(field, row.spanBytes, row.spanStart, row.spanEnd);
      return;
    }
  }

  /** Both flags must be told and be off. */
  private mayPlayDirectly(row: JsonRow): boolean {
    const column = this.channelColumn;
    return row.digits(column.use_http_tmp_link) === 0 && row.digits(column.use_load_balancing) === 0;
  }

  private putCommand(row: JsonRow, mayPlay: boolean, cmd: number, several: number): void {
    const { record } = this.builder;
    if (!row.spanOf(cmd)) {
      if (several >= 0) record.splitString(FIELD.address, storedCommand(firstCommand(row.source(several))));
      return;
    }
    if (mayPlay) {
      const address = commandAddress(row.text(cmd));
      if (isRealAddress(address)) {
        record.splitString(FIELD.address, address);
        return;
      }
    }
    row.spanOf(cmd);
    this.putBehind(FIELD.address, ASK_SIGN, row);
  }

  /** An address that begins with `prefix` and goes on with the row's span; most rows by far need no text in between. */
  private putBehind(field: Field, prefix: string, row: JsonRow): void {
    const { spanBytes, spanStart, spanEnd } = row;
    const start = this.scratch.encode(prefix, 0);
    const end = start + spanEnd - spanStart;
    this.scratch.ensure(end);
    copyBytes(spanBytes, spanStart, spanEnd, this.scratch.bytes, start);
    this.builder.record.split(field, this.scratch.bytes, 0, end);
  }

  private putPicture(row: JsonRow, folder: string, ...columns: readonly number[]): void {
    for (const column of columns) {
      if (!row.spanOf(column)) continue;
      if (row.startsWith(column, 'http')) this.builder.record.split(FIELD.picture, row.spanBytes, row.spanStart, row.spanEnd);
      else if (row.startsWith(column, '/') && !row.startsWith(column, '//')) this.putBehind(FIELD.picture, this.origin, row);
      else this.builder.record.splitString(FIELD.picture, pictureAddress(row.text(column), this.root, folder));
      return;
    }
  }

  private genresOf(text: string): string {
    let joined = this.genres.get(text);
    if (joined === undefined) {
      joined = looseTexts(text).join(PART_SEPARATOR);
      // Bounded: some portals put whole sentences into the field.
      if (this.genres.size < 4096) this.genres.set(text, joined);
    }
    return joined;
  }

  private durationMs(row: JsonRow): number {
    const minutes = row.digits(this.titleColumn.time);
    return minutes >= 0 ? minutes * 60_000 : looseDurationMs(row.text(this.titleColumn.time));
  }

  private rating(row: JsonRow): number {
    const imdb = row.number(this.titleColumn.rating_imdb);
    const rating = imdb > 0 ? imdb : row.number(this.titleColumn.rating_kinopoisk);
    return rating > 0 && rating <= 10 ? rating * 10 : 0;
  }

  private age(row: JsonRow): number {
    const age = /^\s*(\d{1,2})\s*\+?\s*$/.exec(row.text(this.titleColumn.age) || row.text(this.titleColumn.rating_mpaa));
    return age === null || age[1] === '0' ? -1 : Number(age[1]);
  }
}

/** The first command of a row that has several. */
function firstCommand(source: string): string {
  if (source.length <= 2) return '';
  try {
    for (const entry of looseList(JSON.parse(source) as unknown)) {
      const cmd = looseText(looseObject(entry), 'url', 'cmd');
      if (cmd !== '') return cmd;
    }
  } catch {
    // A list a strict parser refuses holds no usable command.
  }
  return '';
}
