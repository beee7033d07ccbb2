/** When a key came, when its handlers were done, and when the first frame after it was drawn. Milliseconds, monotonic. */
export interface KeyTiming {
  readonly key: string;
  readonly atMs: number;
  readonly handledMs: number;
  readonly frameMs: number;
}

/** Keys remembered. Larger: memory while a key is held; smaller: a benchmark must read more often. */
const SIZE = 256;

/** The last keys and their frames, for benchmarks. Writing allocates nothing. */
export class KeyTrace {
  private readonly keys: string[] = [];
  private readonly times = new Float64Array(SIZE * 3);
  private written = 0;
  private framed = 0;

  /** A key came. */
  begin(key: string, atMs: number): void {
    const slot = this.written % SIZE;
    this.keys[slot] = key;
    this.times[slot * 3] = atMs;
    this.times[slot * 3 + 1] = atMs;
    this.times[slot * 3 + 2] = 0;
    this.written += 1;
  }

  /** Its handlers are done. */
  end(atMs: number): void {
    this.times[((this.written - 1) % SIZE) * 3 + 1] = atMs;
  }

  /** A frame was drawn: it is the answer to every key before it. */
  frame(atMs: number): void {
    for (; this.framed < this.written; this.framed += 1) this.times[(this.framed % SIZE) * 3 + 2] = atMs;
  }

  /** Whether a key waits for its frame. */
  get isWaiting(): boolean {
    return this.framed < this.written;
  }

  /** The last keys, oldest first. */
  read(): readonly KeyTiming[] {
    const timings: KeyTiming[] = [];
    for (let i = Math.max(0, this.written - SIZE); i < this.framed; i += 1) {
      const slot = i % SIZE;
      timings.push({ key: this.keys[slot] ?? '', atMs: this.times[slot * 3] ?? 0, handledMs: this.times[slot * 3 + 1] ?? 0, frameMs: this.times[slot * 3 + 2] ?? 0 });
    }
    return timings;
  }
}
