import { AppError } from '#core/base';
import { addressNumber } from './country-finder';
import type { CountryLookup } from './country-finder';

const MARKER = Buffer.from([0xab, 0xcd, 0xef, ...Buffer.from('MaxMind.com')]);
/** Between tree and data. */
const SEPARATOR_BYTES = 16;
/** The deepest nesting that is followed: country records have three levels. */
const DEEPEST = 12;

type Decoded = string | number | boolean | null | readonly Decoded[] | { readonly [name: string]: Decoded };

/** Bytes added to a size by its code, for codes 29, 30 and 31. */
const SIZE_BASES = [29, 285, 65_821] as const;
const POINTER_BASES = [0, 2048, 526_336, 0] as const;

/** Reads the typed values of a database's data section; offsets are counted from `start`. */
class DataReader {
  constructor(
    private readonly bytes: Buffer,
    private readonly start: number,
  ) {}

  read(offset: number, depth = 0): { readonly value: Decoded; readonly next: number } {
    if (depth > DEEPEST) throw new RangeError('nested too deeply');
    const control = this.bytes.readUInt8(this.start + offset);
    const kind = control >> 5;
    if (kind === 1) return this.readPointer(control, offset + 1, depth);
    const isExtended = kind === 0;
    const type = isExtended ? this.bytes.readUInt8(this.start + offset + 1) + 7 : kind;
    const { size, next } = this.readSize(control & 31, offset + (isExtended ? 2 : 1));
    if (type === 7) return this.readMap(size, next, depth);
    if (type === 11) return this.readList(size, next, depth);
    if (type === 14) return { value: size !== 0, next };
    return { value: this.readPlain(type, size, next), next: next + size };
  }

  private readSize(code: number, offset: number): { readonly size: number; readonly next: number } {
    if (code < 29) return { size: code, next: offset };
    const length = code - 28;
    return { size: (SIZE_BASES[length - 1] ?? 0) + this.bytes.readUIntBE(this.start + offset, length), next: offset + length };
  }

  private readPointer(control: number, offset: number, depth: number): { readonly value: Decoded; readonly next: number } {
    const length = ((control >> 3) & 3) + 1;
    const low = this.bytes.readUIntBE(this.start + offset, length);
    const high = length === 4 ? 0 : (control & 7) * 2 ** (8 * length);
    return { value: this.read(high + low + (POINTER_BASES[length - 1] ?? 0), depth + 1).value, next: offset + length };
  }

  private readMap(size: number, offset: number, depth: number): { readonly value: Decoded; readonly next: number } {
    const entries: Array<readonly [string, Decoded]> = [];
    let at = offset;
    for (let count = 0; count < size; count += 1) {
      const key = this.read(at, depth + 1);
      const entry = this.read(key.next, depth + 1);
      if (typeof key.value !== 'string') throw new RangeError('a key is no text');
      entries.push([key.value, entry.value]);
      at = entry.next;
    }
    return { value: Object.fromEntries(entries), next: at };
  }

  private readList(size: number, offset: number, depth: number): { readonly value: Decoded; readonly next: number } {
    const values: Decoded[] = [];
    let at = offset;
    for (let count = 0; count < size; count += 1) {
      const entry = this.read(at, depth + 1);
      values.push(entry.value);
      at = entry.next;
    }
    return { value: values, next: at };
  }

  /** Texts and small whole numbers; the rest is passed over. */
  private readPlain(type: number, size: number, offset: number): Decoded {
    const from = this.start + offset;
    if (from + size > this.bytes.length) throw new RangeError('beyond the end');
    if (type === 2) return this.bytes.toString('utf8', from, from + size);
    if (type === 5 || type === 6) return size === 0 ? 0 : this.bytes.readUIntBE(from, size);
    return null;
  }
}

function field(value: Decoded, name: string): Decoded {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? ((value as Readonly<Record<string, Decoded>>)[name] ?? null) : null;
}

/** Countries of addresses from a database in MaxMind's DB format, version 2. The platform ships none. */
export class CountryDatabase implements CountryLookup {
  private readonly data: DataReader;
  private readonly nodeCount: number;
  private readonly recordBits: number;
  private readonly isV6: boolean;

  /** Throws `input.invalid` when the bytes are no such database. */
  constructor(private readonly bytes: Buffer) {
    try {
      const metadata = new DataReader(bytes, bytes.lastIndexOf(MARKER) + MARKER.length).read(0).value;
      this.nodeCount = Number(field(metadata, 'node_count'));
      this.recordBits = Number(field(metadata, 'record_size'));
      this.isV6 = field(metadata, 'ip_version') === 6;
      const treeBytes = (this.nodeCount * this.recordBits) / 4;
      if (![24, 28, 32].includes(this.recordBits) || !(this.nodeCount > 0) || treeBytes > bytes.length) throw new RangeError('no tree');
      this.data = new DataReader(bytes, treeBytes + SEPARATOR_BYTES);
    } catch (error) {
      throw new AppError('input.invalid', { message: 'the country database is damaged', cause: error });
    }
  }

  /** Whether bytes look like such a database. */
  static isOne(bytes: Buffer): boolean {
    return bytes.includes(MARKER);
  }

  countryOf(address: string): string {
    const wanted = addressNumber(address);
    if (wanted === null) return '';
    // Databases hold IPv4 addresses at the very beginning of IPv6's.
    const isV4 = wanted >> 32n === 0xffffn;
    const number = isV4 ? wanted & 0xffffffffn : wanted;
    if (!isV4 && !this.isV6) return '';
    try {
      return this.find(number, this.isV6 ? 128 : 32);
    } catch {
      // A damaged record: nobody knows the country.
      return '';
    }
  }

  private find(number: bigint, width: number): string {
    let node = 0;
    for (let bit = width - 1; bit >= 0 && node < this.nodeCount; bit -= 1) node = this.record(node, Number((number >> BigInt(bit)) & 1n));
    if (node <= this.nodeCount) return '';
    const { value } = this.data.read(node - this.nodeCount - SEPARATOR_BYTES);
    for (const name of ['country', 'registered_country']) {
      const code = field(field(value, name), 'iso_code');
      if (typeof code === 'string' && /^[A-Z]{2}$/.test(code)) return code;
    }
    return '';
  }

  private record(node: number, side: number): number {
    const at = (node * this.recordBits) / 4;
    if (this.recordBits !== 28) return this.bytes.readUIntBE(at + (side * this.recordBits) / 8, this.recordBits / 8);
    const middle = this.bytes.readUInt8(at + 3);
    return side === 0 ? (middle >> 4) * 2 ** 24 + this.bytes.readUIntBE(at, 3) : (middle & 15) * 2 ** 24 + this.bytes.readUIntBE(at + 4, 3);
  }
}
