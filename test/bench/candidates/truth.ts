/** Hash of a text for comparing what was read with what was written; never 0, which stands for "not compared". */
export function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash ^= hash >>> 13;
  return hash === 0 ? 1 : hash >>> 0;
}

const KEY_SEED = 0x1234567;
/** Numbers before the rows: count of fields, count of rows. */
const HEAD = 2;
/** Of rows with the same key so many are tried for the best match. */
const MAX_TWINS = 32;
const MAX_EXAMPLES = 3;

/** Collects what a correct reader finds: per row a key and fields, kept as hashes. */
export class TruthWriter {
  rows = 0;
  private numbers = new Uint32Array(1 << 16);
  private used = HEAD;

  constructor(private readonly fieldCount: number) {}

  /** Adds a row; a field of `null` is not compared. */
  row(key: string, fields: readonly (string | null)[]): void {
    if (fields.length !== this.fieldCount) throw new RangeError(`${String(fields.length)} fields in place of ${String(this.fieldCount)}`);
    if (this.used + fields.length + 1 > this.numbers.length) {
      const larger = new Uint32Array(this.numbers.length * 2);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.used++] = hashText(key, KEY_SEED);
    for (const field of fields) this.numbers[this.used++] = field === null ? 0 : hashText(field);
    this.rows += 1;
  }

  /** All of it, for a file. */
  finish(): Uint8Array {
    this.numbers[0] = this.fieldCount;
    this.numbers[1] = this.rows;
    return new Uint8Array(this.numbers.buffer, 0, this.used * 4);
  }
}

/** How right a candidate's rows are. */
export interface Judgement {
  readonly expected: number;
  /** Rows whose every compared field is as written. */
  readonly right: number;
  /** Rows with a wrong field, by field. */
  readonly wrong: Readonly<Record<string, number>>;
  /** Rows that were not found at all, and rows that are none. */
  readonly missing: number;
  readonly extra: number;
  /** A few of the wrong values. */
  readonly examples: readonly string[];
}

/**
 * Compares rows with the truth, in any order: by their key, of several with the same key the one that fits best. All in typed
 * arrays, so that it also works where the heap is tiny.
 */
export class RowJudge {
  private readonly rowSize: number;
  private readonly count: number;
  private readonly slots: Int32Array;
  private readonly isTaken: Uint8Array;
  private readonly wrong: Record<string, number> = {};
  private readonly examples: string[] = [];
  private right = 0;
  private taken = 0;
  private extra = 0;

  constructor(
    private readonly truth: Uint32Array,
    private readonly fieldNames: readonly string[],
  ) {
    this.rowSize = (truth[0] ?? 0) + 1;
    this.count = truth[1] ?? 0;
    if (this.rowSize !== fieldNames.length + 1) throw new RangeError('the truth has other fields');
    let size = 16;
    while (size < this.count * 2) size *= 2;
    this.slots = new Int32Array(size).fill(-1);
    this.isTaken = new Uint8Array(this.count);
    for (let row = 0; row < this.count; row += 1) {
      let slot = this.keyOf(row) & (size - 1);
      while (this.slots[slot] !== -1) slot = (slot + 1) & (size - 1);
      this.slots[slot] = row;
    }
  }

  /** Takes a row that was read. */
  row(key: string, fields: readonly string[]): void {
    const hashes = fields.map((field) => hashText(field));
    const found = this.find(hashText(key, KEY_SEED), hashes);
    if (found < 0) {
      this.extra += 1;
      this.note(`no such row: ${key}`);
      return;
    }
    this.isTaken[found] = 1;
    this.taken += 1;
    const faults = this.faults(found, hashes);
    if (faults.length === 0) this.right += 1;
    for (const field of faults) {
      const name = this.fieldNames[field] ?? '';
      this.wrong[name] = (this.wrong[name] ?? 0) + 1;
      this.note(`${name} of ${key} read as ${JSON.stringify(fields[field])}`);
    }
  }

  /** The verdict. */
  finish(): Judgement {
    return { expected: this.count, right: this.right, wrong: this.wrong, missing: this.count - this.taken, extra: this.extra, examples: this.examples };
  }

  private keyOf(row: number): number {
    return this.truth[HEAD + row * this.rowSize] ?? 0;
  }

  private faults(row: number, hashes: readonly number[]): number[] {
    const from = HEAD + row * this.rowSize + 1;
    const faults: number[] = [];
    hashes.forEach((hash, field) => {
      const expected = this.truth[from + field] ?? 0;
      if (expected !== 0 && expected !== hash) faults.push(field);
    });
    return faults;
  }

  private find(key: number, hashes: readonly number[]): number {
    const mask = this.slots.length - 1;
    let best = -1;
    let fewest = Infinity;
    let tried = 0;
    for (let slot = key & mask; ; slot = (slot + 1) & mask) {
      const row = this.slots[slot] ?? -1;
      if (row === -1 || tried >= MAX_TWINS) return best;
      if (this.keyOf(row) !== key || this.isTaken[row] === 1) continue;
      tried += 1;
      const faults = this.faults(row, hashes).length;
      if (faults === 0) return row;
      if (faults < fewest) {
        fewest = faults;
        best = row;
      }
    }
  }

  private note(example: string): void {
    if (this.examples.length < MAX_EXAMPLES) this.examples.push(example.slice(0, 200));
  }
}
