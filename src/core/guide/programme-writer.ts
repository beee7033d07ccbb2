import { ByteHeap, ByteInterner, MAX_PIECE_BYTES, encodeUtf8Into, hashBytes, mixHash, utf8Capacity } from '../text';
import type { RecordStore } from '../text';
import { GUIDE_FIELD, GUIDE_FIELD_TYPES } from './guide-fields';
import type { WorkBuffer } from './work-buffer';

/** Longest text kept per field; nobody reads more on a television. */
const MAX_TEXT_BYTES = 16 * 1024;
/** Room for mask, lengths and numbers beside the texts. */
const OVERHEAD_BYTES = 512;
/** At most this many address prefixes; a guide with a directory per picture would otherwise fill the table. */
const MAX_PREFIXES = 8192;
/** Texts shorter than this are copied by a loop, longer ones by the engine's own copying, whose call costs about as much. */
const SHORT_BYTES = 24;
/** Parts of a list: people or categories. */
const MAX_PARTS = 12;
const [SLASH, SEPARATOR] = [0x2f, 0x1f];
const TYPE = { text: 0, line: 1, address: 2, number: 3, word: 4 } as const;
const TYPES = new Uint8Array(
  GUIDE_FIELD_TYPES.map((type, field) => (type === 'text' && (field === GUIDE_FIELD.title || field === GUIDE_FIELD.subtitle) ? TYPE.line : TYPE[type])),
);
const FIELDS = TYPES.length;

/** The parts of a list, in order, without doubles. */
class PartList {
  count = 0;
  readonly starts = new Int32Array(MAX_PARTS);
  readonly ends = new Int32Array(MAX_PARTS);
  /** A letter in front of each part; 0: none. */
  readonly letters = new Uint8Array(MAX_PARTS);

  add(start: number, end: number, letter: number): void {
    if (end <= start || end - start > MAX_TEXT_BYTES || this.count >= MAX_PARTS) return;
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.letters[this.count] = letter;
    this.count += 1;
  }
}

/**
 * Writes programmes' records, as `RecordCursor` of core/text reads them, straight into the heap segment at the front of a
 * {@link WorkBuffer}. Texts are given as places in the buffer and copied once. A record with the same bytes as an earlier one shares its
 * place. Records begin at multiples of four bytes, so that they are hashed and compared by words.
 */
export class ProgrammeWriter {
  /** Hash of the record written last. */
  lastHash = 0;
  readonly people = new PartList();
  readonly categories = new PartList();
  private readonly starts = new Int32Array(FIELDS);
  private readonly ends = new Int32Array(FIELDS);
  private readonly numbers = new Float64Array(FIELDS);
  private readonly prefixes = new ByteInterner();
  private readonly words = new ByteInterner();
  private readonly seenOnce = new Uint32Array(4096);
  private readonly segments: Uint8Array[] = [];
  private readonly segmentWords: Int32Array[] = [];
  private mask = 0;
  /** At most so many bytes the record takes; a text replaced by another counts twice. */
  private size = 0;
  private used = 0;
  private at = 0;
  private shareOffsets = new Uint32Array(1024);
  private shareHashes = new Uint32Array(1024);
  private shareCount = 0;
  private lastPrefix = 0;
  private prefix = 0;

  constructor(private readonly work: WorkBuffer) {}

  /** Bytes of all records so far. */
  get heapBytes(): number {
    return this.segments.length * MAX_PIECE_BYTES + this.used;
  }

  /** Begins a record. */
  begin(): void {
    this.mask = 0;
    this.size = OVERHEAD_BYTES;
    this.people.count = 0;
    this.categories.count = 0;
  }

  /** Whether the field has been given. */
  has(field: number): boolean {
    return ((this.mask >>> field) & 1) === 1;
  }

  /** A text, address or word at `bytes[start..end)` of the buffer; replaces an earlier one, unless it is empty. */
  span(field: number, start: number, end: number): void {
    if (end <= start) return;
    // A cut text is better than none, a cut address is not.
    if (end - start > MAX_TEXT_BYTES && field === GUIDE_FIELD.picture) return;
    this.starts[field] = start;
    this.ends[field] = Math.min(end, start + MAX_TEXT_BYTES);
    this.size += Math.min(end - start, MAX_TEXT_BYTES);
    this.mask |= 1 << field;
  }

  /** A text, address or word. */
  string(field: number, text: string): void {
    if (text === '') return;
    const from = this.place(text);
    this.span(field, from, this.work.free);
  }

  /** Puts a text into the free room of the buffer, up to `work.free`, and returns where it begins. */
  place(text: string): number {
    const { work } = this;
    work.ensure(work.free - work.end + utf8Capacity(text) + OVERHEAD_BYTES);
    const from = work.free;
    work.free = encodeUtf8Into(text, work.bytes, from);
    return from;
  }

  /** A number from 0 to 2^32-1. */
  number(field: number, value: number): void {
    if (!(value > 0)) return;
    this.numbers[field] = Math.min(value, 0xffffffff);
    this.mask |= 1 << field;
  }

  /** Puts the record into the heap and returns its offset. */
  finish(): number {
    this.joinCategories();
    this.makeRoom();
    const start = this.used;
    this.at = start;
    this.writeMask();
    for (let rest = this.mask, field = 0; rest !== 0; rest >>>= 1, field += 1) if ((rest & 1) === 1) this.writeField(field);
    const { bytes } = this.work;
    while ((this.at & 3) !== 0) bytes[this.at++] = 0;
    return this.share(start);
  }

  /** Seals all records; the writer must not be used after. */
  seal(): RecordStore {
    const segments = this.segments.slice();
    if (this.used > 0) segments.push(this.work.bytes.slice(0, this.used));
    return { heap: new ByteHeap(segments), prefixes: this.prefixes.toTable(), words: this.words.toTable() };
  }

  /** Several categories become one word, as they come in the same combinations again and again. */
  private joinCategories(): void {
    const { categories, work } = this;
    const { count, starts, ends } = categories;
    if (count === 0) return;
    if (count === 1) {
      this.span(GUIDE_FIELD.category, starts[0] ?? 0, ends[0] ?? 0);
      return;
    }
    const from = work.free;
    for (let i = 0; i < count; i += 1) {
      if (i > 0) work.bytes[work.free++] = SEPARATOR;
      work.bytes.copyWithin(work.free, starts[i] ?? 0, ends[i] ?? 0);
      work.free += (ends[i] ?? 0) - (starts[i] ?? 0);
    }
    this.span(GUIDE_FIELD.category, from, work.free);
  }

  /** Adds the people, and begins a new segment when the record might not fit the present one. */
  private makeRoom(): void {
    const { people } = this;
    let size = 0;
    for (let i = 0; i < people.count; i += 1) size += (people.ends[i] ?? 0) - (people.starts[i] ?? 0);
    if (people.count > 0 && size <= MAX_TEXT_BYTES) {
      this.mask |= 1 << GUIDE_FIELD.people;
      this.size += size;
    }
    if (this.used + this.size > MAX_PIECE_BYTES) this.nextSegment();
  }

  private nextSegment(): void {
    // All segments but the last are full: the rest is never read.
    const segment = this.work.bytes.slice(0, MAX_PIECE_BYTES);
    segment.fill(0, this.used);
    this.segments.push(segment);
    this.segmentWords.push(new Int32Array(segment.buffer));
    this.used = 0;
  }

  /** Most significant group first, as in core/text. */
  private writeMask(): void {
    const { bytes } = this.work;
    const { mask } = this;
    if (mask >= 0x4000) bytes[this.at++] = 0x80 | (mask >>> 14);
    if (mask >= 0x80) bytes[this.at++] = 0x80 | ((mask >>> 7) & 0x7f);
    bytes[this.at++] = mask & 0x7f;
  }

  private writeField(field: number): void {
    const start = this.starts[field] ?? 0;
    const end = this.ends[field] ?? 0;
    switch (TYPES[field]) {
      case TYPE.number:
        this.varint(this.numbers[field] ?? 0);
        return;
      case TYPE.word:
        this.varint(this.words.intern(this.work.bytes, start, Math.min(end, start + MAX_TEXT_BYTES)));
        return;
      case TYPE.address: {
        const cut = this.findPrefix(start, end);
        this.varint(this.prefix);
        this.varint(end - cut);
        this.copy(cut, end);
        return;
      }
      case TYPE.line:
        this.writeLine(start, end);
        return;
      default:
        if (field === GUIDE_FIELD.people) {
          this.writePeople();
          return;
        }
        this.varint(end - start);
        this.copy(start, end);
    }
  }

  /** A text of one line: line breaks within become spaces. Mostly short: copied and looked at in one go. */
  private writeLine(start: number, end: number): void {
    const { bytes } = this.work;
    const length = end - start;
    if (length < 0x80) {
      let to = this.at + 1;
      let from = start;
      for (; from < end; from += 1, to += 1) {
        const byte = bytes[from] ?? 0;
        if (byte < 0x20) break;
        bytes[to] = byte;
      }
      if (from === end) {
        bytes[this.at] = length;
        this.at = to;
        return;
      }
    }
    const stop = this.flatten(start, end);
    this.varint(stop - start);
    this.copy(start, stop);
  }

  /** Makes every run of line ends and spaces one space, in place, since what was read is not read again; the new end. */
  private flatten(start: number, end: number): number {
    const { bytes } = this.work;
    let from = start;
    while (from < end && (bytes[from] ?? 0) >= 0x20) from += 1;
    let to = from;
    for (; from < end; from += 1) {
      const byte = bytes[from] ?? 0;
      if (byte > 0x20) bytes[to++] = byte;
      else if (to > start && bytes[to - 1] !== 0x20) bytes[to++] = 0x20;
    }
    return to;
  }

  private writePeople(): void {
    const { people } = this;
    const { bytes } = this.work;
    let length = people.count * 2 - 1;
    for (let i = 0; i < people.count; i += 1) length += (people.ends[i] ?? 0) - (people.starts[i] ?? 0);
    this.varint(length);
    for (let i = 0; i < people.count; i += 1) {
      if (i > 0) bytes[this.at++] = SEPARATOR;
      bytes[this.at++] = people.letters[i] ?? 0;
      this.copy(people.starts[i] ?? 0, people.ends[i] ?? 0);
    }
  }

  private copy(start: number, end: number): void {
    const { bytes } = this.work;
    const length = end - start;
    if (length > SHORT_BYTES) bytes.copyWithin(this.at, start, end);
    else for (let from = start, to = this.at; from < end; from += 1, to += 1) bytes[to] = bytes[from] ?? 0;
    this.at += length;
  }

  private varint(value: number): void {
    const { bytes } = this.work;
    let rest = value;
    while (rest > 0x7f) {
      bytes[this.at++] = (rest & 0x7f) | 0x80;
      rest = rest > 0x7fffffff ? Math.floor(rest / 0x80) : rest >>> 7;
    }
    bytes[this.at++] = rest;
  }

  /** The offset of an equal record, or of this one, which then stays. */
  private share(start: number): number {
    const { words } = this.work;
    const first = start >> 2;
    const last = this.at >> 2;
    let hash = last - first;
    for (let i = first; i < last; i += 1) {
      hash = Math.imul(hash ^ (words[i] ?? 0), 0x9e3779b1);
      hash = (hash << 13) | (hash >>> 19);
    }
    hash = mixHash(hash);
    this.lastHash = hash;
    if (this.shareCount * 2 >= this.shareOffsets.length) this.growShares();
    const slots = this.shareOffsets.length - 1;
    let slot = hash & slots;
    while (this.shareOffsets[slot] !== 0) {
      const offset = (this.shareOffsets[slot] ?? 0) - 1;
      if (this.shareHashes[slot] === hash && this.isSame(offset, first, last)) return offset;
      slot = (slot + 1) & slots;
    }
    const offset = this.segments.length * MAX_PIECE_BYTES + start;
    this.shareOffsets[slot] = offset + 1;
    this.shareHashes[slot] = hash;
    this.shareCount += 1;
    this.used = this.at;
    return offset;
  }

  /** A record knows its own length, so equal words over the new one's length mean equal records. */
  private isSame(offset: number, first: number, last: number): boolean {
    const { words } = this.work;
    const segment = this.segmentWords[Math.floor(offset / MAX_PIECE_BYTES)] ?? words;
    let own = (offset % MAX_PIECE_BYTES) >> 2;
    for (let i = first; i < last; i += 1, own += 1) if (words[i] !== segment[own]) return false;
    return true;
  }

  private growShares(): void {
    const { shareOffsets: offsets, shareHashes: hashes } = this;
    const size = offsets.length * 2;
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

  /**
   * Finds the number of the part worth interning and returns where that part ends. A directory is interned when it is met for the second
   * time; one met for the first time is only remembered by its hash.
   */
  private findPrefix(start: number, end: number): number {
    const { prefixes } = this;
    const { bytes } = this.work;
    this.prefix = 0;
    let directory = end;
    while (directory > start && bytes[directory - 1] !== SLASH) directory -= 1;
    if (directory - start < 8) return start;
    // Neighbouring programmes mostly share their directory.
    if (this.lastPrefix > 0 && prefixes.equals(this.lastPrefix, bytes, start, directory)) {
      this.prefix = this.lastPrefix;
      return directory;
    }
    const known = prefixes.find(bytes, start, directory);
    if (known > 0) {
      this.prefix = known;
      this.lastPrefix = known;
      return directory;
    }
    if (prefixes.size >= MAX_PREFIXES) return start;
    const hash = hashBytes(bytes, start, directory);
    const slot = hash & (this.seenOnce.length - 1);
    if (this.seenOnce[slot] !== hash) {
      this.seenOnce[slot] = hash;
      return this.findHost(start, directory);
    }
    this.prefix = prefixes.intern(bytes, start, directory);
    return directory;
  }

  private findHost(start: number, directory: number): number {
    const { bytes } = this.work;
    let slashes = 0;
    for (let at = start; at < directory; at += 1) {
      if (bytes[at] !== SLASH) continue;
      slashes += 1;
      if (slashes < 3) continue;
      this.prefix = this.prefixes.intern(bytes, start, at + 1);
      return at + 1;
    }
    return start;
  }
}
