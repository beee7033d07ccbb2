import type { Steps } from '../base';
import type { Row, RowList } from './records';

/** Places of the list beneath that share one count. More: a look-up walks further; fewer: more memory. */
const BLOCK = 128;
const STEP_BLOCKS = 32;

/** Tells which rows are left out. */
export interface LeftOut {
  has(row: Row): boolean;
}

/** A list of which some rows are left out. It copies none of them: it knows how many are left before every 128th place. */
export class SiftedRows implements RowList {
  readonly length: number;

  private constructor(
    private readonly base: RowList,
    private readonly leftOut: LeftOut,
    /** Rows left before each block, and all of them at the end. */
    private readonly before: Int32Array,
  ) {
    this.length = before[before.length - 1] ?? 0;
  }

  /** Counts once through `base`. */
  static *makeSteps(base: RowList, leftOut: LeftOut): Steps<SiftedRows> {
    const bleftOut = Math.ceil(base.length / BLOCK);
    const before = new Int32Array(bleftOut + 1);
    let left = 0;
    for (let block = 0; block < bleftOut; block += 1) {
      const end = Math.min(base.length, (block + 1) * BLOCK);
      for (let at = block * BLOCK; at < end; at += 1) if (!leftOut.has(base.at(at))) left += 1;
      before[block + 1] = left;
      if (block % STEP_BLOCKS === STEP_BLOCKS - 1) yield;
    }
    return new SiftedRows(base, leftOut, before);
  }

  at(index: number): Row {
    if (!(index >= 0 && index < this.length)) return -1;
    let low = 0;
    let high = this.before.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.before[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    let seen = this.before[low] ?? 0;
    for (let at = low * BLOCK; at < this.base.length; at += 1) {
      const row = this.base.at(at);
      if (this.leftOut.has(row)) continue;
      if (seen === index) return row;
      seen += 1;
    }
    return -1;
  }

  indexOf(row: Row): number {
    const at = this.leftOut.has(row) ? -1 : this.base.indexOf(row);
    if (at < 0) return -1;
    const block = Math.floor(at / BLOCK);
    let index = this.before[block] ?? 0;
    for (let i = block * BLOCK; i < at; i += 1) if (!this.leftOut.has(this.base.at(i))) index += 1;
    return index;
  }
}
