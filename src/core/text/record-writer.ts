import { MAX_PIECE_BYTES, ScratchBytes } from './byte-heap';
import type { ByteHeapBuilder } from './byte-heap';
import type { ByteInterner } from './byte-interner';
import { hashBytes } from './hash-bytes';

/** Longest text kept per field. Longer: a `data:` picture of hundreds of kilobytes would fill the heap for nothing. */
const MAX_TEXT_BYTES = 16 * 1024;
/** A record is begun in place where so much room is left; most are shorter. */
const IN_PLACE_BYTES = 2048;
/** Texts up to this length are copied by a loop: a view costs more. */
const LOOP_BYTES = 72;
/** Room for mask, lengths and prefix numbers beside the texts. */
const OVERHEAD_BYTES = 512;
/** At most this many address prefixes; a playlist with a directory per row would otherwise fill the table. */
const MAX_PREFIXES = 8192;
const SLASH = 0x2f;

/** Interned texts that all records of one heap share. */
export interface SharedTexts {
  /** Address prefixes, ending with a slash. */
  readonly prefixes: ByteInterner;
  /** Short repeated texts: containers, genre lists, qualities. */
  readonly words: ByteInterner;
}

/**
 * Writes packed records into a heap, one after the other. A record is a varint mask of the fields present, then the fields in
 * order of their bit (0..27): a text as varint length and bytes; an address as varint number of an interned prefix, then as a
 * text; numbers and interned words as varints. Fields must be written in the order of their bits; an empty text or a zero
 * is left out. No allocation per record. {@link RecordCursor} reads them.
 */
export class RecordWriter {
  /** Holds a record that has no room where the heap goes on. */
  private readonly scratch = new ScratchBytes();
  private readonly encoded = new ScratchBytes();
  private readonly seenOnce = new Uint32Array(4096);
  private shareOffsets = new Uint32Array(0);
  private shareHashes = new Uint32Array(0);
  private shareCount = 0;
  private mask = 0;
  /** Where the record is written: in place in the heap, or in the scratch; it begins at `start` and goes on at `at`. */
  private target: Uint8Array = this.scratch.bytes;
  private isInPlace = false;
  private start = 0;
  private at = 0;
  /** Bytes kept for the mask: as many as the record before needed. */
  private maskBytes = 1;
  private readonly lastPrefix = new Uint32Array(32);
  /** Number of the prefix the last {@link split} found; 0: none. */
  prefix = 0;
  /** Where in its source that prefix ended. */
  prefixEnd = 0;

  constructor(
    private readonly heap: ByteHeapBuilder,
    private readonly shared: SharedTexts,
  ) {}

  /** Begins a record. Nobody else may append to the heap before it is finished. */
  begin(): void {
    const { heap } = this;
    this.mask = 0;
    this.isInPlace = heap.room >= IN_PLACE_BYTES;
    this.target = this.isInPlace ? heap.tail : this.scratch.bytes;
    this.start = this.isInPlace ? heap.used : 0;
    this.at = this.start + this.maskBytes;
  }

  /** A text field from bytes. */
  text(field: number, source: Uint8Array, start: number, end: number): void {
    if (end <= start) return;
    const stop = Math.min(end, start + MAX_TEXT_BYTES);
    this.mask |= 1 << field;
    this.bytes(source, start, stop);
  }

  /**
   * Fields at once, as {@link text}, {@link splitKnown} and {@link number} write them one by one: `plan` holds four numbers for each of `count`, its field, -1
   * or a number that comes first (an address's prefix), and where in `source` its text begins and ends. Less than 0 as the beginning: no text, the number
   * is all. Texts must be shorter than {@link MAX_TEXT_BYTES}; an empty one without a number is left out.
   */
  fields(source: Uint8Array, plan: Int32Array, count: number): void {
    let needed = OVERHEAD_BYTES;
    for (let i = 0; i < count; i += 1) needed += (plan[i * 4 + 3] ?? 0) - (plan[i * 4 + 2] ?? 0);
    if (this.at + needed > this.target.length) this.makeRoom(needed);
    const { target } = this;
    let { at, mask } = this;
    for (let i = 0; i < count * 4; i += 4) {
      let from = plan[i + 2] ?? 0;
      const end = plan[i + 3] ?? 0;
      let rest = plan[i + 1] ?? 0;
      if (rest < 0 && from >= end) continue;
      mask |= 1 << (plan[i] ?? 0);
      // First the number, then the length of the text.
      for (let left = rest < 0 || from < 0 ? 1 : 2; left > 0; left -= 1) {
        if (rest < 0) rest = end - from;
        for (; rest > 0x7f; rest >>>= 7) target[at++] = (rest & 0x7f) | 0x80;
        target[at++] = rest;
        rest = -1;
      }
      for (; from + 3 < end; from += 4, at += 4) {
        target[at] = source[from] ?? 0;
        target[at + 1] = source[from + 1] ?? 0;
        target[at + 2] = source[from + 2] ?? 0;
        target[at + 3] = source[from + 3] ?? 0;
      }
      for (; from < end; from += 1) target[at++] = source[from] ?? 0;
    }
    this.at = at;
    this.mask = mask;
  }

  /** A text field. */
  textString(field: number, value: string): void {
    if (value === '') return;
    const end = this.encoded.encode(value, 0);
    this.text(field, this.encoded.bytes, 0, end);
  }

  /** An address field from bytes; one longer than {@link MAX_TEXT_BYTES} is left out, since a cut one is of no use. */
  split(field: number, source: Uint8Array, start: number, end: number): void {
    if (end <= start || end - start > MAX_TEXT_BYTES) return;
    this.prefixEnd = this.findPrefix(field, source, start, end);
    this.splitKnown(field, this.prefix, source, this.prefixEnd, end);
  }

  /** An address field whose prefix is known by number, from an earlier row's {@link prefix}: what follows it is `source[start..end)`. */
  splitKnown(field: number, prefix: number, source: Uint8Array, start: number, end: number): void {
    this.mask |= 1 << field;
    if (this.at + OVERHEAD_BYTES > this.target.length) this.makeRoom(OVERHEAD_BYTES);
    this.varint(prefix);
    this.bytes(source, start, end);
  }

  /** An address field. */
  splitString(field: number, value: string): void {
    if (value === '') return;
    const end = this.encoded.encode(value, 0);
    this.split(field, this.encoded.bytes, 0, end);
  }

  /** A number field: an integer from 0 to 2^32-1. */
  number(field: number, value: number): void {
    if (!(value > 0)) return;
    this.mask |= 1 << field;
    if (this.at + OVERHEAD_BYTES > this.target.length) this.makeRoom(OVERHEAD_BYTES);
    this.varint(Math.min(Math.floor(value), 0xffffffff));
  }

  /** An interned field from bytes. */
  word(field: number, source: Uint8Array, start: number, end: number): void {
    this.number(field, this.shared.words.intern(source, start, Math.min(end, start + MAX_TEXT_BYTES)));
  }

  /** An interned field. */
  wordString(field: number, value: string): void {
    if (value === '') return;
    const end = this.encoded.encode(value, 0);
    this.word(field, this.encoded.bytes, 0, end);
  }

  /** The number of an interned text, for {@link number}; for callers that keep it. */
  wordOf(value: string): number {
    const end = this.encoded.encode(value, 0);
    return this.shared.words.intern(this.encoded.bytes, 0, end);
  }

  /** The number of a whole text as a prefix, for {@link splitKnown}: what all rows of a list share is kept once. */
  prefixOf(value: string): number {
    const end = this.encoded.encode(value, 0);
    return this.shared.prefixes.intern(this.encoded.bytes, 0, Math.min(end, MAX_TEXT_BYTES));
  }

  /** Puts the record into the heap and returns its offset. */
  finish(): number {
    this.sealMask();
    return this.put();
  }

  /** As {@link finish}, but a record with the same bytes as an earlier one shares its place: repeats cost nothing. */
  finishShared(): number {
    this.sealMask();
    if (this.shareCount * 2 >= this.shareOffsets.length) this.growShares();
    const hash = hashBytes(this.target, this.start, this.at);
    const last = this.shareOffsets.length - 1;
    let slot = hash & last;
    while (this.shareOffsets[slot] !== 0) {
      const offset = (this.shareOffsets[slot] ?? 0) - 1;
      if (this.shareHashes[slot] === hash && this.isSame(offset)) return offset;
      slot = (slot + 1) & last;
    }
    const offset = this.put();
    this.shareOffsets[slot] = offset + 1;
    this.shareHashes[slot] = hash;
    this.shareCount += 1;
    return offset;
  }

  /** A record knows its own length, so equal bytes over the new one's length mean equal records. */
  private isSame(offset: number): boolean {
    const segment = this.heap.segment(offset);
    const from = this.heap.position(offset);
    for (let at = this.start, own = from; at < this.at; at += 1, own += 1) if (this.target[at] !== segment[own]) return false;
    return true;
  }

  private put(): number {
    return this.isInPlace ? this.heap.take(this.at - this.start) : this.heap.append(this.target, this.start, this.at);
  }

  /** Makes room for `count` bytes more: moves a record that was begun in place to the scratch, and lets that grow. */
  private makeRoom(count: number): void {
    const { scratch, start } = this;
    const length = this.at - start;
    scratch.ensure(length + count);
    if (this.isInPlace) scratch.bytes.set(this.target.subarray(start, this.at));
    this.target = scratch.bytes;
    this.isInPlace = false;
    this.start = 0;
    this.at = length;
  }

  private growShares(): void {
    const { shareOffsets: offsets, shareHashes: hashes } = this;
    const size = Math.max(1024, offsets.length * 2);
    this.shareOffsets = new Uint32Array(size);
    this.shareHashes = new Uint32Array(size);
    for (let old = 0; old < offsets.length; old += 1) {
      if (offsets[old] === 0) continue;
      let slot = (hashes[old] ?? 0) & (size - 1);
      while (this.shareOffsets[slot] !== 0) slot = (slot + 1) & (size - 1);
      this.shareOffsets[slot] = offsets[old] ?? 0;
      this.shareHashes[slot] = hashes[old] ?? 0;
    }
  }

  /** Writes the mask in front of the fields. */
  private sealMask(): void {
    const { mask } = this;
    const length = mask < 0x80 ? 1 : mask < 0x4000 ? 2 : mask < 0x200000 ? 3 : 4;
    if (length !== this.maskBytes) {
      if (this.at + OVERHEAD_BYTES > this.target.length) this.makeRoom(OVERHEAD_BYTES);
      this.target.copyWithin(this.start + length, this.start + this.maskBytes, this.at);
      this.at += length - this.maskBytes;
      this.maskBytes = length;
    }
    const { target, start } = this;
    // Most significant group first.
    for (let left = length - 1; left >= 0; left -= 1) target[start + length - 1 - left] = ((mask >>> (left * 7)) & 0x7f) | (left === 0 ? 0 : 0x80);
  }

  private bytes(source: Uint8Array, start: number, end: number): void {
    // A record must fit one segment: what does not fit any more is left empty.
    const stop = this.at - this.start + (end - start) + OVERHEAD_BYTES > MAX_PIECE_BYTES ? start : end;
    const length = stop - start;
    if (this.at + length + OVERHEAD_BYTES > this.target.length) this.makeRoom(length + OVERHEAD_BYTES);
    this.varint(length);
    const { target } = this;
    let to = this.at;
    this.at = to + length;
    if (length > LOOP_BYTES) {
      target.set(source.subarray(start, stop), to);
      return;
    }
    let from = start;
    for (const last = stop - 3; from < last; from += 4, to += 4) {
      target[to] = source[from] ?? 0;
      target[to + 1] = source[from + 1] ?? 0;
      target[to + 2] = source[from + 2] ?? 0;
      target[to + 3] = source[from + 3] ?? 0;
    }
    for (; from < stop; from += 1, to += 1) target[to] = source[from] ?? 0;
  }

  private varint(value: number): void {
    const { target } = this;
    let rest = value;
    while (rest > 0x7f) {
      target[this.at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    target[this.at++] = rest;
  }

  /**
   * Finds the number of the part worth interning and returns where that part ends. A directory is interned when it is met
   * for the second time; one met for the first time is only remembered by its hash, and the row gets by with the host.
   */
  private findPrefix(field: number, source: Uint8Array, start: number, end: number): number {
    const { prefixes } = this.shared;
    this.prefix = 0;
    let directory = end;
    while (directory > start && source[directory - 1] !== SLASH) directory -= 1;
    if (directory - start < 8) return start;
    // Neighbouring rows mostly share their directory.
    const last = this.lastPrefix[field] ?? 0;
    if (last > 0 && prefixes.equals(last, source, start, directory)) {
      this.prefix = last;
      return directory;
    }
    const known = prefixes.find(source, start, directory);
    if (known > 0) {
      this.prefix = known;
      this.lastPrefix[field] = known;
      return directory;
    }
    if (prefixes.size < MAX_PREFIXES) {
      const hash = hashBytes(source, start, directory);
      const slot = hash & (this.seenOnce.length - 1);
      if (this.seenOnce[slot] === hash) {
        this.prefix = prefixes.intern(source, start, directory);
        return directory;
      }
      this.seenOnce[slot] = hash;
    }
    return this.findHost(source, start, directory);
  }

  private findHost(source: Uint8Array, start: number, directory: number): number {
    const { prefixes } = this.shared;
    let slashes = 0;
    for (let i = start; i < directory; i += 1) {
      if (source[i] !== SLASH) continue;
      slashes += 1;
      if (slashes < 3) continue;
      const isRoom = prefixes.size < MAX_PREFIXES;
      const id = isRoom ? prefixes.intern(source, start, i + 1) : prefixes.find(source, start, i + 1);
      this.prefix = Math.max(0, id);
      return id > 0 ? i + 1 : start;
    }
    return start;
  }
}
