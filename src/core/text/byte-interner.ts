import { copyBytes } from './byte-heap';
import { FNV_OFFSET, FNV_PRIME, mixHash } from './hash-bytes';
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

/** Strings there is room for at the beginning. Few, so that growing is nothing new when it matters: engines throw code away that does something for the first time. */
const FIRST_STRINGS = 4;

/** Gives equal byte strings one number. Number 0 is the empty string. */
export class ByteInterner {
  private bytes = new Uint8Array(64);
  private ends = new Uint32Array(FIRST_STRINGS);
  private hashes = new Uint32Array(FIRST_STRINGS);
  private slots = new Uint32Array(FIRST_STRINGS * 2);
  private count = 1;
  private used = 0;

  /** How many strings there are, the empty one included. */
  get size(): number {
    return this.count;
  }

  /** The number of `source[start..end)`, or -1 if it is not here. */
  find(source: Uint8Array, start: number, end: number): number {
    return this.lookUp(source, start, end, false);
  }

  /** The number of `source[start..end)`, made when new. */
  intern(source: Uint8Array, start: number, end: number): number {
    return this.lookUp(source, start, end, true);
  }

  /** Seals the table; the interner may go on. */
  toTable(): InternTable {
    return new InternTable(this.bytes.slice(0, this.used), this.ends.slice(0, this.count));
  }

  /**
   * The number of a string, made when new if `isKept`, else -1. All of it in one function: what engines take for small they compile anew into each function
   * that calls it, which costs more than the calls.
   */
  private lookUp(source: Uint8Array, start: number, end: number, isKept: boolean): number {
    if (start >= end) return 0;
    const { slots } = this;
    let mixed = FNV_OFFSET;
    for (let i = start; i < end; i += 1) mixed = Math.imul(mixed ^ (source[i] ?? 0), FNV_PRIME);
    const hash = mixHash(mixed);
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let id = slots[slot] ?? 0; id !== 0; id = slots[slot] ?? 0) {
      if (this.hashes[id] === hash) {
        let own = this.ends[id - 1] ?? 0;
        if ((this.ends[id] ?? 0) - own === end - start) {
          let at = start;
          while (at < end && source[at] === this.bytes[own]) {
            at += 1;
            own += 1;
          }
          if (at === end) return id;
        }
      }
      slot = (slot + 1) & mask;
    }
    if (!isKept) return -1;
    const id = this.count;
    const used = this.used + end - start;
    if (used > this.bytes.length) this.bytes = grown(this.bytes, new Uint8Array(Math.max(used, this.bytes.length * 2)));
    if (id >= this.ends.length) {
      this.ends = grown(this.ends, new Uint32Array(id * 2));
      this.hashes = grown(this.hashes, new Uint32Array(id * 2));
    }
    copyBytes(source, start, end, this.bytes, this.used);
    this.used = used;
    this.ends[id] = used;
    this.hashes[id] = hash;
    slots[slot] = id;
    this.count = id + 1;
    if (this.count * 2 > slots.length) this.rehash();
    return id;
  }

  /** Whether the string with this number is `source[start..end)`. */
  equals(id: number, source: Uint8Array, start: number, end: number): boolean {
    const from = this.ends[id - 1] ?? 0;
    if ((this.ends[id] ?? 0) - from !== end - start) return false;
    const { bytes } = this;
    for (let i = start, own = from; i < end; i += 1, own += 1) if (source[i] !== bytes[own]) return false;
    return true;
  }

  private rehash(): void {
    const slots = new Uint32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 1; id < this.count; id += 1) {
      let slot = (this.hashes[id] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.slots = slots;
  }
}

function grown<T extends Uint8Array | Uint32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
