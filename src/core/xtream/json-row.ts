import { ScratchBytes, decodeUtf8 } from '../text';
import type { SlidingBuffer } from '../text';

/** What a value of a row is. */
export const VALUE = { absent: 0, text: 1, escapedText: 2, scalar: 3, container: 4 } as const;

const BACKSLASH = 0x5c;

/**
 * One object of a JSON list as spans of bytes. The reader hands out the same one again and again: read or copy before
 * returning. Columns are the indexes of the names the reader was made with.
 */
export class JsonRow {
  bytes: Uint8Array = new Uint8Array(0);
  /** The same memory in words of four bytes. */
  words: Int32Array = new Int32Array(0);
  /** What {@link spanOf} found. */
  spanBytes: Uint8Array = new Uint8Array(0);
  spanStart = 0;
  spanEnd = 0;
  /** The name under which the row stood in an object of rows; empty in an array. */
  key = '';
  /** Where the list or object of rows stood: names of members with slashes between them (`categories/live`); empty for the root. */
  path = '';
  private readonly types: Uint8Array;
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  private readonly scratch = new ScratchBytes();

  constructor(columns: number) {
    this.types = new Uint8Array(columns);
    this.starts = new Int32Array(columns);
    this.ends = new Int32Array(columns);
  }

  /** Forgets all values and follows the buffer the row lies in. */
  use(buffer: SlidingBuffer): void {
    this.bytes = buffer.bytes;
    this.words = buffer.words;
    this.types.fill(0);
  }

  /** Forgets all values. */
  clear(): void {
    this.types.fill(0);
  }

  /** Takes a value; of a name that comes twice the last one counts, as in JSON.parse. */
  put(column: number, type: number, start: number, end: number): void {
    this.types[column] = type;
    this.starts[column] = start;
    this.ends[column] = end;
  }

  /** Points `spanBytes`, `spanStart`, `spanEnd` at the value as UTF-8, escapes resolved; `false` if it is absent, null or a container. */
  spanOf(column: number): boolean {
    const type = this.types[column] ?? 0;
    this.spanStart = 0;
    this.spanEnd = 0;
    if (type === VALUE.absent || type === VALUE.container) return false;
    let start = this.starts[column] ?? 0;
    let end = this.ends[column] ?? 0;
    // null; "true" and "false" stay words.
    if (type === VALUE.scalar && this.bytes[start] === 0x6e) return false;
    if (type === VALUE.escapedText) {
      this.scratch.ensure(end - start);
      end = unescapeJson(this.bytes, start, end, this.scratch.bytes);
      start = 0;
      this.spanBytes = this.scratch.bytes;
    } else {
      this.spanBytes = this.bytes;
    }
    while (start < end && (this.spanBytes[start] ?? 0) <= 0x20) start += 1;
    while (end > start && (this.spanBytes[end - 1] ?? 0) <= 0x20) end -= 1;
    this.spanStart = start;
    this.spanEnd = end;
    return end > start;
  }

  /** The value as text; `""` if it has none. */
  text(column: number): string {
    return this.spanOf(column) ? decodeUtf8(this.spanBytes, this.spanStart, this.spanEnd) : '';
  }

  /** A number, also when it is written as text; digits are read without making a string. */
  number(column: number, fallback = 0): number {
    if (!this.spanOf(column)) return fallback;
    const { spanBytes, spanEnd } = this;
    let value = 0;
    let at = this.spanStart;
    for (; at < spanEnd; at += 1) {
      const digit = (spanBytes[at] ?? 0) - 0x30;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (at === spanEnd) return value;
    // The usual decimals; signs, exponents and words go the slow way.
    if (at > this.spanStart && (spanBytes[at] === 0x2e || spanBytes[at] === 0x2c) && spanEnd - at <= 4) {
      let scale = 1;
      let part = 0;
      for (at += 1; at < spanEnd; at += 1) {
        const digit = (spanBytes[at] ?? 0) - 0x30;
        if (digit < 0 || digit > 9) break;
        part = part * 10 + digit;
        scale *= 10;
      }
      if (at === spanEnd) return (value * scale + part) / scale;
    }
    const match = /^[+-]?\d+(?:[.,]\d+)?/.exec(decodeUtf8(spanBytes, this.spanStart, Math.min(spanEnd, this.spanStart + 32)));
    return match === null ? fallback : Number(match[0].replace(',', '.'));
  }

  /** A whole number without sign, exactly; -1 for anything else. */
  digits(column: number): number {
    if (!this.spanOf(column) || this.spanEnd - this.spanStart > 15) return -1;
    let value = 0;
    for (let at = this.spanStart; at < this.spanEnd; at += 1) {
      const digit = (this.spanBytes[at] ?? 0) - 0x30;
      if (digit < 0 || digit > 9) return -1;
      value = value * 10 + digit;
    }
    return value;
  }

  /** 1, `"1"`, `true`, `"true"`. */
  flag(column: number): boolean {
    if (!this.spanOf(column)) return false;
    const first = this.spanBytes[this.spanStart] ?? 0;
    const length = this.spanEnd - this.spanStart;
    return (first === 0x31 && length === 1) || ((first | 0x20) === 0x74 && length === 4);
  }

  /** Where the value is written in {@link bytes}, without its quotes, escapes as they are; meaningless when absent. */
  startOf(column: number): number {
    return this.starts[column] ?? 0;
  }

  /** Where it ends. */
  endOf(column: number): number {
    return this.ends[column] ?? 0;
  }

  /** What kind of value it is: one of {@link VALUE}. */
  typeOf(column: number): number {
    return this.types[column] ?? 0;
  }

  /** Whether the text begins with `word` (ASCII). */
  startsWith(column: number, word: string): boolean {
    if (!this.spanOf(column) || this.spanEnd - this.spanStart < word.length) return false;
    for (let i = 0; i < word.length; i += 1) if (this.spanBytes[this.spanStart + i] !== word.charCodeAt(i)) return false;
    return true;
  }

  /** The year in `… (1999)`, in round or square brackets anywhere in what {@link spanOf} found last; 0 without one. */
  yearInSpan(): number {
    const { spanBytes } = this;
    for (let at = this.spanStart; at + 5 < this.spanEnd; at += 1) {
      const open = spanBytes[at];
      if ((open !== 0x28 && open !== 0x5b) || (spanBytes[at + 5] !== 0x29 && spanBytes[at + 5] !== 0x5d)) continue;
      let year = 0;
      for (let i = at + 1; i < at + 5; i += 1) year = year * 10 + (spanBytes[i] ?? 0) - 0x30;
      if (year >= 1880 && year < 2100) return year;
    }
    return 0;
  }

  /** {@link yearInSpan} of a column. */
  yearInBrackets(column: number): number {
    return this.spanOf(column) ? this.yearInSpan() : 0;
  }

  /** Whether a list has more than one entry, as far as its commas tell. */
  hasSeveral(column: number): boolean {
    if (this.types[column] !== VALUE.container) return false;
    const end = this.ends[column] ?? 0;
    for (let at = this.starts[column] ?? 0; at < end; at += 1) if (this.bytes[at] === 0x2c) return true;
    return false;
  }

  /** The JSON source of an array or object value; `""` for anything else. */
  source(column: number): string {
    if (this.types[column] !== VALUE.container) return '';
    return decodeUtf8(this.bytes, this.starts[column] ?? 0, this.ends[column] ?? 0);
  }
}

function hexAt(bytes: Uint8Array, pos: number, end: number): number {
  if (pos + 4 > end) return -1;
  let value = 0;
  for (let i = pos; i < pos + 4; i += 1) {
    const byte = bytes[i] ?? 0;
    const small = byte | 0x20;
    if (byte >= 0x30 && byte <= 0x39) value = value * 16 + byte - 0x30;
    else if (small >= 0x61 && small <= 0x66) value = value * 16 + small - 0x57;
    else return -1;
  }
  return value;
}

function putPoint(target: Uint8Array, at: number, point: number): number {
  let to = at;
  if (point < 0x80) {
    target[to++] = point;
  } else if (point < 0x800) {
    target[to++] = 0xc0 | (point >> 6);
    target[to++] = 0x80 | (point & 0x3f);
  } else if (point < 0x10000) {
    target[to++] = 0xe0 | (point >> 12);
    target[to++] = 0x80 | ((point >> 6) & 0x3f);
    target[to++] = 0x80 | (point & 0x3f);
  } else {
    target[to++] = 0xf0 | (point >> 18);
    target[to++] = 0x80 | ((point >> 12) & 0x3f);
    target[to++] = 0x80 | ((point >> 6) & 0x3f);
    target[to++] = 0x80 | (point & 0x3f);
  }
  return to;
}

/**
 * Resolves JSON escapes of `bytes[start..end)` into `target`, which must be as long, and returns the end. A `\u` escape never takes more
 * bytes than it is written with. Unknown escapes stand for their letter, lone surrogates become U+FFFD.
 */
export function unescapeJson(bytes: Uint8Array, start: number, end: number, target: Uint8Array): number {
  let to = 0;
  let at = start;
  while (at < end) {
    const byte = bytes[at] ?? 0;
    if (byte !== BACKSLASH) {
      target[to++] = byte;
      at += 1;
      continue;
    }
    const next = bytes[at + 1] ?? 0;
    at += 2;
    if (next === 0x75) {
      let point = hexAt(bytes, at, end);
      if (point < 0) continue;
      at += 4;
      if (point >= 0xd800 && point < 0xdc00 && bytes[at] === BACKSLASH && bytes[at + 1] === 0x75) {
        const low = hexAt(bytes, at + 2, end);
        if (low >= 0xdc00 && low < 0xe000) {
          point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
          at += 6;
        }
      }
      to = putPoint(target, to, point >= 0xd800 && point < 0xe000 ? 0xfffd : point);
    } else if (next === 0x6e || next === 0x72 || next === 0x74 || next === 0x62 || next === 0x66) {
      target[to++] = next === 0x6e ? 0x0a : next === 0x72 ? 0x0d : next === 0x74 ? 0x09 : 0x20;
    } else if (next !== 0) {
      target[to++] = next;
    }
  }
  return to;
}
