import type { Steps } from '../base';
import { hashWords } from '../text';
import { ColumnarGuide } from './columnar-guide';
import type { GuideData } from './guide-data';
import type { RecordMover, TextPool } from './record-mover';

/** Rows and bytes put together between two pauses: a millisecond on a desk computer even before the engine has compiled the loops. */
const STEP_ROWS = 128;
const STEP_BYTES = 16 * 1024;

const NO_ROWS = new Uint32Array(0);

/** Columns of a guide that is put together from parts of others, channel by channel. */
export class GuideParts {
  private readonly starts: number[] = [0];
  private readonly from: Uint32Array;
  private readonly to: Uint32Array;
  private readonly offset: Uint32Array;
  private count = 0;
  private pauseRows = STEP_ROWS;
  private pauseBytes = STEP_BYTES;

  /** Takes up to `rows` programmes. */
  constructor(
    rows: number,
    private readonly pool: TextPool,
  ) {
    this.from = new Uint32Array(rows);
    this.to = new Uint32Array(rows);
    this.offset = new Uint32Array(rows);
  }

  /** Adds a programme whose record is in the pool already. */
  add(from: number, to: number, offset: number): void {
    this.from[this.count] = from;
    this.to[this.count] = to;
    this.offset[this.count] = offset;
    this.count += 1;
  }

  endChannel(): void {
    this.starts.push(this.count);
  }

  /** Whether it is time to pause. */
  isDue(mover: RecordMover): boolean {
    if (this.count < this.pauseRows && mover.moved < this.pauseBytes) return false;
    this.pauseRows = this.count + STEP_ROWS;
    this.pauseBytes = mover.moved + STEP_BYTES;
    return true;
  }

  /** The finished guide; its revision follows from `mark` and the programmes. */
  *finishSteps(mark: string, described: Pick<GuideData, 'channels' | 'aliases' | 'matches'>): Steps<ColumnarGuide> {
    let hash = 1;
    for (let i = 0; i < mark.length; i += 1) hash = Math.imul(hash ^ mark.charCodeAt(i), 0x01000193);
    const columns: Uint32Array[] = [];
    for (const column of [this.from, this.to, this.offset]) {
      const whole = column.slice(0, this.count);
      columns.push(whole);
      yield;
      // Not the places of the texts: those depend on which guide was first.
      if (column !== this.offset) hash = hashWords(new Uint8Array(whole.buffer), hash);
      yield;
    }
    const [from, to, offset] = [columns[0] ?? NO_ROWS, columns[1] ?? NO_ROWS, columns[2] ?? NO_ROWS];
    const revision = `${hash.toString(36)}-${this.count}`;
    return new ColumnarGuide({ revision, ...described, starts: Uint32Array.from(this.starts), from, to, offset, store: this.pool.finish() });
  }
}
