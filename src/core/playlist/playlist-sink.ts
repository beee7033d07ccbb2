import { FIELD, RowFingerprint, encodeCatchup, encodeCorrection, joinPairs } from '../catalog';
import type { CatchupRecord, ColumnarBuilder, ListedKind } from '../catalog';
import { guideKeyWithShift } from '../guide';
import { ASCII, isDigit, startsWith } from './bytes';
import { hasCatchup, readCatchup } from './catchup-attributes';
import { parseEpisodeName, qualityOf, splitYear } from './episode-name';
import { GroupSets } from './group-sets';
import { M3U } from './m3u-contract';
import type { M3uEntry, M3uField, M3uHeader, M3uSink } from './m3u-contract';
import { EntrySpans } from './m3u-entry';
import { EMPTY_HEADER, numberOrZero } from './m3u-header';
import type { Container } from './stream-kind';

const HOUR_MIN = 60;

/** Puts a playlist's entries into a catalogue: live rows byte by byte, films and episodes with a look at their names. */
export class PlaylistSink implements M3uSink {
  private head: M3uHeader = EMPTY_HEADER;
  private readonly fingerprint = new RowFingerprint();
  private readonly groups: Readonly<Record<ListedKind, GroupSets>>;
  private readonly containerWords = new Map<Container, number>();
  private readonly seriesRows = new Map<string, number>();
  private readonly episodeCounts = new Map<number, number>();

  constructor(private readonly builder: ColumnarBuilder) {
    this.groups = {
      channel: new GroupSets(builder, 'channel'), movie: new GroupSets(builder, 'movie'), series: new GroupSets(builder, 'series'),
    };
  }

  header(header: M3uHeader): void {
    this.head = header;
  }

  entry(entry: M3uEntry): void {
    if (entry.kind === 'live') this.channel(entry);
    else if (entry.kind === 'movie') this.movie(entry);
    else this.episode(entry);
  }

  private channel(entry: M3uEntry): void {
    const { bytes } = entry;
    const { record } = this.builder;
    const set = this.groups.channel.setOf(entry.groupBytes, entry.groupStart, entry.groupEnd);
    record.begin();
    this.text(FIELD.name, entry, M3U.name);
    this.address(entry);
    record.split(FIELD.picture, bytes, entry.start(M3U.tvgLogo), entry.end(M3U.tvgLogo));
    this.guideKey(entry);
    this.container(entry.container);
    if (has(entry, M3U.tvgName) && !isSameText(entry, M3U.tvgName, M3U.name)) this.text(FIELD.guideName, entry, M3U.tvgName);
    const catchup = hasCatchup(entry, this.head) ? readCatchup(entry, this.head) : null;
    if (catchup !== null) this.catchup(catchup);
    if (catchup !== null) record.number(FIELD.catchupCorrection, encodeCorrection(catchup.correctionMs));
    this.extras(entry);
    const isRadio = isYes(entry, M3U.radio) || entry.container?.isAudio === true;
    this.builder.commitChannel(this.identify(entry), channelNumber(entry), set, isRadio, isYes(entry, M3U.parentCode));
  }

  private movie(entry: M3uEntry): void {
    const { bytes } = entry;
    const { record } = this.builder;
    const set = this.groups.movie.setOf(entry.groupBytes, entry.groupStart, entry.groupEnd);
    const { name, year } = splitYear(entry.text(M3U.name));
    record.begin();
    record.textString(FIELD.name, name);
    this.address(entry);
    record.split(FIELD.picture, bytes, entry.start(M3U.tvgLogo), entry.end(M3U.tvgLogo));
    this.container(entry.container);
    record.number(FIELD.durationSec, entry.durationSec);
    record.wordString(FIELD.quality, qualityOf(name));
    this.extras(entry);
    this.builder.commitTitle('movie', this.identify(entry), {
      set, isAdult: isYes(entry, M3U.parentCode), year, ratingTenths: 0, age: -1, addedSec: 0,
    });
  }

  private episode(entry: M3uEntry): void {
    const name = entry.text(M3U.name);
    const parsed = parseEpisodeName(name);
    const seriesRow = this.seriesRow(entry, parsed === null || parsed.show === '' ? name : parsed.show);
    const count = (this.episodeCounts.get(seriesRow) ?? 0) + 1;
    this.episodeCounts.set(seriesRow, count);
    const { bytes } = entry;
    const { record } = this.builder;
    record.begin();
    record.textString(FIELD.name, parsed === null ? name : parsed.title);
    this.address(entry);
    record.split(FIELD.picture, bytes, entry.start(M3U.tvgLogo), entry.end(M3U.tvgLogo));
    this.container(entry.container);
    record.number(FIELD.durationSec, entry.durationSec);
    this.extras(entry);
    this.builder.commitEpisode(this.identify(entry), seriesRow, parsed?.season ?? 1, parsed?.number ?? count);
  }

  /** The series row of a show within its group, made with the first episode's picture. */
  private seriesRow(entry: M3uEntry, show: string): number {
    const set = this.groups.series.setOf(entry.groupBytes, entry.groupStart, entry.groupEnd);
    const { name, year } = splitYear(show);
    const key = `${set}\u001f${name.toLowerCase()}`;
    const known = this.seriesRows.get(key);
    if (known !== undefined) return known;
    const { record } = this.builder;
    const { fingerprint } = this;
    record.begin();
    record.textString(FIELD.name, name);
    record.split(FIELD.picture, entry.bytes, entry.start(M3U.tvgLogo), entry.end(M3U.tvgLogo));
    fingerprint.begin();
    fingerprint.string(name);
    fingerprint.text(entry.groupBytes, entry.groupStart, entry.groupEnd);
    const row = this.builder.commitTitle('series', fingerprint.seal(), {
      set, isAdult: isYes(entry, M3U.parentCode), year, ratingTenths: 0, age: -1, addedSec: 0,
    });
    this.seriesRows.set(key, row);
    return row;
  }

  private text(field: typeof FIELD.name | typeof FIELD.guideName, entry: M3uEntry, from: M3uField): void {
    this.builder.record.text(field, entry.bytes, entry.start(from), entry.end(from));
  }

  private address(entry: M3uEntry): void {
    const { record } = this.builder;
    if (entry instanceof EntrySpans && entry.isPlainUrl) record.split(FIELD.address, entry.bytes, entry.start(M3U.url), entry.end(M3U.url));
    else record.splitString(FIELD.address, entry.url());
  }

  private container(container: Container | null): void {
    if (container === null) return;
    let word = this.containerWords.get(container);
    if (word === undefined) {
      word = this.builder.record.wordOf(container.name);
      this.containerWords.set(container, word);
    }
    this.builder.record.number(FIELD.container, word);
  }

  private guideKey(entry: M3uEntry): void {
    const { record } = this.builder;
    const field = has(entry, M3U.tvgId) ? M3U.tvgId : has(entry, M3U.tvgName) ? M3U.tvgName : M3U.name;
    const hours = has(entry, M3U.tvgShift) ? numberOrZero(entry.text(M3U.tvgShift)) : this.head.tvgShiftHours;
    if (hours === 0) record.text(FIELD.guideKey, entry.bytes, entry.start(field), entry.end(field));
    else record.textString(FIELD.guideKey, guideKeyWithShift(entry.text(field), Math.round(hours * HOUR_MIN)));
  }

  private catchup(catchup: CatchupRecord): void {
    const { record } = this.builder;
    record.number(FIELD.catchup, encodeCatchup(catchup.mode, catchup.days));
    record.splitString(FIELD.catchupTemplate, catchup.template ?? '');
  }

  private extras(entry: M3uEntry): void {
    if (!entry.hasExtras) return;
    this.builder.record.textString(FIELD.headers, joinPairs(entry.headers()));
    this.builder.record.textString(FIELD.properties, joinPairs(entry.properties()));
  }

  private identify(entry: M3uEntry): RowFingerprint {
    const { fingerprint } = this;
    fingerprint.begin();
    fingerprint.text(entry.bytes, entry.start(M3U.name), entry.end(M3U.name));
    fingerprint.text(entry.groupBytes, entry.groupStart, entry.groupEnd);
    fingerprint.addressOf(entry.bytes, entry.address);
    return fingerprint.seal();
  }
}

function has(entry: M3uEntry, field: M3uField): boolean {
  return (entry.present & (1 << field)) !== 0;
}

function isSameText(entry: M3uEntry, a: M3uField, b: M3uField): boolean {
  const { bytes } = entry;
  const from = entry.start(a);
  const other = entry.start(b);
  const length = entry.end(a) - from;
  if (length !== entry.end(b) - other) return false;
  for (let i = 0; i < length; i += 1) if (bytes[from + i] !== bytes[other + i]) return false;
  return true;
}

/** Whether the attribute says anything but no. */
function isYes(entry: M3uEntry, field: M3uField): boolean {
  if (!has(entry, field)) return false;
  const start = entry.start(field);
  const end = entry.end(field);
  const { bytes } = entry;
  return !(startsWith(bytes, start, end, '0') || startsWith(bytes, start, end, 'false') || startsWith(bytes, start, end, 'no'));
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
