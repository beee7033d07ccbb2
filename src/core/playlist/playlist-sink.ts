import { FIELD, NAME_AS_GUIDE_KEY, RowFingerprint, encodeCatchup, encodeCorrection, joinPairs } from '../catalog';
import type { ColumnarBuilder, Field, ListedKind } from '../catalog';
import { guideKeyWithShift } from '../guide';
import { PrefixMemo, decodeUtf8, encodeUtf8, findByte, isSameRange } from '../text';
import { ASCII, isDigit } from './bytes';
import { CatchupMemo, hasCatchup, hasOwnCatchup } from './catchup-attributes';
import { parseEpisodeName, splitYear } from './episode-name';
import { GroupSets } from './group-sets';
import { M3U } from './m3u-contract';
import type { M3uEntry, M3uField, M3uHeader, M3uSink } from './m3u-contract';
import type { StoppedRow } from './kernel/row-kernel';
import { RowTeacher } from './kernel/row-teacher';
import { EntrySpans } from './m3u-entry';
import { EMPTY_HEADER, numberOrZero } from './m3u-header';
import { NameBytes } from './name-bytes';
import { ShowRows } from './show-rows';
import type { Container } from './stream-kind';

const HOUR_MIN = 60;
const [NAME, TVG_ID, TVG_NAME, TVG_LOGO, TVG_SHIFT] = [1 << M3U.name, 1 << M3U.tvgId, 1 << M3U.tvgName, 1 << M3U.tvgLogo, 1 << M3U.tvgShift];
const [RADIO, PARENT_CODE, TVG_CHNO] = [1 << M3U.radio, 1 << M3U.parentCode, 1 << M3U.tvgChno];
/** Fields written together at most; a guide key that is the name takes two places. */
const MAX_PLANNED = 12;
/** Directories of addresses whose prefix numbers are kept; see {@link M3uEntry.directory}. */
const MAX_DIRECTORIES = 1000;

/** Longer addresses (`data:`) go the careful way, which leaves some of them out. */
const MAX_QUICK_BYTES = 2048;

/** What the row of a show takes from its first episode. */
interface ShowEpisode {
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  readonly logoStart: number;
  readonly logoEnd: number;
  readonly groupBytes: Uint8Array;
  readonly groupStart: number;
  readonly groupEnd: number;
  readonly isAdult: boolean;
}

/** A show's name, its year taken off. */
interface ShowName {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly year: number;
}

/** Puts a playlist's entries into a catalogue, byte by byte; strings are made only of what is odd. */
export class PlaylistSink implements M3uSink {
  private head: M3uHeader = EMPTY_HEADER;
  /** Number of the header's catch-up template; 0: none. */
  private headTemplate = 0;
  private readonly catchups = new CatchupMemo();
  private readonly fingerprint = new RowFingerprint();
  private readonly groups: Readonly<Record<ListedKind, GroupSets>>;
  private readonly containerWords = new Map<Container, number>();
  private lastContainer: Container | null = null;
  private lastContainerWord = 0;
  private readonly shows = new ShowRows();
  private readonly name = new NameBytes();
  private readonly logos = new PrefixMemo();
  private readonly templates = new PrefixMemo();
  /** Prefix of each directory, by its number; 0: not known. */
  private readonly prefixes = new Uint32Array(MAX_DIRECTORIES);
  /** Fields that are written together, four numbers each: see {@link RecordWriter.fields}. */
  private readonly plan = new Int32Array(MAX_PLANNED * 4);
  private planned = 0;
  private readonly columns = { set: 0, isAdult: false, year: 0, ratingTenths: 0, age: -1, addedSec: 0 };

  /** What reads most of the rows; `null` where there is none, or none is wanted. */
  readonly rows: RowTeacher | null;

  constructor(
    private readonly builder: ColumnarBuilder,
    hasKernel: boolean,
  ) {
    this.groups = {
      channel: new GroupSets(builder, 'channel'), movie: new GroupSets(builder, 'movie'), series: new GroupSets(builder, 'series'),
    };
    this.rows = hasKernel ? RowTeacher.create(builder, this.shows, this.groups, (show, bytes, words) => { this.newShow(show, bytes, words); }) : null;
  }

  header(header: M3uHeader): void {
    this.head = header;
    this.headTemplate = header.catchupSource === '' ? 0 : this.builder.record.prefixOf(header.catchupSource);
    const { rows } = this;
    if (rows === null) return;
    // The first channel that has no words of its own tells what the header's come to.
    rows.isReady = false;
    if (header.tvgShiftHours === 0 && header.catchup === '' && header.catchupSource === '') rows.setArchive(0, 0, 0);
  }

  entry(entry: M3uEntry): void {
    const { kind } = entry;
    if (kind === 'live') this.channel(entry);
    else if (kind === 'movie') this.movie(entry);
    else this.episode(entry);
    if (kind !== 'live') {
      this.container(entry.container);
      if (entry.durationSec > 0) this.put(FIELD.durationSec, entry.durationSec, -1, -1);
    }
    this.write(entry.bytes);
    if (entry.hasExtras) this.extras(entry);
    this.builder.commit(this.fingerprint.row(entry));
    if (this.rows !== null) this.teach(this.rows, entry);
  }

  /** Tells the reader of many rows what the parts of a row came to. */
  private teach(rows: RowTeacher, entry: M3uEntry): void {
    const { directory, container } = entry;
    if (container !== null) rows.learnContainer(container, this.lastContainerWord);
    if ((entry.present & TVG_LOGO) !== 0) rows.learnPrefix('logo', entry, this.logos);
    if (has(entry, M3U.catchupSource)) rows.learnPrefix('template', entry, this.templates);
    const prefix = directory > 0 && directory < MAX_DIRECTORIES ? (this.prefixes[directory] ?? 0) : 0;
    const hashes = prefix > 0 ? this.fingerprint.hashesOf(directory) : null;
    if (hashes !== null) rows.learnDirectory(entry, prefix, hashes);
  }

  private channel(entry: M3uEntry): void {
    const { present } = entry;
    this.builder.record.begin();
    this.opening(entry, entry.nameStart, entry.nameEnd);
    const isNamed = (present & TVG_NAME) === 0 || isGuideNamed(entry);
    this.guideKey(entry, isNamed);
    this.container(entry.container);
    if (!isNamed) this.span(FIELD.guideName, entry, M3U.tvgName);
    if (hasCatchup(entry, this.head)) this.catchup(entry);
    const isRadio = entry.container?.isAudio === true || ((present & RADIO) !== 0 && entry.isYes(M3U.radio));
    this.builder.prepareChannel((present & TVG_CHNO) === 0 ? 0 : channelNumber(entry), this.groups.channel.setOf(entry), isRadio, isAdult(entry));
  }

  /** As far as the picture; so does {@link episode}. */
  private movie(entry: M3uEntry): void {
    const { nameStart, nameEnd } = entry;
    const { name, columns } = this;
    columns.set = this.groups.movie.setOf(entry);
    columns.isAdult = isAdult(entry);
    this.builder.record.begin();
    if (name.readYear(entry.bytes, nameStart, nameEnd)) {
      columns.year = name.year;
      this.opening(entry, nameStart, name.nameEnd);
    } else {
      const split = splitYear(entry.text(M3U.name));
      columns.year = split.year;
      this.builder.record.textString(FIELD.name, split.name);
      this.opening(entry, 0, 0);
    }
    this.builder.prepareTitle('movie', columns);
  }

  private episode(entry: M3uEntry): void {
    const { bytes, nameStart: start } = entry;
    const { name } = this;
    const { record } = this.builder;
    if (name.readEpisode(bytes, start, entry.nameEnd) && name.nameEnd > start) {
      const { season, number, titleStart, titleEnd } = name;
      const row = this.showRow(episodeOf(entry), this.groups.series.setOf(entry), start, name.nameEnd);
      this.shows.countEpisode(row);
      record.begin();
      this.opening(entry, titleStart, titleEnd);
      this.builder.prepareEpisode(row, season, number);
      return;
    }
    const text = entry.text(M3U.name);
    const parsed = parseEpisodeName(text);
    const row = this.seriesRow(episodeOf(entry), this.groups.series.setOf(entry), parsed === null || parsed.show === '' ? text : parsed.show);
    const count = this.shows.countEpisode(row);
    record.begin();
    record.textString(FIELD.name, parsed === null ? text : parsed.title);
    this.opening(entry, 0, 0);
    this.builder.prepareEpisode(row, parsed?.season ?? 1, parsed?.number ?? count);
  }

  /** The series row of the show written at `start..end`. */
  private showRow(entry: ShowEpisode, set: number, start: number, end: number): number {
    const { bytes } = entry;
    let row = this.shows.find(entry.words, start, end, set);
    if (row < 0) {
      const isPlain = this.name.readYear(bytes, start, end);
      row = isPlain ? this.rowOfShow(entry, set, { bytes, start, end: this.name.nameEnd, year: this.name.year }) : this.seriesRow(entry, set, decodeUtf8(bytes, start, end));
    }
    this.rows?.learnShow(bytes, start, end, set, row);
    return row;
  }

  private seriesRow(entry: ShowEpisode, set: number, show: string): number {
    const { name, year } = splitYear(show);
    const bytes = encodeUtf8(name);
    return this.rowOfShow(entry, set, { bytes, start: 0, end: bytes.length, year });
  }

  /** Makes the row of a show that the reader of many rows does not know. */
  private newShow(show: StoppedRow, bytes: Uint8Array, words: Int32Array): void {
    const { logoStart, logoEnd, groupStart, groupEnd } = show;
    this.showRow({ bytes, words, logoStart, logoEnd, groupBytes: bytes, groupStart, groupEnd, isAdult: false }, show.about, show.nameStart, show.nameEnd);
  }

  /** The series row of a show within its group, made with the first episode's picture. */
  private rowOfShow(entry: ShowEpisode, set: number, show: ShowName): number {
    let row = this.shows.findName(show.bytes, show.start, show.end, set);
    if (row < 0) {
      const { record } = this.builder;
      const { fingerprint } = this;
      record.begin();
      if (show.bytes === entry.bytes && show.end - show.start < MAX_QUICK_BYTES) this.put(FIELD.name, -1, show.start, show.end);
      else record.text(FIELD.name, show.bytes, show.start, show.end);
      if (entry.logoEnd > entry.logoStart) this.addressAt(FIELD.picture, entry, entry.logoStart, entry.logoEnd, this.logos);
      this.write(entry.bytes);
      fingerprint.begin();
      fingerprint.text(show.bytes, show.start, show.end);
      fingerprint.text(entry.groupBytes, entry.groupStart, entry.groupEnd);
      row = this.builder.commitTitle('series', fingerprint.seal(), {
        set, isAdult: entry.isAdult, year: show.year, ratingTenths: 0, age: -1, addedSec: 0,
      });
    }
    this.shows.keep(row, set);
    return row;
  }

  /** Puts into the {@link plan} what all rows begin with: the name in bytes `start..end`, unless that is empty, the address and the picture. */
  private opening(entry: M3uEntry, start: number, end: number): void {
    const { plan, prefixes } = this;
    const { bytes, directory, fileStart, fileEnd } = entry;
    const prefix = directory < MAX_DIRECTORIES ? (prefixes[directory] ?? 0) : 0;
    this.planned = 0;
    if (prefix === 0 || fileEnd - fileStart + end - start > MAX_QUICK_BYTES) {
      this.builder.record.text(FIELD.name, bytes, start, end);
      this.stream(entry);
    } else {
      plan[0] = FIELD.name;
      plan[1] = -1;
      plan[2] = start;
      plan[3] = end;
      plan[4] = FIELD.address;
      plan[5] = prefix;
      plan[6] = fileStart;
      plan[7] = fileEnd;
      this.planned = 2;
    }
    if ((entry.present & TVG_LOGO) !== 0) this.address(FIELD.picture, entry, M3U.tvgLogo, this.logos);
  }

  /** Puts an address into the plan, if what it begins with is known to `memo`; else writes what is planned, and then the address. */
  private address(field: Field, entry: M3uEntry, from: M3uField, memo: PrefixMemo): void {
    this.addressAt(field, entry, entry.spans[from * 2] ?? 0, entry.spans[from * 2 + 1] ?? 0, memo);
  }

  private addressAt(field: Field, { bytes, words }: Pick<M3uEntry, 'bytes' | 'words'>, start: number, end: number, memo: PrefixMemo): void {
    const isShort = end - start < MAX_QUICK_BYTES;
    const place = isShort ? memo.find(words, start, end) : -1;
    const file = place < 0 ? start : start + memo.lengthAt(place);
    if (place >= 0 && findByte(bytes, words, file, end, ASCII.slash) === end) {
      this.put(field, memo.numberAt(place), file, end);
      return;
    }
    const { record } = this.builder;
    this.write(bytes);
    record.split(field, bytes, start, end);
    if (isShort && record.prefix > 0 && findByte(bytes, words, record.prefixEnd, end, ASCII.slash) === end) memo.learn(bytes, start, record.prefixEnd, record.prefix);
  }

  /** Puts a field into the {@link plan}; see {@link RecordWriter.fields}. */
  private put(field: Field, number: number, start: number, end: number): void {
    const { plan, planned } = this;
    plan[planned * 4] = field;
    plan[planned * 4 + 1] = number;
    plan[planned * 4 + 2] = start;
    plan[planned * 4 + 3] = end;
    this.planned = planned + 1;
  }

  /** Writes what the {@link plan} holds. */
  private write(bytes: Uint8Array): void {
    this.builder.record.fields(bytes, this.plan, this.planned);
    this.planned = 0;
  }

  /** Writes the address of the stream. */
  private stream(entry: M3uEntry): void {
    const { record } = this.builder;
    const { directory, bytes } = entry;
    if (!(entry instanceof EntrySpans) || !entry.isPlainUrl) {
      record.splitString(FIELD.address, entry.url());
      return;
    }
    record.split(FIELD.address, bytes, entry.start(M3U.url), entry.end(M3U.url));
    // The number of a whole directory will not change any more; of a host alone it may.
    if (directory > 0 && directory < MAX_DIRECTORIES && record.prefix > 0 && record.prefixEnd === entry.fileStart) this.prefixes[directory] = record.prefix;
  }

  private container(container: Container | null): void {
    if (container === null) return;
    if (container !== this.lastContainer) {
      this.lastContainer = container;
      this.lastContainerWord = this.containerWord(container);
    }
    this.put(FIELD.container, this.lastContainerWord, -1, -1);
  }

  private containerWord(container: Container): number {
    let word = this.containerWords.get(container);
    if (word === undefined) {
      word = this.builder.record.wordOf(container.name);
      this.containerWords.set(container, word);
    }
    return word;
  }

  /** `isNamed`: the guide's name is the row's own. */
  private guideKey(entry: M3uEntry, isNamed: boolean): void {
    const { present } = entry;
    const field = (present & TVG_ID) !== 0 ? M3U.tvgId : isNamed ? M3U.name : M3U.tvgName;
    if ((present & TVG_SHIFT) !== 0 || this.head.tvgShiftHours !== 0) {
      const hours = (present & TVG_SHIFT) !== 0 ? numberOrZero(entry.text(M3U.tvgShift)) : this.head.tvgShiftHours;
      if (hours !== 0) {
        this.write(entry.bytes);
        this.builder.record.textString(FIELD.guideKey, guideKeyWithShift(entry.text(field), Math.round(hours * HOUR_MIN)));
        return;
      }
    }
    if (field !== M3U.name) {
      this.span(FIELD.guideKey, entry, field);
    } else if ((present & NAME) !== 0) {
      // A text of one byte.
      this.put(FIELD.guideKey, NAME_AS_GUIDE_KEY.length, -1, -1);
      this.put(FIELD.guideKey, NAME_AS_GUIDE_KEY[0] ?? 0, -1, -1);
    }
  }

  /** A text of the entry, which is there, as it stands. */
  private span(field: Field, entry: M3uEntry, from: M3uField): void {
    const start = entry.spans[from * 2] ?? 0;
    const end = entry.spans[from * 2 + 1] ?? 0;
    if (end - start <= MAX_QUICK_BYTES) {
      this.put(field, -1, start, end);
      return;
    }
    this.write(entry.bytes);
    this.builder.record.text(field, entry.bytes, start, end);
  }

  private catchup(entry: M3uEntry): void {
    const catchup = this.catchups.read(entry, this.head);
    const code = catchup === null ? 0 : encodeCatchup(catchup.mode, catchup.days);
    const correction = catchup === null ? 0 : encodeCorrection(catchup.correctionMs);
    if (!hasOwnCatchup(entry) && this.head.tvgShiftHours === 0) this.rows?.setArchive(code, correction, this.headTemplate);
    else if (CatchupMemo.isKnownByTexts(entry)) this.rows?.learnArchive(entry, code, correction);
    if (catchup === null) return;
    this.put(FIELD.catchup, code, -1, -1);
    if (has(entry, M3U.catchupSource)) this.address(FIELD.catchupTemplate, entry, M3U.catchupSource, this.templates);
    // One template for the whole list is kept once.
    else if (this.headTemplate > 0) this.put(FIELD.catchupTemplate, this.headTemplate, 0, 0);
    if (correction > 0) this.put(FIELD.catchupCorrection, correction, -1, -1);
  }

  private extras(entry: M3uEntry): void {
    this.builder.record.textString(FIELD.headers, joinPairs(entry.headers()));
    this.builder.record.textString(FIELD.properties, joinPairs(entry.properties()));
  }
}

function episodeOf(entry: M3uEntry): ShowEpisode {
  const { bytes, words, groupBytes, groupStart, groupEnd } = entry;
  return { bytes, words, logoStart: entry.start(M3U.tvgLogo), logoEnd: entry.end(M3U.tvgLogo), groupBytes, groupStart, groupEnd, isAdult: entry.isYes(M3U.parentCode) };
}

function isAdult(entry: M3uEntry): boolean {
  return (entry.present & PARENT_CODE) !== 0 && entry.isYes(M3U.parentCode);
}

function has(entry: M3uEntry, field: M3uField): boolean {
  return (entry.present & (1 << field)) !== 0;
}

/** Whether `tvg-name`, which is there, is the row's name. */
function isGuideNamed(entry: M3uEntry): boolean {
  const { spans, nameStart, nameEnd } = entry;
  const start = spans[M3U.tvgName * 2] ?? 0;
  const length = (spans[M3U.tvgName * 2 + 1] ?? 0) - start;
  return length === nameEnd - nameStart && isSameRange(entry.words, start, nameStart, length);
}

/** `tvg-chno`, which is there, as a number, one decimal point or comma allowed; 0 for anything else (`BS4K101`). */
function channelNumber(entry: M3uEntry): number {
  const { bytes, spans } = entry;
  const start = spans[M3U.tvgChno * 2] ?? 0;
  const end = spans[M3U.tvgChno * 2 + 1] ?? 0;
  let value = 0;
  let scale = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (isDigit(byte)) {
      value = value * 10 + byte - 0x30;
      scale *= 10;
    } else if ((byte === ASCII.dot || byte === ASCII.comma || byte === ASCII.minus) && scale === 0 && at > start) {
      scale = 1;
    } else {
      return 0;
    }
  }
  return scale > 1 ? value / scale : value;
}
