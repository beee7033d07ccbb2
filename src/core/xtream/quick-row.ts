import { WordPattern } from '../text';
import type { SlidingBuffer } from '../text';
import { VALUE } from './json-row';
import type { JsonRow } from './json-row';
import { isBlankByte, skipContainer } from './json-scan';

const [QUOTE, COMMA, COLON, MINUS, OPEN_LIST, CLOSE_LIST, BACKSLASH, OPEN, CLOSE] = [0x22, 0x2c, 0x3a, 0x2d, 0x5b, 0x5d, 0x5c, 0x7b, 0x7d];
/** Names remembered; rows of panels have twenty or thirty. */
const MAX_KEYS = 64;
/** Longest name remembered, with its quotes and colon. */
const MAX_KEY_BYTES = 40;
const QUOTES = QUOTE * 0x01010101;
const BACKSLASHES = BACKSLASH * 0x01010101;

/** Position of the first quote or backslash in `bytes[from..end)`, or `end`. Looks at four bytes at a time. */
function findTextSign(bytes: Uint8Array, words: Int32Array, from: number, end: number): number {
  let at = from;
  for (; (at & 3) !== 0; at += 1) {
    if (at >= end) return end;
    const byte = bytes[at];
    if (byte === QUOTE || byte === BACKSLASH) return at;
  }
  const last = end >> 2;
  let word = at >> 2;
  for (; word < last; word += 1) {
    // Bit Twiddling Hacks: "Determine if a word has a byte equal to n".
    const value = words[word] ?? 0;
    const quote = value ^ QUOTES;
    const slash = value ^ BACKSLASHES;
    if (((((quote - 0x01010101) & ~quote) | ((slash - 0x01010101) & ~slash)) & 0x80808080) !== 0) break;
  }
  for (at = word << 2; at < end; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE || byte === BACKSLASH) return at;
  }
  return end;
}

/**
 * Reads rows written as nearly all panels write them: valid JSON without blanks around its signs, with names that were met before and mostly in the
 * same order. Everything else is left to the careful way of `JsonRowReader`, which this one never disagrees with.
 */
export class QuickRow {
  /** A row could not be read because of a name nobody knew. */
  isLearning = false;
  private readonly keys: WordPattern[] = [];
  private readonly columns: number[] = [];
  /** Which name followed another one the last time; the first of a row follows the last place. */
  private readonly followers = new Uint8Array(MAX_KEYS + 1);

  /** Reads the object at `start` into `row`; where it ends, or -1 if it is not regular, or not complete. */
  read(buffer: SlidingBuffer, start: number, row: JsonRow): number {
    const { bytes, words, end } = buffer;
    let at = start + 1;
    let key = MAX_KEYS;
    for (;;) {
      key = this.keyAt(words, at, end, key);
      if (key < 0) {
        this.isLearning = true;
        return -1;
      }
      const value = at + (this.keys[key]?.length ?? 0);
      const column = this.columns[key] ?? -1;
      if (bytes[value] === QUOTE) {
        let close = findTextSign(bytes, words, value + 1, end);
        let type: number = VALUE.text;
        while (close < end && bytes[close] === BACKSLASH) {
          type = VALUE.escapedText;
          close = findTextSign(bytes, words, close + 2, end);
        }
        if (column >= 0) row.put(column, type, value + 1, close);
        at = close + 1;
      } else {
        at = this.plainEnd(bytes, value, end);
        if (at < 0) return -1;
        if (column >= 0) row.put(column, bytes[value] === OPEN || bytes[value] === OPEN_LIST ? VALUE.container : VALUE.scalar, value, at);
      }
      if (at >= end) return -1;
      if (bytes[at] === CLOSE) return at + 1;
      if (bytes[at] !== COMMA) return -1;
      at += 1;
    }
  }

  /** Remembers the name whose quote is at `quote`, if a colon and a value follow at once. */
  learn(bytes: Uint8Array, quote: number, close: number, column: number): void {
    const length = close - quote + 2;
    if (length > MAX_KEY_BYTES || this.keys.length >= MAX_KEYS || bytes[close + 1] !== COLON) return;
    const pattern = new WordPattern(length);
    pattern.set(bytes, quote, close + 2);
    if (this.keys.some((known) => known.equals(pattern))) return;
    this.keys.push(pattern);
    this.columns.push(column);
  }

  private keyAt(words: Int32Array, at: number, end: number, before: number): number {
    const { keys } = this;
    const guess = this.followers[before] ?? 0;
    const expected = keys[guess];
    if (expected !== undefined && at + expected.length < end && expected.isAt(words, at)) return guess;
    for (let key = 0; key < keys.length; key += 1) {
      const pattern = keys[key];
      if (pattern === undefined || at + pattern.length >= end || !pattern.isAt(words, at)) continue;
      this.followers[before] = key;
      return key;
    }
    return -1;
  }

  /** Where a number, a word or a container at `start` ends; -1 for anything else. */
  private plainEnd(bytes: Uint8Array, start: number, end: number): number {
    const first = bytes[start] ?? 0;
    if (first === OPEN || first === OPEN_LIST) return skipContainer(bytes, start, end);
    if (first !== MINUS && !(first >= 0x30 && first <= 0x39) && !(first >= 0x61 && first <= 0x7a)) return -1;
    let at = start + 1;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === COMMA || byte === CLOSE || byte === CLOSE_LIST || isBlankByte(byte)) return at;
    }
    return -1;
  }
}
