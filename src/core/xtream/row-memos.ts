import type { ColumnarBuilder, Field } from '../catalog';
import { PrefixMemo, WordTable, findByte } from '../text';
import type { JsonRow } from './json-row';
import { VALUE } from './json-row';

const [SLASH, BACKSLASH] = [0x2f, 0x5c];
/** Longer addresses go the careful way, which leaves some of them out. */
const MAX_QUICK_BYTES = 2048;

/** Writes addresses of one column; the directory of those before is recognised as it is written in the answer, escaped slashes and all. */
export class AddressColumn {
  private readonly directories = new PrefixMemo();

  constructor(
    private readonly builder: ColumnarBuilder,
    private readonly field: Field,
  ) {}

  /** Writes the first of the columns that has an address. */
  put(row: JsonRow, first: number, second = -1): void {
    if (!this.putColumn(row, first) && second >= 0) this.putColumn(row, second);
  }

  private putColumn(row: JsonRow, column: number): boolean {
    const { record } = this.builder;
    const type = row.typeOf(column);
    const isText = type === VALUE.text || type === VALUE.escapedText;
    const start = row.startOf(column);
    const end = row.endOf(column);
    const isQuick = isText && end - start < MAX_QUICK_BYTES && end > start;
    const place = isQuick ? this.directories.find(row.words, start, end) : -1;
    if (place >= 0 && this.isFile(row, start + this.directories.lengthAt(place), end)) {
      record.splitKnown(this.field, this.directories.numberAt(place), row.bytes, start + this.directories.lengthAt(place), end);
      return true;
    }
    if (!row.spanOf(column)) return false;
    record.split(this.field, row.spanBytes, row.spanStart, row.spanEnd);
    if (isQuick && place < 0 && record.prefix > 0) this.learn(row, start, end);
    return true;
  }

  /** Whether nothing but the plain name of a file stands there: blanks around addresses are cut off, escapes have to be resolved. */
  private isFile(row: JsonRow, start: number, end: number): boolean {
    const { bytes, words } = row;
    return start < end && (bytes[end - 1] ?? 0) > 0x20 && findByte(bytes, words, start, end, SLASH) === end && findByte(bytes, words, start, end, BACKSLASH) === end;
  }

  private learn(row: JsonRow, start: number, end: number): void {
    const { record } = this.builder;
    // Only a whole directory keeps its number; of one met for the first time only the host has one.
    if (findLast(row.spanBytes, record.prefixEnd, row.spanEnd) >= record.prefixEnd) return;
    const slash = findLast(row.bytes, start, end);
    if (slash >= start && (row.bytes[start] ?? 0) > 0x20) this.directories.learn(row.bytes, start, slash + 1, record.prefix);
  }
}

/** Position of the last slash, or one before `start`. */
function findLast(bytes: Uint8Array, start: number, end: number): number {
  let at = end - 1;
  while (at >= start && bytes[at] !== SLASH) at -= 1;
  return at;
}

/** Interned texts of one column, found by their bytes; what they become is worked out once. */
export class WordColumn {
  private readonly spellings = new WordTable();
  /** Number of the word + 1, by number of the spelling; 0: not worked out. */
  private words = new Uint32Array(64);

  constructor(
    private readonly builder: ColumnarBuilder,
    private readonly field: Field,
    private readonly make: (text: string) => string,
  ) {}

  /** Writes what `make` says of the column's text. */
  put(row: JsonRow, column: number): void {
    const { record } = this.builder;
    const spelling = row.typeOf(column) === VALUE.text && this.spellings.size < MAX_SPELLINGS ? this.spellings.intern(row.words, row.startOf(column), row.endOf(column)) : -1;
    if (spelling < 0) {
      record.wordString(this.field, this.make(row.text(column)));
      return;
    }
    let word = (this.words[spelling] ?? 0) - 1;
    if (word < 0) {
      const text = this.make(row.text(column));
      word = text === '' ? 0 : record.wordOf(text);
      this.keep(spelling, word);
    }
    record.number(this.field, word);
  }

  private keep(spelling: number, word: number): void {
    if (spelling >= this.words.length) {
      const larger = new Uint32Array(spelling * 2);
      larger.set(this.words);
      this.words = larger;
    }
    this.words[spelling] = word + 1;
  }
}

/** Some panels put whole sentences into the field. */
const MAX_SPELLINGS = 4096;
