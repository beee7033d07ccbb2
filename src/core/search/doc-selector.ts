import type { DocGate } from './doc-gate';

/** Most documents a round can keep. */
export const MAX_KEPT = 512;
/** Documents gathered before the smaller ones are dropped. */
const ROOM = MAX_KEPT * 2;
const LEAST_ROOM = 160;
/** Keys lie below this. */
export const KEY_LIMIT = 1024;

/**
 * Keeps the documents with the largest keys of any number offered, as many as asked for. The key is a cheap guess of the score (how well
 * known a title is); what is kept is scored in full afterwards.
 */
export class DocSelector {
  readonly docs = new Int32Array(ROOM);
  count = 0;
  /** Documents with keys below this are not needed any more. */
  threshold = 0;
  private readonly keys = new Uint16Array(ROOM);
  private readonly histogram = new Uint16Array(KEY_LIMIT);
  private wanted = MAX_KEPT;
  private room = ROOM;

  constructor(private readonly gate: DocGate) {}

  /** Begins a round that keeps `wanted`. */
  begin(wanted: number): void {
    this.count = 0;
    this.threshold = 0;
    this.wanted = Math.min(MAX_KEPT, wanted);
    this.room = Math.max(LEAST_ROOM, Math.min(ROOM, this.wanted * 2));
  }

  /** Ends a round: no more than what was wanted is left in {@link docs}. */
  end(): void {
    if (this.count > this.wanted) this.shrink();
  }

  /**
   * Raises the threshold by what blocks of documents hold: `largest[first..behind)` is the largest key in each; if so many blocks as are
   * wanted have a document of some key, smaller ones are not needed.
   */
  raise(largest: Uint8Array, first: number, behind: number): void {
    const { histogram } = this;
    histogram.fill(0);
    for (let block = first; block < behind; block += 1) {
      const key = largest[block] ?? 0;
      histogram[key] = (histogram[key] ?? 0) + 1;
    }
    let key = 255;
    let blocks = histogram[key] ?? 0;
    while (key > 0 && blocks < this.wanted) {
      key -= 1;
      blocks += histogram[key] ?? 0;
    }
    if (blocks >= this.wanted) this.threshold = Math.max(this.threshold, key);
  }

  /** Offers a document; `key` 0..1023. */
  offer(doc: number, key: number): void {
    if (key < this.threshold || !this.gate.admits(doc)) return;
    this.docs[this.count] = doc;
    this.keys[this.count] = key;
    this.count += 1;
    if (this.count === this.room) this.shrink();
  }

  /** Drops the smaller ones; of equal keys at the border the ones offered first stay. */
  private shrink(): void {
    const { keys, docs, histogram } = this;
    histogram.fill(0);
    for (let i = 0; i < this.count; i += 1) {
      const key = keys[i] ?? 0;
      histogram[key] = (histogram[key] ?? 0) + 1;
    }
    let border = KEY_LIMIT;
    let above = 0;
    while (border > 0 && above + (histogram[border - 1] ?? 0) <= this.wanted) {
      border -= 1;
      above += histogram[border] ?? 0;
    }
    // Keys from `border` on all stay, of `border - 1` as many as fit.
    let room = this.wanted - above;
    let to = 0;
    for (let i = 0; i < this.count; i += 1) {
      const key = keys[i] ?? 0;
      if (key < border - 1 || (key === border - 1 && room-- <= 0)) continue;
      docs[to] = docs[i] ?? 0;
      keys[to] = key;
      to += 1;
    }
    this.count = to;
    // What equals the border came first and is as good: only better ones are needed.
    this.threshold = Math.max(this.threshold, border);
  }
}
