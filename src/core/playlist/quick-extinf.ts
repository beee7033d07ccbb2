import type { SlidingBuffer } from '../text';
import { ASCII, isDigit, isKeyByte } from './bytes';
import type { ExtinfTarget } from './extinf-scanner';
import { M3U } from './m3u-contract';
import type { M3uField } from './m3u-contract';

/** Attributes of one line; a line with more is read the careful way. */
const MAX_ATTRIBUTES = 32;
/** Spellings of attribute names remembered; lists use a dozen. */
const MAX_KEYS = 24;
/** Longest name remembered, with the space before and `="` behind it. */
const MAX_KEY_BYTES = 40;
/** Positions kept of an attribute without a field: where its name begins and ends, and its value. */
const UNKNOWN_SIZE = 4;
/** Characters beside the name in a remembered ` name="`. */
const AROUND_KEY = 3;
/** Ways a name can lie in words of four bytes, and the words it takes at most. */
const [SHIFTS, KEY_WORDS] = [4, MAX_KEY_BYTES / 4 + 1];
/**
 * Signs looked for, four at once. Of a word, bytes that are the sign or a control character get their top bits marked; the first mark is right, later ones
 * may be wrong (Bit Twiddling Hacks: "Determine if a word has a byte equal to n", "… less than n").
 */
const [QUOTES, EQUALS_SIGNS] = [ASCII.quote * 0x01010101, ASCII.equals * 0x01010101];

/** 1 for an equals sign, and from 256 on for bytes no name ends with: looked up, since engines throw code away that takes a branch for the first time. */
const EQUALS_PLACES = new Uint8Array(512);
EQUALS_PLACES[ASCII.equals] = 1;
for (let byte = 0; byte < 256; byte += 1) EQUALS_PLACES[byte + 256] = isKeyByte(byte) ? 0 : 1;
/** `#EXTINF:` as two words. */
const [INFO_FIRST, INFO_SECOND, INFO_BYTES] = [0x54584523, 0x3a464e49, 8];

/**
 * Reads `#EXTINF` lines written as nearly all lists write them: `#EXTINF:-1 key="value" key="value",Name` with names of attributes that were met before. One
 * pass over the bytes, four at a time, that also finds the end of the line. Everything else is left to {@link ExtinfScanner}, which this one
 * never disagrees with. The loops stand in the two functions that need them: engines would compile small ones again and again.
 */
export class QuickExtinf {
  /** Of the line read last: its duration as {@link ExtinfTarget.setDuration} takes it, and the fields that are there, one bit each. */
  duration = -1;
  present = 0;
  /** Told of names as they are learned, as they stand. */
  onLearn: ((name: Uint8Array, field: M3uField | -1) => void) | null = null;
  /** A line could not be read because of a name nobody knew. */
  isLearning = false;
  private readonly unknown = new Int32Array(MAX_ATTRIBUTES * UNKNOWN_SIZE);
  private unknownCount = 0;
  /** Names with what is around them: their lengths and fields, and for each way to lie their words and which bits of those count. */
  private count = 0;
  private readonly lengths = new Int32Array(MAX_KEYS);
  private readonly fields = new Int8Array(MAX_KEYS);
  private readonly words = new Int32Array(MAX_KEYS * SHIFTS * KEY_WORDS);
  private readonly masks = new Int32Array(MAX_KEYS * SHIFTS * KEY_WORDS);
  /** Which key followed another one the last time; the first of a line follows the last place. */
  private readonly followers = new Uint8Array(MAX_KEYS + 1);

  /**
   * Reads the line at `start`; where it ends, or -1 if it is not regular, or not complete. Where fields begin and end is put into `spans`, two numbers
   * each; `present` are those that are there already and stay. After -1 all of that means nothing.
   */
  read(buffer: SlidingBuffer, start: number, spans: Int32Array, present: number): number {
    const { bytes, words, end } = buffer;
    if (end - start < INFO_BYTES + 4) return -1;
    const shift = (start & 3) * 8;
    const [first, second, third] = [words[start >> 2] ?? 0, words[(start >> 2) + 1] ?? 0, words[(start >> 2) + 2] ?? 0];
    if (((first >>> shift) | ((second << 1) << (31 - shift))) !== INFO_FIRST || ((second >>> shift) | ((third << 1) << (31 - shift))) !== INFO_SECOND) return -1;
    let at = this.readDuration(bytes, start + INFO_BYTES, end);
    if (at < 0) return -1;
    const { followers, lengths, fields, words: own, masks } = this;
    const last = (end - 1) >> 2;
    let mask = present;
    let key = MAX_KEYS;
    this.unknownCount = 0;
    for (let left = MAX_ATTRIBUTES; bytes[at] !== ASCII.comma; left -= 1) {
      // Mostly the name that followed the last time.
      let found = followers[key] ?? 0;
      let value = at + (lengths[found] ?? 0);
      const base = (found * SHIFTS + (at & 3)) * KEY_WORDS - (at >> 2);
      let difference = value === at ? 1 : 0;
      for (let i = at >> 2; i <= (value - 1) >> 2; i += 1) difference |= ((words[i] ?? 0) ^ (own[base + i] ?? 0)) & (masks[base + i] ?? 0);
      if (difference !== 0) {
        found = this.findKey(words, at, end);
        if (found < 0) return -1;
        followers[key] = found;
        value = at + (lengths[found] ?? 0);
      }
      if (value >= end || left === 0) return -1;
      key = found;
      let word = value >> 2;
      // What stands before the value in its first word must not be found.
      let four = (words[word] ?? 0) | ((1 << ((value & 3) * 8)) - 1);
      let hits: number;
      for (;;) {
        const other = four ^ QUOTES;
        hits = (((other - 0x01010101) & ~other) | ((four - 0x0e0e0e0e) & ~four)) & 0x80808080;
        if (hits !== 0 || word >= last) break;
        word += 1;
        four = words[word] ?? 0;
      }
      let from = value;
      let to = (word << 2) + ((31 - Math.clz32(hits & -hits)) >>> 3);
      at = to + 1;
      // A quote behind an equals sign may open the next attribute: this value's own would be missing.
      if (at >= end || bytes[to] !== ASCII.quote || bytes[to - 1] === ASCII.equals) return -1;
      while (from < to && (bytes[from] === ASCII.space || bytes[from] === ASCII.tab)) from += 1;
      while (to > from && (bytes[to - 1] === ASCII.space || bytes[to - 1] === ASCII.tab)) to -= 1;
      if (from === to) continue;
      const field = fields[key] ?? -1;
      if (field < 0) {
        this.keepUnknown(key, value, from, to);
      } else if ((mask & (1 << field)) === 0) {
        // The first spelling that says something wins.
        spans[field * 2] = from;
        spans[field * 2 + 1] = to;
        mask |= 1 << field;
      }
    }
    this.present = mask;
    return this.readName(buffer, at + 1, spans);
  }

  /** Whether there is something to {@link deliverUnknown}. */
  get hasUnknown(): boolean {
    return this.unknownCount > 0;
  }

  /** Hands out the attributes without a field that the last {@link read} found. */
  deliverUnknown(target: ExtinfTarget): void {
    const { unknown } = this;
    for (let place = 0; place < this.unknownCount * UNKNOWN_SIZE; place += UNKNOWN_SIZE) {
      target.addUnknown(unknown[place] ?? 0, unknown[place + 1] ?? 0, unknown[place + 2] ?? 0, unknown[place + 3] ?? 0);
    }
  }

  /** Remembers a name that stood with one space before and `="` behind it. */
  learn(bytes: Uint8Array, start: number, end: number, field: M3uField | -1): void {
    const { count, words, masks } = this;
    const length = end - start + AROUND_KEY;
    if (length > MAX_KEY_BYTES || count >= MAX_KEYS) return;
    const scratch = new Uint8Array(KEY_WORDS * 4);
    scratch.set(bytes.subarray(start, end), 1);
    [scratch[0], scratch[length - 2], scratch[length - 1]] = [ASCII.space, ASCII.equals, ASCII.quote];
    if (this.findKey(new Int32Array(scratch.buffer), 0, length + 1) >= 0) return;
    for (let shift = 0; shift < SHIFTS; shift += 1) {
      const base = (count * SHIFTS + shift) * KEY_WORDS;
      for (let i = 0; i < length; i += 1) {
        const place = base + ((shift + i) >> 2);
        const bits = ((shift + i) & 3) * 8;
        words[place] = (words[place] ?? 0) | ((scratch[i] ?? 0) << bits);
        masks[place] = (masks[place] ?? 0) | (0xff << bits);
      }
    }
    this.lengths[count] = length;
    this.fields[count] = field;
    this.count = count + 1;
    this.onLearn?.(scratch.subarray(0, length), field);
  }

  /** Whether a key stands at `at`. */
  private isKeyAt(key: number, words: Int32Array, at: number, end: number): boolean {
    const { words: own, masks } = this;
    const length = this.lengths[key] ?? 0;
    // Two more bytes at least follow a key that a whole line can have.
    if (length === 0 || at + length >= end) return false;
    const base = (key * SHIFTS + (at & 3)) * KEY_WORDS;
    const from = at >> 2;
    const count = ((at + length - 1) >> 2) - from;
    let difference = 0;
    for (let i = 0; i <= count; i += 1) difference |= ((words[from + i] ?? 0) ^ (own[base + i] ?? 0)) & (masks[base + i] ?? 0);
    return difference === 0;
  }

  /** The key that stands at `at`, or -1 for one nobody knows. */
  private findKey(words: Int32Array, at: number, end: number): number {
    for (let key = 0; key < this.count; key += 1) if (this.isKeyAt(key, words, at, end)) return key;
    this.isLearning = true;
    return -1;
  }

  private keepUnknown(key: number, value: number, from: number, to: number): void {
    const place = this.unknownCount * UNKNOWN_SIZE;
    this.unknown[place] = value - (this.lengths[key] ?? 0) + 1;
    this.unknown[place + 1] = value - 2;
    this.unknown[place + 2] = from;
    this.unknown[place + 3] = to;
    this.unknownCount += 1;
  }

  /** Reads `-1`, `0`, `5400`; where it ends, which is before a space or comma, or -1. */
  private readDuration(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    const isNegative = bytes[at] === ASCII.minus;
    if (isNegative) at += 1;
    const digits = at;
    let seconds = 0;
    while (at < end && at - digits < 9 && isDigit(bytes[at] ?? 0)) {
      seconds = seconds * 10 + (bytes[at] ?? 0) - 0x30;
      at += 1;
    }
    if (at === digits || at >= end) return -1;
    const byte = bytes[at] ?? 0;
    if (byte !== ASCII.comma && byte !== ASCII.space && byte !== ASCII.tab) return -1;
    this.duration = isNegative ? -1 : seconds;
    return at;
  }

  /** Reads the name from `from` to the end of the line, which is returned; -1 if it is not there, or an equals sign could be an attribute's. */
  private readName(buffer: SlidingBuffer, from: number, spans: Int32Array): number {
    const { bytes, words, end } = buffer;
    const last = (end - 1) >> 2;
    let word = from >> 2;
    let four = (words[word] ?? 0) | ((1 << ((from & 3) * 8)) - 1);
    let to: number;
    for (;;) {
      const other = four ^ EQUALS_SIGNS;
      const hits = (((other - 0x01010101) & ~other) | ((four - 0x0e0e0e0e) & ~four)) & 0x80808080;
      if (hits === 0 && word < last) {
        word += 1;
        four = words[word] ?? 0;
        continue;
      }
      to = (word << 2) + ((31 - Math.clz32(hits & -hits)) >>> 3);
      if (to >= end) return -1;
      four |= 0xff << ((to & 3) * 8);
      // An equals sign is a sign like others, but right behind a name, where it could belong to an attribute.
      if (((EQUALS_PLACES[bytes[to] ?? 0] ?? 0) & (EQUALS_PLACES[(bytes[to - 1] ?? 0) + 256] ?? 0)) === 0) break;
    }
    if (bytes[to] !== ASCII.lf && bytes[to] !== ASCII.cr) return -1;
    let start = from;
    let stop = to;
    while (start < stop && (bytes[start] === ASCII.space || bytes[start] === ASCII.tab)) start += 1;
    while (stop > start && (bytes[stop - 1] === ASCII.space || bytes[stop - 1] === ASCII.tab)) stop -= 1;
    spans[M3U.name * 2] = start;
    spans[M3U.name * 2 + 1] = stop;
    if (stop > start) this.present |= 1 << M3U.name;
    else this.present &= ~(1 << M3U.name);
    return to;
  }
}
