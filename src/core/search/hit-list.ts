/** The best documents so far, best first; as many as asked for. */
export class HitList {
  count = 0;
  readonly docs: Int32Array;
  readonly scores: Int32Array;
  private limit = 0;

  constructor(capacity: number) {
    this.docs = new Int32Array(capacity);
    this.scores = new Int32Array(capacity);
  }

  /** Empties it for `limit` documents. */
  begin(limit: number): void {
    this.count = 0;
    this.limit = Math.min(limit, this.docs.length);
  }

  /** Whether only better documents are taken from now on. */
  isFull(): boolean {
    return this.count >= this.limit;
  }

  /** The score of the last one; 0 while there is none. */
  get leastScore(): number {
    return this.count === 0 ? 0 : (this.scores[this.count - 1] ?? 0);
  }

  /** Whether a document with this score would be taken. */
  accepts(doc: number, score: number): boolean {
    if (this.count < this.limit) return true;
    const last = this.scores[this.count - 1] ?? 0;
    return score > last || (score === last && doc < (this.docs[this.count - 1] ?? 0));
  }

  /** Takes a document; one that is there gets the better score. Equal scores: in order of the documents. */
  put(doc: number, score: number): void {
    const { docs, scores } = this;
    for (let i = 0; i < this.count; i += 1) {
      if (docs[i] !== doc) continue;
      if (score <= (scores[i] ?? 0)) return;
      this.removeAt(i);
      break;
    }
    if (!this.accepts(doc, score)) return;
    let at = this.count < this.limit ? this.count : this.count - 1;
    while (at > 0 && ((scores[at - 1] ?? 0) < score || ((scores[at - 1] ?? 0) === score && (docs[at - 1] ?? 0) > doc))) {
      docs[at] = docs[at - 1] ?? 0;
      scores[at] = scores[at - 1] ?? 0;
      at -= 1;
    }
    docs[at] = doc;
    scores[at] = score;
    if (this.count < this.limit) this.count += 1;
  }

  /** Whether a document is there. */
  has(doc: number): boolean {
    for (let i = 0; i < this.count; i += 1) if (this.docs[i] === doc) return true;
    return false;
  }

  /** Drops the last ones so that `room` are free. */
  makeRoom(room: number): void {
    this.count = Math.max(0, Math.min(this.count, this.limit - room));
  }

  private removeAt(index: number): void {
    this.docs.copyWithin(index, index + 1, this.count);
    this.scores.copyWithin(index, index + 1, this.count);
    this.count -= 1;
  }
}
