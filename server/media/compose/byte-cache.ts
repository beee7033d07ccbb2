/** Keeps the most recently used byte arrays up to a total size. */
export class ByteCache {
  private readonly entries = new Map<string, Uint8Array>();
  private size = 0;

  constructor(private readonly maxBytes: number) {}

  /** The bytes of `key`, made when they are not held. */
  get(key: string, make: () => Uint8Array): Uint8Array {
    const known = this.entries.get(key);
    if (known !== undefined) {
      this.entries.delete(key);
      this.entries.set(key, known);
      return known;
    }
    const made = make();
    this.entries.set(key, made);
    this.size += made.length;
    for (const [oldest, bytes] of this.entries) {
      if (this.size <= this.maxBytes || oldest === key) break;
      this.entries.delete(oldest);
      this.size -= bytes.length;
    }
    return made;
  }
}
