import { ByteInterner, GrowColumn, ScratchBytes, WordTable } from '../text';
import { lower } from './bytes';

/** A set's number before a name. */
const SET_BYTES = 4;

/**
 * Rows of series by their group and name. Neighbouring episodes write the name of their show the same way, so its bytes are looked up as they stand;
 * spellings that differ in letter case (ASCII) meet in the second step.
 */
export class ShowRows {
  private readonly spellings = new WordTable();
  /** By number of the spelling: row + 1, and the set it was met in. */
  private readonly rows = new GrowColumn();
  private readonly sets = new GrowColumn();
  private readonly names = new ByteInterner();
  /** By number of the name: row + 1. */
  private readonly nameRows = new GrowColumn();
  private readonly episodes = new GrowColumn();
  private readonly scratch = new ScratchBytes();
  private spelling = -1;
  private name = 0;

  /** The row of the show written in bytes `start..end` of `words`, in the groups of `set`, or -1: then it has to be asked for by name. */
  find(words: Int32Array, start: number, end: number, set: number): number {
    const spelling = this.spellings.intern(words, start, end);
    const row = spelling >= 0 && this.sets.at(spelling) === set ? this.rows.at(spelling) - 1 : -1;
    this.spelling = row < 0 ? spelling : -1;
    return row;
  }

  /** The row of a show by its name, without year; -1 for a new one. */
  findName(bytes: Uint8Array, start: number, end: number, set: number): number {
    this.name = this.numberOf(bytes, start, end, set);
    return this.nameRows.at(this.name) - 1;
  }

  /** Keeps the row of a show under the name {@link findName} and the spelling {@link find} was asked last. */
  keep(row: number, set: number): void {
    put(this.nameRows, this.name, row + 1);
    const { spelling } = this;
    this.spelling = -1;
    if (spelling < 0) return;
    put(this.rows, spelling, row + 1);
    put(this.sets, spelling, set);
  }

  /** Counts an episode of a series and returns how many it has now. */
  countEpisode(row: number): number {
    const count = this.episodes.at(row) + 1;
    put(this.episodes, row, count);
    return count;
  }

  /** The number of a set and a name, which is folded. */
  private numberOf(bytes: Uint8Array, start: number, end: number, set: number): number {
    const { scratch } = this;
    const length = SET_BYTES + end - start;
    scratch.ensure(length);
    const folded = scratch.bytes;
    for (let i = 0; i < SET_BYTES; i += 1) folded[i] = (set >>> (i * 8)) & 0xff;
    for (let at = SET_BYTES; at < length; at += 1) folded[at] = lower(bytes[start + at - SET_BYTES] ?? 0);
    return this.names.intern(folded, 0, length);
  }
}

/** Sets a value that may lie behind the end. */
function put(column: GrowColumn, index: number, value: number): void {
  while (column.length <= index) column.push(0);
  column.set(index, value);
}
