import { FIELD, NAME_AS_GUIDE_KEY, RowFingerprint, encodeCatchup, encodeCorrection, joinPairs } from '../catalog';
import type { ColumnarBuilder, ListedKind } from '../catalog';
import { guideKeyWithShift } from '../guide';
import { PrefixMemo, decodeUtf8, encodeUtf8, findByte, isSameRange } from '../text';
import { ASCII, isDigit } from './bytes';
import { CatchupMemo, hasCatchup } from './catchup-attributes';
import type { CatchupFacts } from './catchup-attributes';
import { parseEpisodeName, splitYear } from './episode-name';
import { GroupSets } from './group-sets';
import { M3U } from './m3u-contract';
import type { M3uEntry, M3uField, M3uHeader, M3uSink } from './m3u-contract';
import { EntrySpans } from './m3u-entry';
import { EMPTY_HEADER, numberOrZero } from './m3u-header';
import { NameBytes } from './name-bytes';
import { ShowRows } from './show-rows';
import type { Container } from './stream-kind';

const HOUR_MIN = 60;
const NO_BYTES = new Uint8Array(0);
/** Directories of addresses whose prefix numbers are kept; see {@link M3uEntry.directory}. */
const MAX_DIRECTORIES = 1000;

/** Longer addresses (`data:`) go the careful way, which leaves some of them out. */
const MAX_QUICK_BYTES = 2048;

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
  /** Prefix of each directory, by its number; 0: not known. */
  private readonly prefixes = new Uint32Array(MAX_DIRECTORIES);
  private readonly prefixLengths = new Uint8Array(MAX_DIRECTORIES);

  constructor(private readonly builder: ColumnarBuilder) {
    this.groups = {
      channel: new GroupSets(builder, 'channel'), movie: new GroupSets(builder, 'movie'), series: new GroupSets(builder, 'series'),
    };
  }

  header(header: M3uHeader): void {
    this.head = header;
    this.headTemplate = header.catchupSource === '' ? 0 : this.builder.record.prefixOf(header.catchupSource);
  }

  entry(entry: M3uEntry): void {
    if (entry.kind === 'live') this.channel(entry);
    else if (entry.kind === 'movie') this.movie(entry);
    else this.episode(entry);
  }

  private channel(entry: M3uEntry): void {
    const { record } = this.builder;
    const set = this.groups.channel.setOf(entry);
    record.begin();
    this.text(FIELD.name, entry, M3U.name);
    this.address(entry);
    this.picture(entry);
    const isNamed = !has(entry, M3U.tvgName) || isSameText(entry, M3U.tvgName, M3U.name);
    this.guideKey(entry, isNamed);
    this.container(entry.container);
    if (!isNamed) this.text(FIELD.guideName, entry, M3U.tvgName);
    const catchup = hasCatchup(entry, this.head) ? this.catchups.read(entry, this.head) : null;
    if (catchup !== null) this.catchup(entry, catchup);
    this.extras(entry);
    const isRadio = entry.isYes(M3U.radio) || entry.container?.isAudio === true;
    this.builder.commitChannel(this.identify(entry), channelNumber(entry), set, isRadio, entry.isYes(M3U.parentCode));
  }

  private movie(entry: M3uEntry): void {
    const { record } = this.builder;
    const set = this.groups.movie.setOf(entry);
    const start = entry.start(M3U.name);
    const end = entry.end(M3U.name);
    record.begin();
    const year = this.movieName(entry, start, end);
    this.address(entry);
    this.picture(entry);
    this.container(entry.container);
    record.number(FIELD.durationSec, entry.durationSec);
    this.extras(entry);
    this.builder.commitTitle('movie', this.identify(entry), {
      set, isAdult: entry.isYes(M3U.parentCode), year, ratingTenths: 0, age: -1, addedSec: 0,
    });
  }

  /** Writes a film's name without its year, which is returned; 0 without one. */
  private movieName(entry: M3uEntry, start: number, end: number): number {
    const { record } = this.builder;
    if (this.name.readYear(entry.bytes, start, end)) {
      record.text(FIELD.name, entry.bytes, start, this.name.nameEnd);
      return this.name.year;
    }
    const split = splitYear(entry.text(M3U.name));
    record.textString(FIELD.name, split.name);
    return split.year;
  }

  private episode(entry: M3uEntry): void {
    const { bytes } = entry;
    const { name } = this;
    const { record } = this.builder;
    const start = entry.start(M3U.name);
    const end = entry.end(M3U.name);
    if (name.readEpisode(bytes, start, end) && name.nameEnd > start) {
      const { season, number, titleStart, titleEnd } = name;
      const row = this.showRow(entry, start, name.nameEnd);
      this.shows.countEpisode(row);
      record.begin();
      record.text(FIELD.name, bytes, titleStart, titleEnd);
      this.commitEpisode(entry, row, season, number);
      return;
    }
    const text = entry.text(M3U.name);
    const parsed = parseEpisodeName(text);
    const row = this.seriesRow(entry, parsed === null || parsed.show === '' ? text : parsed.show);
    const count = this.shows.countEpisode(row);
    record.begin();
    record.textString(FIELD.name, parsed === null ? text : parsed.title);
    this.commitEpisode(entry, row, parsed?.season ?? 1, parsed?.number ?? count);
  }

  /** Writes the rest of an episode's record behind its name. */
  private commitEpisode(entry: M3uEntry, seriesRow: number, season: number, number: number): void {
    const { record } = this.builder;
    this.address(entry);
    this.picture(entry);
    this.container(entry.container);
    record.number(FIELD.durationSec, entry.durationSec);
    this.extras(entry);
    this.builder.commitEpisode(this.identify(entry), seriesRow, season, number);
  }

  /** The series row of the show written at `start..end`. */
  private showRow(entry: M3uEntry, start: number, end: number): number {
    const { bytes } = entry;
    const set = this.groups.series.setOf(entry);
    const known = this.shows.find(entry.words, start, end, set);
    if (known >= 0) return known;
    if (!this.name.readYear(bytes, start, end)) return this.seriesRow(entry, decodeUtf8(bytes, start, end));
    return this.rowOfShow(entry, { bytes, start, end: this.name.nameEnd, year: this.name.year });
  }

  private seriesRow(entry: M3uEntry, show: string): number {
    const { name, year } = splitYear(show);
    const bytes = encodeUtf8(name);
    return this.rowOfShow(entry, { bytes, start: 0, end: bytes.length, year });
  }

  /** The series row of a show within its group, made with the first episode's picture. */
  private rowOfShow(entry: M3uEntry, show: ShowName): number {
    const set = this.groups.series.setOf(entry);
    let row = this.shows.findName(show.bytes, show.start, show.end, set);
    if (row < 0) {
      const { record } = this.builder;
      const { fingerprint } = this;
      record.begin();
      record.text(FIELD.name, show.bytes, show.start, show.end);
      this.picture(entry);
      fingerprint.begin();
      fingerprint.text(show.bytes, show.start, show.end);
      fingerprint.text(entry.groupBytes, entry.groupStart, entry.groupEnd);
      row = this.builder.commitTitle('series', fingerprint.seal(), {
        set, isAdult: entry.isYes(M3U.parentCode), year: show.year, ratingTenths: 0, age: -1, addedSec: 0,
      });
    }
    this.shows.keep(row, set);
    return row;
  }

  private text(field: typeof FIELD.name | typeof FIELD.guideName, entry: M3uEntry, from: M3uField): void {
    this.builder.record.text(field, entry.bytes, entry.start(from), entry.end(from));
  }

  private address(entry: M3uEntry): void {
    const { record } = this.builder;
    const { directory, bytes } = entry;
    const start = entry.start(M3U.url);
    const end = entry.end(M3U.url);
    const prefix = directory > 0 && directory < MAX_DIRECTORIES ? (this.prefixes[directory] ?? 0) : 0;
    if (prefix > 0) {
      record.splitKnown(FIELD.address, prefix, bytes, start + (this.prefixLengths[directory] ?? 0), end);
    } else if (entry instanceof EntrySpans && entry.isPlainUrl) {
      record.split(FIELD.address, bytes, start, end);
      // The number of a whole directory will not change any more; of a host alone it may.
      if (directory > 0 && directory < MAX_DIRECTORIES && record.prefix > 0 && record.prefixEnd === entry.address.lastSlash + 1) {
        this.prefixes[directory] = record.prefix;
        this.prefixLengths[directory] = record.prefixEnd - start;
      }
    } else {
      record.splitString(FIELD.address, entry.url());
    }
  }

  private picture(entry: M3uEntry): void {
    if (!has(entry, M3U.tvgLogo)) return;
    const { record } = this.builder;
    const { bytes, words } = entry;
    const start = entry.start(M3U.tvgLogo);
    const end = entry.end(M3U.tvgLogo);
    const place = end - start < MAX_QUICK_BYTES ? this.logos.findWhole(bytes, words, start, end) : -1;
    if (place >= 0) {
      record.splitKnown(FIELD.picture, this.logos.numberAt(place), bytes, start + this.logos.lengthAt(place), end);
      return;
    }
    record.split(FIELD.picture, bytes, start, end);
    if (record.prefix > 0 && findByte(bytes, words, record.prefixEnd, end, ASCII.slash) === end) this.logos.learn(bytes, start, record.prefixEnd, record.prefix);
  }

  private container(container: Container | null): void {
    if (container === null) return;
    if (container !== this.lastContainer) {
      this.lastContainer = container;
      this.lastContainerWord = this.containerWord(container);
    }
    this.builder.record.number(FIELD.container, this.lastContainerWord);
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
    const { record } = this.builder;
    const field = has(entry, M3U.tvgId) ? M3U.tvgId : isNamed ? M3U.name : M3U.tvgName;
    const hours = has(entry, M3U.tvgShift) ? numberOrZero(entry.text(M3U.tvgShift)) : this.head.tvgShiftHours;
    if (hours !== 0) record.textString(FIELD.guideKey, guideKeyWithShift(entry.text(field), Math.round(hours * HOUR_MIN)));
    else if (field === M3U.name && has(entry, M3U.name)) record.text(FIELD.guideKey, NAME_AS_GUIDE_KEY, 0, NAME_AS_GUIDE_KEY.length);
    else record.text(FIELD.guideKey, entry.bytes, entry.start(field), entry.end(field));
  }

  private catchup(entry: M3uEntry, catchup: CatchupFacts): void {
    const { record } = this.builder;
    record.number(FIELD.catchup, encodeCatchup(catchup.mode, catchup.days));
    if (has(entry, M3U.catchupSource)) record.split(FIELD.catchupTemplate, entry.bytes, entry.start(M3U.catchupSource), entry.end(M3U.catchupSource));
    // One template for the whole list is kept once.
    else if (this.headTemplate > 0) record.splitKnown(FIELD.catchupTemplate, this.headTemplate, NO_BYTES, 0, 0);
    record.number(FIELD.catchupCorrection, encodeCorrection(catchup.correctionMs));
  }

  private extras(entry: M3uEntry): void {
    if (!entry.hasExtras) return;
    this.builder.record.textString(FIELD.headers, joinPairs(entry.headers()));
    this.builder.record.textString(FIELD.properties, joinPairs(entry.properties()));
  }

  private identify(entry: M3uEntry): RowFingerprint {
    return this.fingerprint.row(entry);
  }
}

function has(entry: M3uEntry, field: M3uField): boolean {
  return (entry.present & (1 << field)) !== 0;
}

function isSameText(entry: M3uEntry, a: M3uField, b: M3uField): boolean {
  const length = entry.end(a) - entry.start(a);
  return length === entry.end(b) - entry.start(b) && isSameRange(entry.bytes, entry.words, entry.start(a), entry.start(b), length);
}

/** `tvg-chno` as a number, one decimal point or comma allowed; 0 for anything else (`BS4K101`). */
function channelNumber(entry: M3uEntry): number {
  const { bytes } = entry;
  const end = entry.end(M3U.tvgChno);
  let value = 0;
  let scale = 0;
  const start = entry.start(M3U.tvgChno);
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
