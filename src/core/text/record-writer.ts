import { MAX_PIECE_BYTES, ScratchBytes, copyBytes } from './byte-heap';
import type { ByteHeapBuilder } from './byte-heap';
import type { ByteInterner } from './byte-interner';
import { hashBytes } from './hash-bytes';

/** Longest text kept per field. Longer: a `data:` picture of hundreds of kilobytes would fill the heap for nothing. */
const MAX_TEXT_BYTES = 16 * 1024;
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
  private readonly scratch = new ScratchBytes();
  private readonly encoded = new ScratchBytes();
  private readonly seenOnce = new Uint32Array(4096);
  private shareOffsets = new Uint32Array(0);
  private shareHashes = new Uint32Array(0);
  private shareCount = 0;
  private mask = 0;
  private at = 0;
  private readonly lastPrefix = new Uint32Array(32);
  /** Number of the prefix {@link findPrefix} found. */
  private prefix = 0;

  constructor(
    private readonly heap: ByteHeapBuilder,
    private readonly shared: SharedTexts,
  ) {}

  /** Begins a record. */
  begin(): void {
    this.mask = 0;
    this.at = 4;
  }

  /** A text field from bytes. */
  text(field: number, source: Uint8Array, start: number, end: number): void {
    if (end <= start) return;
    const stop = Math.min(end, start + MAX_TEXT_BYTES);
    this.mask |= 1 << field;
    this.bytes(source, start, stop);
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
    this.mask |= 1 << field;
    const cut = this.findPrefix(field, source, start, end);
    this.scratch.ensure(this.at + OVERHEAD_BYTES);
    this.varint(this.prefix);
    this.bytes(source, cut, end);
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
    this.scratch.ensure(this.at + OVERHEAD_BYTES);
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

  /** Puts the record into the heap and returns its offset. */
  finish(): number {
    return this.heap.append(this.scratch.bytes, this.sealMask(), this.at);
  }

  /** As {@link finish}, but a record with the same bytes as an earlier one shares its place: repeats cost nothing. */
  finishShared(): number {
    const start = this.sealMask();
    const bytes = this.scratch.bytes;
    if (this.shareCount * 2 >= this.shareOffsets.length) this.growShares();
    const hash = hashBytes(bytes, start, this.at);
    const last = this.shareOffsets.length - 1;
    let slot = hash & last;
    while (this.shareOffsets[slot] !== 0) {
      const offset = (this.shareOffsets[slot] ?? 0) - 1;
      if (this.shareHashes[slot] === hash && this.isSame(offset, start)) return offset;
      slot = (slot + 1) & last;
    }
    const offset = this.heap.append(bytes, start, this.at);
    this.shareOffsets[slot] = offset + 1;
    this.shareHashes[slot] = hash;
    this.shareCount += 1;
    return offset;
  }

  /** A record knows its own length, so equal bytes over the new one's length mean equal records. */
  private isSame(offset: number, start: number): boolean {
    const segment = this.heap.segment(offset);
    const from = this.heap.position(offset);
    for (let at = start, own = from; at < this.at; at += 1, own += 1) if (this.scratch.bytes[at] !== segment[own]) return false;
    return true;
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

  /** Writes the mask in front of the fields and returns where the record begins. */
  private sealMask(): number {
    const bytes = this.scratch.bytes;
    let start = 4;
    // Most significant group first, so that the mask can be written backwards in front of the fields.
    let rest = this.mask;
    start -= 1;
    bytes[start] = rest & 0x7f;
    rest >>>= 7;
    while (rest !== 0) {
      start -= 1;
      bytes[start] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    return start;
  }

  private bytes(source: Uint8Array, start: number, end: number): void {
    // A record must fit one segment: what does not fit any more is left empty.
    const stop = this.at + (end - start) + OVERHEAD_BYTES > MAX_PIECE_BYTES ? start : end;
    this.scratch.ensure(this.at + (stop - start) + OVERHEAD_BYTES);
    this.varint(stop - start);
    copyBytes(source, start, stop, this.scratch.bytes, this.at);
    this.at += stop - start;
  }

  private varint(value: number): void {
    const bytes = this.scratch.bytes;
    let rest = value;
    while (rest > 0x7f) {
      bytes[this.at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    bytes[this.at++] = rest;
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
