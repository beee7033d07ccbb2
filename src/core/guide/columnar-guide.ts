import type { ProgrammeRecord } from '../catalog';
import { RecordCursor, normaliseChannelName } from '../text';
import { unpackMatches } from './channel-matches';
import type { GuideChannel, GuideMatch, GuideSnapshot, TimeSpan } from './guide-contract';
import type { GuideData } from './guide-data';
import { GUIDE_FIELD_TYPES } from './guide-fields';
import { splitGuideKey } from './guide-key';
import type { GuidePage } from './guide-page';
import { readProgramme } from './read-programme';
import { RowsGuide } from './rows-guide';

/** Answers kept; more would only be lists of channels without a guide. */
const MAX_FOUND = 20_000;

/** A channel asked for with a shift: numbers of its own for the channel and its programmes, so that times read from them are shifted. */
interface ShiftedChannel {
  readonly channel: number;
  readonly shiftMs: number;
  /** Added to the numbers of its programmes. */
  readonly rowBase: number;
  /** Numbers of shifted programmes begin and end here. */
  readonly firstRow: number;
  readonly behindRow: number;
}

/** The last of `from[low..high)` that is not above `at`; `low - 1` when all are. */
function lastAtOrBefore(from: Uint32Array, first: number, behind: number, at: number): number {
  let low = first;
  let high = behind;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((from[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A guide over typed arrays and one heap. */
export class ColumnarGuide extends RowsGuide implements GuideSnapshot {
  readonly revision: string;
  /** The columns; for the codec and for searching. */
  readonly data: GuideData;
  private readonly cursor: RecordCursor;
  /** Wished-for keys and ids; made when the first key is looked up. */
  private byKey: ReadonlyMap<string, number> | null = null;
  /** Other spellings; made when a key is first not found otherwise. */
  private bySpelling: ReadonlyMap<string, number> | null = null;
  /** What keys turned out to be, since lists ask for the same ones again and again. */
  private readonly found = new Map<string, number>();
  private readonly shifted: ShiftedChannel[] = [];
  private low = 0;
  private high = 0;
  private base = 0;
  private shiftMs = 0;

  constructor(data: GuideData) {
    super();
    this.data = data;
    this.revision = data.revision;
    this.cursor = new RecordCursor(data.store, GUIDE_FIELD_TYPES);
  }

  get programmeCount(): number {
    return this.data.from.length;
  }

  get channelCount(): number {
    const { starts } = this.data;
    let count = 0;
    for (let i = 0; i + 1 < starts.length; i += 1) if ((starts[i + 1] ?? 0) > (starts[i] ?? 0)) count += 1;
    return count;
  }

  get heldBytes(): number {
    const { starts, from, to, offset, store, matches } = this.data;
    const columns = starts.byteLength + from.byteLength + to.byteLength + offset.byteLength + matches.byteLength;
    return columns + store.heap.heldBytes + store.prefixes.heldBytes + store.words.heldBytes;
  }

  channels(): readonly GuideChannel[] {
    return this.data.channels;
  }

  matches(): readonly GuideMatch[] {
    return unpackMatches(this.data.matches, this.data.channels);
  }

  channelOf(guideKey: string): number {
    const known = this.found.get(guideKey);
    if (known !== undefined) return known;
    const { key, shiftMs } = splitGuideKey(guideKey);
    const channel = this.find(key);
    const number = channel >= 0 && shiftMs !== 0 ? this.shiftedNumber(channel, shiftMs) : channel;
    if (this.found.size >= MAX_FOUND) this.found.clear();
    this.found.set(guideKey, number);
    return number;
  }

  putNowNext(channel: number, atMs: number, out: Int32Array, at: number): void {
    const { starts, from, to } = this.data;
    const shifted = this.shiftedChannel(channel);
    const index = shifted === null ? channel : shifted.channel;
    const atSec = (shifted === null ? atMs : atMs - shifted.shiftMs) / 1000;
    const base = shifted === null ? 0 : shifted.rowBase;
    const first = starts[index] ?? 0;
    const behind = starts[index + 1] ?? 0;
    const row = lastAtOrBefore(from, first, behind, atSec);
    out[at] = row >= first && (to[row] ?? 0) > atSec ? row + base : -1;
    out[at + 1] = row + 1 < behind ? row + 1 + base : -1;
  }

  putCells(channel: number, fromMs: number, toMs: number, page: GuidePage): void {
    const { from, to } = this.data;
    this.seek(channel, fromMs, toMs);
    const { low, high, base, shiftMs } = this;
    for (let row = low; row < high; row += 1) page.put(row + base, (from[row] ?? 0) * 1000 + shiftMs, (to[row] ?? 0) * 1000 + shiftMs, fromMs);
  }

  rowsBetween(channel: number, fromMs: number, toMs: number): readonly [first: number, behind: number] {
    this.seek(channel, fromMs, toMs);
    return [this.base + this.low, this.base + this.high];
  }

  startMs(row: number): number {
    return (this.data.from[this.plainRow(row)] ?? 0) * 1000 + this.shiftOf(row);
  }

  stopMs(row: number): number {
    return (this.data.to[this.plainRow(row)] ?? 0) * 1000 + this.shiftOf(row);
  }

  title(row: number): string {
    return this.cursor.nameAt(this.data.offset[this.plainRow(row)] ?? 0);
  }

  record(row: number, guideKey?: string): ProgrammeRecord | null {
    const plain = this.plainRow(row);
    if (!(plain >= 0 && plain < this.data.from.length)) return null;
    this.cursor.open(this.data.offset[plain] ?? 0);
    const channelKey = guideKey ?? this.data.channels[this.channelOfRow(row)]?.id ?? '';
    return readProgramme(this.cursor, channelKey, this.startMs(row), this.stopMs(row));
  }

  channelOfRow(row: number): number {
    const plain = this.plainRow(row);
    return plain >= 0 && plain < this.data.from.length ? lastAtOrBefore(this.data.starts, 0, this.data.starts.length, plain) : -1;
  }

  keysOf(channel: number): readonly string[] {
    const index = this.shiftedChannel(channel)?.channel ?? channel;
    const keys = this.data.aliases.filter((alias) => alias[1] === index).map((alias) => alias[0]);
    const id = this.data.channels[index]?.id;
    return keys.length > 0 || id === undefined ? keys : [id];
  }

  coverage(channel: number): TimeSpan | null {
    const { starts, from, to } = this.data;
    const shifted = this.shiftedChannel(channel);
    const index = shifted === null ? channel : shifted.channel;
    const shiftMs = shifted === null ? 0 : shifted.shiftMs;
    const first = starts[index] ?? 0;
    const behind = starts[index + 1] ?? 0;
    return behind > first ? { fromMs: (from[first] ?? 0) * 1000 + shiftMs, toMs: (to[behind - 1] ?? 0) * 1000 + shiftMs } : null;
  }

  /** The channel with programmes a key stands for, or -1: asked-for keys first, then ids, then other spellings. */
  private find(key: string): number {
    if (key === '') return -1;
    const { starts } = this.data;
    const channel = this.keys().get(key) ?? this.spelling(key);
    return channel >= 0 && (starts[channel + 1] ?? 0) > (starts[channel] ?? 0) ? channel : -1;
  }

  private keys(): ReadonlyMap<string, number> {
    if (this.byKey === null) {
      const map = new Map(this.data.channels.map((channel, index) => [channel.id, index] as const));
      for (const [key, channel] of this.data.aliases) map.set(key, channel);
      this.byKey = map;
    }
    return this.byKey;
  }

  private spelling(key: string): number {
    if (this.bySpelling === null) {
      const map = new Map<string, number>();
      const put = (name: string, index: number): void => {
        if (name !== '' && !map.has(name)) map.set(name, index);
      };
      this.data.channels.forEach((channel, index) => put(channel.id.toLowerCase(), index));
      this.data.channels.forEach((channel, index) => channel.names.forEach((name) => put(normaliseChannelName(name), index)));
      this.bySpelling = map;
    }
    return this.bySpelling.get(key.toLowerCase()) ?? this.bySpelling.get(normaliseChannelName(key)) ?? -1;
  }

  /** Finds the rows of a channel that overlap a window: `low` to `high`, their `base` and `shiftMs`. */
  private seek(channel: number, fromMs: number, toMs: number): void {
    const { starts, from, to } = this.data;
    const shifted = this.shiftedChannel(channel);
    const index = shifted === null ? channel : shifted.channel;
    this.shiftMs = shifted === null ? 0 : shifted.shiftMs;
    this.base = shifted === null ? 0 : shifted.rowBase;
    const first = starts[index] ?? 0;
    const behind = starts[index + 1] ?? 0;
    const fromSec = (fromMs - this.shiftMs) / 1000;
    const toSec = (toMs - this.shiftMs) / 1000;
    let low = Math.max(first, lastAtOrBefore(from, first, behind, fromSec));
    if (low < behind && (to[low] ?? 0) <= fromSec) low += 1;
    let high = low;
    // A page holds few programmes per channel: walking them is faster than a second search.
    if (toMs > fromMs) while (high < behind && (from[high] ?? 0) < toSec) high += 1;
    this.low = low;
    this.high = high;
  }

  private shiftedChannel(channel: number): ShiftedChannel | null {
    return channel < this.data.channels.length ? null : (this.shifted[channel - this.data.channels.length] ?? null);
  }

  private shiftedNumber(channel: number, shiftMs: number): number {
    const { starts, channels, from } = this.data;
    const known = this.shifted.findIndex((one) => one.channel === channel && one.shiftMs === shiftMs);
    if (known >= 0) return channels.length + known;
    const firstRow = this.shifted[this.shifted.length - 1]?.behindRow ?? from.length;
    const first = starts[channel] ?? 0;
    const behindRow = firstRow + (starts[channel + 1] ?? 0) - first;
    this.shifted.push({ channel, shiftMs, rowBase: firstRow - first, firstRow, behindRow });
    return channels.length + this.shifted.length - 1;
  }

  private shiftedRow(row: number): ShiftedChannel | null {
    if (row < this.data.from.length) return null;
    let low = 0;
    let high = this.shifted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.shifted[middle]?.behindRow ?? 0) <= row) low = middle + 1;
      else high = middle;
    }
    return this.shifted[low] ?? null;
  }

  /** The row in the columns. */
  private plainRow(row: number): number {
    return row < this.data.from.length ? row : row - (this.shiftedRow(row)?.rowBase ?? 0);
  }

  private shiftOf(row: number): number {
    return row < this.data.from.length ? 0 : (this.shiftedRow(row)?.shiftMs ?? 0);
  }
}
