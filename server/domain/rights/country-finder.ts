import { isIP } from 'node:net';
import { AppError } from '#core/base';

/** Where an address is. */
export interface CountryLookup {
  /** ISO 3166-1 alpha-2; empty when it is not known. */
  countryOf(address: string): string;
}

/** A range of addresses of one country, ends included, as numbers of 128 bits. */
interface CountryRange {
  readonly from: bigint;
  readonly to: bigint;
  readonly country: string;
}

const V4_IN_V6 = 0xffffn << 32n;

function v4Number(text: string): bigint {
  return text.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function v6Number(text: string): bigint {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const hex = dotted === null ? text : `${dotted[1] ?? ''}${(v4Number(dotted[2] ?? '') >> 16n).toString(16)}:${(v4Number(dotted[2] ?? '') & 0xffffn).toString(16)}`;
  const [head = '', tail] = hex.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

/** An address as a number, IPv4 in its place among IPv6 ones; `null` for what is no address. */
export function addressNumber(text: string): bigint | null {
  const kind = isIP(text);
  if (kind === 4) return V4_IN_V6 | v4Number(text);
  return kind === 6 ? v6Number(text.split('%')[0] ?? '') : null;
}

function rangeOf(first: string, second: string | null, country: string): CountryRange | null {
  const [address = '', bits] = first.split('/');
  const from = addressNumber(address);
  if (from === null || !/^[A-Z]{2}$/.test(country)) return null;
  if (second !== null) {
    const to = addressNumber(second);
    return to === null || to < from ? null : { from, to, country };
  }
  const width = isIP(address) === 4 ? 32 : 128;
  if (bits === undefined || !/^\d{1,3}$/.test(bits) || Number(bits) > width) return null;
  const size = 1n << BigInt(width - Number(bits));
  const start = (from / size) * size;
  return { from: start, to: start + size - 1n, country };
}

/**
 * Countries of addresses from the operator's own database: lines `<first>,<last>,<country>` or `<network>/<bits>,<country>`, quotes
 * allowed, further columns passed over, as the usual country lists come. The platform ships none.
 */
export class CountryFinder implements CountryLookup {
  private readonly ranges: readonly CountryRange[];

  /** Throws `input.invalid` when no line can be read. */
  constructor(text: string) {
    const ranges: CountryRange[] = [];
    for (const line of text.split(/\r?\n/)) {
      const fields = line.split(',').map((field) => field.trim().replace(/^"(.*)"$/, '$1'));
      const [first = '', second = '', third = ''] = fields;
      const range = first.includes('/') ? rangeOf(first, null, second.toUpperCase()) : rangeOf(first, second, third.toUpperCase());
      if (range !== null) ranges.push(range);
    }
    if (ranges.length === 0) throw new AppError('input.invalid', { message: 'no line of the country file can be read; it has lines like 192.0.2.0/24,NZ' });
    this.ranges = ranges.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  }

  /** How many ranges it knows. */
  get size(): number {
    return this.ranges.length;
  }

  countryOf(address: string): string {
    const wanted = addressNumber(address);
    if (wanted === null) return '';
    let low = 0;
    let high = this.ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const range = this.ranges[middle];
      if (range !== undefined && range.from <= wanted) low = middle + 1;
      else high = middle;
    }
    const found = this.ranges[low - 1];
    return found !== undefined && wanted <= found.to ? found.country : '';
  }
}
