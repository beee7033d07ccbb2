import type { ByteHeap } from './byte-heap';
import type { InternTable } from './byte-interner';
import { decodeUtf8 } from './utf8';

/** Separates parts of a joined text: header names and values, genres, people. Does not occur in any of them. */
export const PART_SEPARATOR = '\u001f';

/** How a field is laid out, see {@link RecordWriter}. */
export type FieldType = 'text' | 'address' | 'number' | 'word';

const CODES: Readonly<Record<FieldType, number>> = { text: 0, address: 1, number: 2, word: 2 };

/** What records are read from. */
export interface RecordStore {
  readonly heap: ByteHeap;
  readonly prefixes: InternTable;
  readonly words: InternTable;
  /** Put before addresses that begin with one slash; absent: they stay as they are. */
  readonly addressBase?: string;
}

/**
 * Reads one record at a time: `open` finds the fields, the getters decode what is asked for. One cursor serves all rows;
 * nothing survives the next `open`.
 */
export class RecordCursor {
  private readonly codes: Uint8Array;
  private readonly values: Float64Array;
  private readonly starts: Int32Array;
  private readonly lengths: Int32Array;
  private bytes: Uint8Array;
  private at = 0;
  private mask = 0;

  /** `types` tells the layout of each field by its bit. */
  constructor(
    private readonly store: RecordStore,
    types: readonly FieldType[],
  ) {
    this.codes = new Uint8Array(types.map((type) => CODES[type]));
    this.values = new Float64Array(types.length);
    this.starts = new Int32Array(types.length);
    this.lengths = new Int32Array(types.length);
    this.bytes = store.heap.segment(0);
  }

  /** Goes to the record at a heap offset. */
  open(offset: number): void {
    this.bytes = this.store.heap.segment(offset);
    this.at = this.store.heap.position(offset);
    this.mask = this.readMask();
    let rest = this.mask;
    for (let field = 0; rest !== 0 && field < this.codes.length; field += 1, rest >>>= 1) {
      if ((rest & 1) === 0) continue;
      const code = this.codes[field] ?? 0;
      if (code !== 0) this.values[field] = this.readVarint();
      if (code === 2) continue;
      const length = this.readVarint();
      this.starts[field] = this.at;
      this.lengths[field] = length;
      this.at += length;
    }
  }

  /** Whether the record has the field. */
  has(field: number): boolean {
    return ((this.mask >>> field) & 1) === 1;
  }

  /** The bytes that hold the opened record, for reading a text field between {@link startOf} and {@link endOf} without a string. */
  get segment(): Uint8Array {
    return this.bytes;
  }

  /** Where a text field's bytes begin in {@link segment}; meaningless when absent. */
  startOf(field: number): number {
    return this.starts[field] ?? 0;
  }

  /** Where they end; equal to {@link startOf} when absent. */
  endOf(field: number): number {
    return this.startOf(field) + (this.has(field) ? (this.lengths[field] ?? 0) : 0);
  }

  /** A text or address field; `""` when absent. */
  text(field: number): string {
    if (!this.has(field)) return '';
    const start = this.starts[field] ?? 0;
    const text = decodeUtf8(this.bytes, start, start + (this.lengths[field] ?? 0));
    return this.codes[field] === 1 ? this.address(this.store.prefixes.text(this.values[field] ?? 0) + text) : text;
  }

  /** A number field; 0 when absent. */
  number(field: number): number {
    return this.has(field) ? (this.values[field] ?? 0) : 0;
  }

  /** An interned field; `""` when absent. */
  word(field: number): string {
    return this.has(field) ? this.store.words.text(this.values[field] ?? 0) : '';
  }

  /** A field that holds pairs (headers, properties); empty when absent. */
  pairs(field: number): Readonly<Record<string, string>> {
    const result: Record<string, string> = {};
    if (!this.has(field)) return result;
    const parts = this.text(field).split(PART_SEPARATOR);
    for (let i = 0; i + 1 < parts.length; i += 2) {
      const name = parts[i] ?? '';
      if (name !== '' && name !== '__proto__') result[name] = parts[i + 1] ?? '';
    }
    return result;
  }

  /** Only the name, without looking for the other fields: for sorting and searching many rows. */
  nameAt(offset: number): string {
    this.bytes = this.store.heap.segment(offset);
    this.at = this.store.heap.position(offset);
    const mask = this.readMask();
    if ((mask & 1) === 0) return '';
    const length = this.readVarint();
    return decodeUtf8(this.bytes, this.at, this.at + length);
  }

  private address(address: string): string {
    const { addressBase = '' } = this.store;
    return addressBase !== '' && address.charAt(0) === '/' && address.charAt(1) !== '/' ? addressBase + address : address;
  }

  private readMask(): number {
    let mask = 0;
    for (let count = 0; count < 5; count += 1) {
      const byte = this.bytes[this.at++] ?? 0;
      mask = (mask << 7) | (byte & 0x7f);
      if (byte < 0x80) break;
    }
    return mask;
  }

  private readVarint(): number {
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
}
