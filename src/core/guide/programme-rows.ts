/** Numbers per programme: channel, start, stop, place of the record. */
const STRIDE = 4;
/** Small chunks: a new one is nothing new when reading is under way, and engines throw code away that does something for the first time. */
const CHUNK_BITS = 9;
const CHUNK_ROWS = 1 << CHUNK_BITS;
const CHUNK_MASK = CHUNK_ROWS - 1;

/** Programmes in the order they came, as numbers in chunks that never move: no copying as they become more. */
export class ProgrammeRows {
  private readonly chunks: Uint32Array[] = [];
  private current = new Uint32Array(0);
  private count = 0;

  /** How many there are. */
  get length(): number {
    return this.count;
  }

  /** Appends one. Times in seconds since 1970; a stop of 0 means "unknown". */
  push(channel: number, from: number, to: number, offset: number): void {
    const at = (this.count & CHUNK_MASK) * STRIDE;
    if (at === 0) {
      this.current = new Uint32Array(CHUNK_ROWS * STRIDE);
      this.chunks.push(this.current);
    }
    const { current } = this;
    current[at] = channel;
    current[at + 1] = from;
    current[at + 2] = to;
    current[at + 3] = offset;
    this.count += 1;
  }

  /** The chunk a row lies in; its numbers begin at {@link place}. */
  chunk(row: number): Uint32Array {
    return this.chunks[row >>> CHUNK_BITS] ?? this.current;
  }

  /** Where a row's four numbers begin in its {@link chunk}. */
  place(row: number): number {
    return (row & CHUNK_MASK) * STRIDE;
  }
}
