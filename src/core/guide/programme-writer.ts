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
/** Room of the table of shared records at the beginning. It grows early: engines throw code away that takes a branch for the first time. */
const FIRST_SHARES = 32;
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
  /** Words of the full segments, behind one that is none: an engine's code for an empty list is thrown away with the first entry. */
  private readonly segmentWords: Int32Array[] = [new Int32Array(0)];
  private mask = 0;
  /** At most so many bytes the record takes; a text replaced by another counts twice. */
  private size = 0;
  private used = 0;
  private shareOffsets = new Uint32Array(FIRST_SHARES);
  private shareHashes = new Uint32Array(FIRST_SHARES);
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
    // Several categories become one word, as they come in the same combinations again and again.
    this.join(this.categories, GUIDE_FIELD.category);
    this.join(this.people, GUIDE_FIELD.people);
    if (this.used + this.size > MAX_PIECE_BYTES) this.nextSegment();
    return this.share(this.used, this.write(this.used));
  }

  /** Seals all records; the writer must not be used after. */
  seal(): RecordStore {
    const segments = this.segments.slice();
    if (this.used > 0) segments.push(this.work.bytes.slice(0, this.used));
    return { heap: new ByteHeap(segments), prefixes: this.prefixes.toTable(), words: this.words.toTable() };
  }

  /** Makes the parts of a list one text, in the free room of the buffer, unless it is one part as it stands. */
  private join(list: PartList, field: number): void {
    const { count, starts, ends, letters } = list;
    if (count === 0) return;
    const { work } = this;
    let from = starts[0] ?? 0;
    let to = ends[0] ?? 0;
    if (count > 1 || letters[0] !== 0) {
      let size = 0;
      for (let i = 0; i < count; i += 1) size += (ends[i] ?? 0) - (starts[i] ?? 0);
      // A cut list of people would end within a name.
      if (size > MAX_TEXT_BYTES && field === GUIDE_FIELD.people) return;
      work.ensure(work.free - work.end + size + MAX_PARTS * 2);
      const { bytes } = work;
      from = work.free;
      to = from;
      for (let i = 0; i < count; i += 1) {
        if (i > 0) bytes[to++] = SEPARATOR;
        if (letters[i] !== 0) bytes[to++] = letters[i] ?? 0;
        bytes.copyWithin(to, starts[i] ?? 0, ends[i] ?? 0);
        to += (ends[i] ?? 0) - (starts[i] ?? 0);
      }
      work.free = to;
    }
    this.span(field, from, to);
  }

  private nextSegment(): void {
    // All segments but the last are full: the rest is never read.
    const segment = this.work.bytes.slice(0, MAX_PIECE_BYTES);
    segment.fill(0, this.used);
    this.segments.push(segment);
    this.segmentWords.push(new Int32Array(segment.buffer));
    this.used = 0;
  }

  /** Writes the record at `start`, filled up to whole words; where it ends. One function: engines would compile smaller ones several times. */
  private write(start: number): number {
    const { mask, starts, ends, numbers } = this;
    const { bytes } = this.work;
    let at = start;
    // Most significant group first, as in core/text.
    if (mask >= 0x4000) bytes[at++] = 0x80 | (mask >>> 14);
    if (mask >= 0x80) bytes[at++] = 0x80 | ((mask >>> 7) & 0x7f);
    bytes[at++] = mask & 0x7f;
    for (let rest = mask, field = 0; rest !== 0; rest >>>= 1, field += 1) {
      if ((rest & 1) === 0) continue;
      const type = TYPES[field] ?? 0;
      let from = starts[field] ?? 0;
      let to = ends[field] ?? 0;
      /** What comes before the text, or alone. */
      let value = -1;
      if (type === TYPE.number) {
        value = numbers[field] ?? 0;
      } else if (type === TYPE.word) {
        value = this.words.intern(bytes, from, to);
      } else if (type === TYPE.address) {
        from = this.findPrefix(from, to);
        value = this.prefix;
      } else if (type === TYPE.line) {
        let clean = from;
        while (clean < to && (bytes[clean] ?? 0) >= 0x20) clean += 1;
        if (clean < to) to = this.flatten(from, clean, to);
      }
      const hasText = type < TYPE.number;
      for (let left = value >= 0 && hasText ? 2 : 1; left > 0; left -= 1) {
        if (value < 0) value = to - from;
        for (; value > 0x7f; value >>>= 7) bytes[at++] = (value & 0x7f) | 0x80;
        bytes[at++] = value;
        value = -1;
      }
      if (!hasText) continue;
      if (to - from > SHORT_BYTES) {
        bytes.copyWithin(at, from, to);
        at += to - from;
      } else {
        for (; from < to; from += 1) bytes[at++] = bytes[from] ?? 0;
      }
    }
    while ((at & 3) !== 0) bytes[at++] = 0;
    return at;
  }

  /** Makes every run of line ends and spaces from `first` on one space, in place, since what was read is not read again; the new end. */
  private flatten(start: number, first: number, end: number): number {
    const { bytes } = this.work;
    let to = first;
    for (let from = first; from < end; from += 1) {
      const byte = bytes[from] ?? 0;
      if (byte > 0x20) bytes[to++] = byte;
      else if (to > start && bytes[to - 1] !== 0x20) bytes[to++] = 0x20;
    }
    return to;
  }

  /**
   * The offset of an equal record, or of the one at `start..end`, which then stays. A record knows its own length, so equal words over the new
   * one's length mean equal records.
   */
  private share(start: number, end: number): number {
    const { segmentWords } = this;
    const { words } = this.work;
    const first = start >> 2;
    const last = end >> 2;
    let hash = last - first;
    for (let i = first; i < last; i += 1) {
      hash = Math.imul(hash ^ (words[i] ?? 0), 0x9e3779b1);
      hash = (hash << 13) | (hash >>> 19);
    }
    hash = mixHash(hash);
    this.lastHash = hash;
    if (this.shareCount * 2 >= this.shareOffsets.length) this.growShares();
    const { shareOffsets: offsets, shareHashes: hashes } = this;
    const slots = offsets.length - 1;
    let slot = hash & slots;
    for (let known = offsets[slot] ?? 0; known !== 0; known = offsets[slot] ?? 0) {
      if (hashes[slot] === hash) {
        const segment = segmentWords[Math.floor((known - 1) / MAX_PIECE_BYTES) + 1] ?? words;
        let own = ((known - 1) % MAX_PIECE_BYTES) >> 2;
        let i = first;
        while (i < last && words[i] === segment[own]) {
          i += 1;
          own += 1;
        }
        if (i === last) return known - 1;
      }
      slot = (slot + 1) & slots;
    }
    const offset = this.segments.length * MAX_PIECE_BYTES + start;
    offsets[slot] = offset + 1;
    hashes[slot] = hash;
    this.shareCount += 1;
    this.used = end;
    return offset;
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
