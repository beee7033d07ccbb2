import { WordPattern, encodeUtf8 } from '../text';
import type { SlidingBuffer } from '../text';
import { ASCII, isBlank, isDigit, isKeyByte, skipBlanks, trimEnd } from './bytes';
import type { ExtinfTarget } from './extinf-scanner';
import type { M3uField } from './m3u-contract';

/** Attributes of one line; a line with more is read the careful way. */
const MAX_ATTRIBUTES = 32;
/** Spellings of attribute names remembered; lists use a dozen. */
const MAX_KEYS = 24;
/** Longest name remembered, with the space before and `="` behind it. */
const MAX_KEY_BYTES = 40;
const FOUND_SIZE = 4;
/** Bytes below this end a line or are odd enough for the careful way. */
const CONTROL_END = 0x0e;
/** Characters beside the name in a remembered ` name="`. */
const AROUND_KEY = 3;

const INFO = encodeUtf8('#EXTINF:');

/** Position of the first `sign` or control character in `bytes[from..end)`, or `end`. */
function findSign(bytes: Uint8Array, words: Int32Array, from: number, end: number, sign: number): number {
  let at = from;
  for (; (at & 3) !== 0; at += 1) {
    if (at >= end) return end;
    const byte = bytes[at] ?? 0;
    if (byte === sign || byte < CONTROL_END) return at;
  }
  const four = sign * 0x01010101;
  const last = end >> 2;
  let word = at >> 2;
  for (; word < last; word += 1) {
    // Bit Twiddling Hacks: "Determine if a word has a byte equal to n", "… less than n".
    const value = words[word] ?? 0;
    const other = value ^ four;
    if (((((other - 0x01010101) & ~other) | ((value - 0x0e0e0e0e) & ~value)) & 0x80808080) !== 0) break;
  }
  for (at = word << 2; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === sign || byte < CONTROL_END) return at;
  }
  return end;
}

/**
 * Reads `#EXTINF` lines written as nearly all lists write them: `#EXTINF:-1 key="value" key="value",Name` with names of attributes that were met before. One
 * pass over the bytes, four at a time, that also finds the end of the line. Everything else is left to {@link ExtinfScanner}, which this one
 * never disagrees with.
 */
export class QuickExtinf {
  /** Duration, as {@link ExtinfTarget.setDuration} takes it. */
  private duration = -1;
  private nameStart = 0;
  private nameEnd = 0;
  /** Per attribute: number of its key, where the key begins, where the value begins and ends. */
  private readonly found = new Int32Array(MAX_ATTRIBUTES * FOUND_SIZE);
  private foundCount = 0;
  private readonly info = new WordPattern(INFO.length);
  private readonly keys: WordPattern[] = [];
  private readonly fields: (M3uField | -1)[] = [];
  /** Which key followed another one the last time; the first of a line follows the last place. */
  private readonly followers = new Uint8Array(MAX_KEYS + 1);
  private readonly scratch = new Uint8Array(MAX_KEY_BYTES);
  /** A line could not be read because of a name nobody knew. */
  isLearning = false;

  constructor() {
    this.info.set(INFO, 0, INFO.length);
  }

  /** Reads the line at `start`; where it ends, or -1 if it is not regular, or not complete. {@link deliver} tells what is in it. */
  read(buffer: SlidingBuffer, start: number): number {
    const { bytes, words, end } = buffer;
    if (end - start < INFO.length + 2 || !this.info.isAt(words, start)) return -1;
    let at = this.readDuration(bytes, start + INFO.length, end);
    if (at < 0) return -1;
    const { found } = this;
    let count = 0;
    let key = MAX_KEYS;
    while (bytes[at] !== ASCII.comma) {
      key = this.keyAt(words, at, end, key);
      if (key < 0 || count === MAX_ATTRIBUTES) {
        this.isLearning = key < 0;
        return -1;
      }
      const value = at + (this.keys[key]?.length ?? 0);
      const close = findSign(bytes, words, value, end, ASCII.quote);
      // A quote behind an equals sign may open the next attribute: this value's own would be missing.
      if (close >= end || bytes[close] !== ASCII.quote || bytes[close - 1] === ASCII.equals) return -1;
      const place = count * FOUND_SIZE;
      found[place] = key;
      found[place + 1] = at + 1;
      found[place + 2] = value;
      found[place + 3] = close;
      count += 1;
      at = close + 1;
      if (at >= end) return -1;
    }
    let stop = findSign(bytes, words, at + 1, end, ASCII.equals);
    // An equals sign right behind a name could belong to an attribute.
    while (bytes[stop] === ASCII.equals && stop < end && !isKeyByte(bytes[stop - 1] ?? 0)) stop = findSign(bytes, words, stop + 1, end, ASCII.equals);
    if (stop >= end || (bytes[stop] !== ASCII.lf && bytes[stop] !== ASCII.cr)) return -1;
    this.foundCount = count;
    this.nameStart = skipBlanks(bytes, at + 1, stop);
    this.nameEnd = trimEnd(bytes, at + 1, stop);
    return stop;
  }

  /** Hands out what the last {@link read} found. */
  deliver(target: ExtinfTarget): void {
    const { found, fields } = this;
    target.setDuration(this.duration);
    for (let place = 0; place < this.foundCount * FOUND_SIZE; place += FOUND_SIZE) {
      const key = found[place] ?? 0;
      const field = fields[key] ?? -1;
      const value = found[place + 2] ?? 0;
      const close = found[place + 3] ?? 0;
      if (field !== -1) target.addField(field, value, close);
      else target.addUnknown(found[place + 1] ?? 0, value - 2, value, close);
    }
    target.setName(this.nameStart, this.nameEnd);
  }

  /** Remembers a name that stood with one space before and `="` behind it. */
  learn(bytes: Uint8Array, start: number, end: number, field: M3uField | -1): void {
    const length = end - start + AROUND_KEY;
    if (length > MAX_KEY_BYTES || this.keys.length >= MAX_KEYS) return;
    const { scratch } = this;
    scratch[0] = ASCII.space;
    for (let i = start; i < end; i += 1) scratch[i - start + 1] = bytes[i] ?? 0;
    scratch[length - 2] = ASCII.equals;
    scratch[length - 1] = ASCII.quote;
    const words = new Int32Array(scratch.buffer);
    if (this.keys.some((known) => known.length === length && known.isAt(words, 0))) return;
    const pattern = new WordPattern(length);
    pattern.set(scratch, 0, length);
    this.keys.push(pattern);
    this.fields.push(field);
  }

  /** The key that stands at `at`, behind the key `before`; -1 for one nobody knows. */
  private keyAt(words: Int32Array, at: number, end: number, before: number): number {
    const { keys } = this;
    const guess = this.followers[before] ?? 0;
    const expected = keys[guess];
    // Two more bytes at least follow a key that a whole line can have.
    if (expected !== undefined && at + expected.length < end && expected.isAt(words, at)) return guess;
    for (let key = 0; key < keys.length; key += 1) {
      const pattern = keys[key];
      if (pattern === undefined || at + pattern.length >= end || !pattern.isAt(words, at)) continue;
      this.followers[before] = key;
      return key;
    }
    return -1;
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
    if (byte !== ASCII.comma && !isBlank(byte)) return -1;
    this.duration = isNegative ? -1 : seconds;
    return at;
  }
}
