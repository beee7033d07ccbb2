import { ByteHeapBuilder, ByteInterner, ScratchBytes, copyBytes, mixHash } from '../text';
import type { InternTable, RecordStore } from '../text';
import { GUIDE_FIELD_TYPES } from './guide-fields';

/** Which offset became which; two numbers per record and no object. */
class OffsetMap {
  private readonly keys: Uint32Array;
  private readonly values: Uint32Array;

  /** Room for `count` offsets; it never grows, since that would be a long piece of work at once. */
  constructor(count: number) {
    let size = 16;
    while (size * 3 < count * 4) size *= 2;
    this.keys = new Uint32Array(size);
    this.values = new Uint32Array(size);
  }

  /** The slot of an offset; free when its key is 0. Keys are offsets + 1. */
  slot(offset: number): number {
    const mask = this.keys.length - 1;
    let slot = mixHash(offset) & mask;
    while (this.keys[slot] !== 0 && this.keys[slot] !== offset + 1) slot = (slot + 1) & mask;
    return slot;
  }

  /** What the slot holds; -1 when it is free. */
  at(slot: number): number {
    return this.keys[slot] === 0 ? -1 : (this.values[slot] ?? 0);
  }

  fill(slot: number, offset: number, value: number): void {
    this.keys[slot] = offset + 1;
    this.values[slot] = value;
  }
}

/** The texts of a guide that is put together from others. */
export class TextPool {
  readonly heap: ByteHeapBuilder;
  readonly prefixes = new ByteInterner();
  readonly words = new ByteInterner();

  /** Begins empty, or with all texts of `base`: its offsets stay valid, and its full segments are shared. */
  constructor(base?: RecordStore) {
    this.heap = new ByteHeapBuilder(base?.heap);
    if (base === undefined) return;
    seed(this.prefixes, base.prefixes);
    seed(this.words, base.words);
  }

  finish(): RecordStore {
    return { heap: this.heap.finish(), prefixes: this.prefixes.toTable(), words: this.words.toTable() };
  }
}

/** Gives every string of a table the number it had there. */
function seed(interner: ByteInterner, table: InternTable): void {
  for (let id = 1; id < table.size; id += 1) interner.intern(table.bytes, table.ends[id - 1] ?? 0, table.ends[id] ?? 0);
}

/** Copies records of one guide into the texts of another, each once; numbers of interned texts are translated. */
export class RecordMover {
  /** Bytes copied so far. */
  moved = 0;
  private readonly done: OffsetMap;
  private readonly scratch = new ScratchBytes();
  private readonly wordOf: Uint32Array;
  private readonly prefixOf: Uint32Array;
  private bytes: Uint8Array = new Uint8Array(0);
  private at = 0;
  private to = 0;

  /** Copies at most `rows` different records. */
  constructor(
    private readonly source: RecordStore,
    private readonly pool: TextPool,
    rows: number,
  ) {
    this.done = new OffsetMap(rows);
    this.wordOf = new Uint32Array(source.words.size);
    this.prefixOf = new Uint32Array(source.prefixes.size);
  }

  /** The record's offset in the pool. */
  move(offset: number): number {
    const slot = this.done.slot(offset);
    const known = this.done.at(slot);
    if (known >= 0) return known;
    this.bytes = this.source.heap.segment(offset);
    this.at = this.source.heap.position(offset);
    this.to = 0;
    let mask = this.copyMask();
    for (let field = 0; mask !== 0; field += 1, mask >>>= 1) if ((mask & 1) === 1) this.copyField(field);
    const place = this.pool.heap.append(this.scratch.bytes, 0, this.to);
    this.moved += this.to;
    this.done.fill(slot, offset, place);
    return place;
  }

  private copyField(field: number): void {
    const type = GUIDE_FIELD_TYPES[field];
    this.scratch.ensure(this.to + 16);
    if (type === 'number') this.put(this.read());
    else if (type === 'word') this.put(translated(this.read(), this.wordOf, this.source.words, this.pool.words));
    if (type !== 'text' && type !== 'address') return;
    if (type === 'address') this.put(translated(this.read(), this.prefixOf, this.source.prefixes, this.pool.prefixes));
    const length = this.read();
    this.put(length);
    this.scratch.ensure(this.to + length + 16);
    copyBytes(this.bytes, this.at, this.at + length, this.scratch.bytes, this.to);
    this.at += length;
    this.to += length;
  }

  private copyMask(): number {
    let mask = 0;
    for (let count = 0; count < 5; count += 1) {
      const byte = this.bytes[this.at++] ?? 0;
      this.scratch.bytes[this.to++] = byte;
      mask = (mask << 7) | (byte & 0x7f);
      if (byte < 0x80) break;
    }
    return mask;
  }

  private read(): number {
    let value = 0;
    let factor = 1;
    for (let count = 0; count < 5; count += 1) {
      const byte = this.bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) break;
      factor *= 128;
    }
    return value;
  }

  private put(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.scratch.bytes[this.to++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.scratch.bytes[this.to++] = rest;
  }
}

/** The number an interned text has in the pool. */
function translated(id: number, known: Uint32Array, from: InternTable, to: ByteInterner): number {
  const before = known[id] ?? 0;
  if (before > 0 || id === 0) return before;
  const number = to.intern(from.bytes, from.ends[id - 1] ?? 0, from.ends[id] ?? 0);
  known[id] = number;
  return number;
}
