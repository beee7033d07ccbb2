import { copyBytes } from './byte-heap';
import { hashBytes } from './hash-bytes';
import { decodeUtf8 } from './utf8';

/** Byte strings by number, read back as text. Number 0 is the empty string. */
export class InternTable {
  private readonly texts: (string | undefined)[] = [];

  /** `bytes` holds all strings one behind the other; string `i` ends at `ends[i]`. */
  constructor(
    readonly bytes: Uint8Array,
    readonly ends: Uint32Array,
  ) {}

  /** How many strings there are, the empty one included. */
  get size(): number {
    return this.ends.length;
  }

  /** The string with this number; `""` when there is none. Decoded once. */
  text(id: number): string {
    const known = this.texts[id];
    if (known !== undefined) return known;
    if (id <= 0 || id >= this.ends.length) return '';
    const text = decodeUtf8(this.bytes, this.ends[id - 1] ?? 0, this.ends[id] ?? 0);
    this.texts[id] = text;
    return text;
  }

  /** Bytes held, decoded strings not counted. */
  get heldBytes(): number {
    return this.bytes.byteLength + this.ends.byteLength;
  }
}

/** Gives equal byte strings one number. Number 0 is the empty string. */
export class ByteInterner {
  private bytes = new Uint8Array(1024);
  private ends = new Uint32Array(64);
  private hashes = new Uint32Array(64);
  private slots = new Uint32Array(128);
  private count = 1;
  private used = 0;

  /** How many strings there are, the empty one included. */
  get size(): number {
    return this.count;
  }

  /** The number of `source[start..end)`, or -1 if it is not here. */
  find(source: Uint8Array, start: number, end: number): number {
    return start >= end ? 0 : this.lookUp(source, start, end, hashBytes(source, start, end));
  }

  /** The number of `source[start..end)`, made when new. */
  intern(source: Uint8Array, start: number, end: number): number {
    if (start >= end) return 0;
    const hash = hashBytes(source, start, end);
    const known = this.lookUp(source, start, end, hash);
    return known >= 0 ? known : this.add(source, start, end, hash);
  }

  /** Seals the table; the interner may go on. */
  toTable(): InternTable {
    return new InternTable(this.bytes.slice(0, this.used), this.ends.slice(0, this.count));
  }

  private lookUp(source: Uint8Array, start: number, end: number, hash: number): number {
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = this.slots[slot] ?? 0;
      if (id === 0) return -1;
      if (this.hashes[id] === hash && this.equals(id, source, start, end)) return id;
    }
  }

  /** Whether the string with this number is `source[start..end)`. */
  equals(id: number, source: Uint8Array, start: number, end: number): boolean {
    const from = this.ends[id - 1] ?? 0;
    if ((this.ends[id] ?? 0) - from !== end - start) return false;
    const { bytes } = this;
    for (let i = start, own = from; i < end; i += 1, own += 1) if (source[i] !== bytes[own]) return false;
    return true;
  }

  private add(source: Uint8Array, start: number, end: number, hash: number): number {
    const id = this.count;
    const newUsed = this.used + end - start;
    if (newUsed > this.bytes.length) this.bytes = grown(this.bytes, new Uint8Array(Math.max(newUsed, this.bytes.length * 2)));
    if (id >= this.ends.length) {
      this.ends = grown(this.ends, new Uint32Array(id * 2));
      this.hashes = grown(this.hashes, new Uint32Array(id * 2));
    }
    copyBytes(source, start, end, this.bytes, this.used);
    this.used = newUsed;
    this.ends[id] = newUsed;
    this.hashes[id] = hash;
    this.count = id + 1;
    if (this.count * 2 > this.slots.length) this.rehash();
    else this.place(id, hash);
    return id;
  }

  private place(id: number, hash: number): void {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = id;
  }

  private rehash(): void {
    this.slots = new Uint32Array(this.slots.length * 2);
    for (let id = 1; id < this.count; id += 1) this.place(id, this.hashes[id] ?? 0);
  }
}

function grown<T extends Uint8Array | Uint32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
