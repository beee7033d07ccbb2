import { ByteInterner, MAX_WORD_TABLE_BYTES, WordTable } from '../text';
import { lower } from './bytes';

/** Room of the lists at the beginning. */
const FIRST_SIZE = 256;
/** A set's number before a name. */
const SET_BYTES = 4;

/**
 * Rows of series by their group and name. Neighbouring episodes write the name of their show the same way, so its bytes are looked up as they stand;
 * spellings that differ in letter case (ASCII) meet in the second step.
 */
export class ShowRows {
  private readonly spellings = new WordTable();
  /** By number of the spelling: row + 1, and the set it was met in. */
  private rows: Uint32Array = new Uint32Array(FIRST_SIZE);
  private sets: Uint32Array = new Uint32Array(FIRST_SIZE);
  private readonly names = new WordTable();
  /** Names too long for that. */
  private readonly longNames = new ByteInterner();
  /** By number of the name, twice that, and one more for a long one: row + 1. */
  private nameRows: Uint32Array = new Uint32Array(FIRST_SIZE);
  /** By row: how many episodes it has. */
  private episodes: Uint32Array = new Uint32Array(FIRST_SIZE);
  private readonly folded = new Uint8Array(MAX_WORD_TABLE_BYTES + 4);
  private readonly foldedWords = new Int32Array(this.folded.buffer);
  private spelling = -1;
  private name = 0;

  /** The row of the show written in bytes `start..end` of `words`, in the groups of `set`, or -1: then it has to be asked for by name. */
  find(words: Int32Array, start: number, end: number, set: number): number {
    const spelling = this.spellings.intern(words, start, end);
    const isKnown = spelling >= 0 && spelling < this.rows.length && this.sets[spelling] === set;
    const row = isKnown ? (this.rows[spelling] ?? 0) - 1 : -1;
    this.spelling = row < 0 ? spelling : -1;
    return row;
  }

  /** The row of a show by its name, without year; -1 for a new one. */
  findName(bytes: Uint8Array, start: number, end: number, set: number): number {
    this.name = this.numberOf(bytes, start, end, set);
    return this.name < this.nameRows.length ? (this.nameRows[this.name] ?? 0) - 1 : -1;
  }

  /** Keeps the row of a show under the name {@link findName} and the spelling {@link find} was asked last. */
  keep(row: number, set: number): void {
    const { spelling, name } = this;
    if (name >= this.nameRows.length) this.nameRows = grown(this.nameRows, name);
    this.nameRows[name] = row + 1;
    this.spelling = -1;
    if (spelling < 0) return;
    if (spelling >= this.rows.length) {
      this.rows = grown(this.rows, spelling);
      this.sets = grown(this.sets, spelling);
    }
    this.rows[spelling] = row + 1;
    this.sets[spelling] = set;
  }

  /** Counts an episode of a series and returns how many it has now. */
  countEpisode(row: number): number {
    if (row >= this.episodes.length) this.episodes = grown(this.episodes, row);
    const count = (this.episodes[row] ?? 0) + 1;
    this.episodes[row] = count;
    return count;
  }

  /** Counts an episode of each of `count` series. */
  countEpisodes(rows: Uint32Array, count: number): void {
    for (let i = 0; i < count; i += 1) this.countEpisode(rows[i] ?? 0);
  }

  /** The number of a set and a name, which is folded. */
  private numberOf(bytes: Uint8Array, start: number, end: number, set: number): number {
    const length = SET_BYTES + end - start;
    const isLong = length > MAX_WORD_TABLE_BYTES;
    const folded = isLong ? new Uint8Array(length) : this.folded;
    for (let i = 0; i < SET_BYTES; i += 1) folded[i] = (set >>> (i * 8)) & 0xff;
    for (let at = SET_BYTES; at < length; at += 1) folded[at] = lower(bytes[start + at - SET_BYTES] ?? 0);
    return isLong ? this.longNames.intern(folded, 0, length) * 2 + 1 : this.names.intern(this.foldedWords, 0, length) * 2;
  }
}

/** A larger one of the same numbers, with room for one at `index`. */
function grown(numbers: Uint32Array, index: number): Uint32Array {
  const larger = new Uint32Array(Math.max(numbers.length * 2, index + 1));
  larger.set(numbers);
  return larger;
}
