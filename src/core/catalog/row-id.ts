import { Fingerprint, ScratchBytes } from '../text';

/**
 * What identifies a row, in two columns of 32 bits:
 *
 * - `high` 0: the provider's number is `low` (Xtream ids)
 * - `high` with its top bit: a fingerprint of 63 bits
 * - `high` with its second bit: 62 bits of a hash of the provider's text id, which stands in the record
 */
export interface RowId {
  readonly high: number;
  readonly low: number;
}

const FINGERPRINT_BIT = 0x80000000;
const TEXT_BIT = 0x40000000;
const HALF_MASK = 0x7fffffff;
const NUMERIC = /^(?:0|[1-9][0-9]{0,9})$/;
const FINGERPRINT = /^f([0-7][0-9a-f]{7})([0-9a-f]{8})$/;

const scratch = new ScratchBytes();
const hash = new Fingerprint();

/** Whether `high` marks a fingerprint. */
export function isFingerprint(high: number): boolean {
  return high >= FINGERPRINT_BIT;
}

/** Whether `high` marks a text id. */
export function isTextId(high: number): boolean {
  return high >= TEXT_BIT && high < FINGERPRINT_BIT;
}

/** The `high` column's value for a fingerprint. */
export function fingerprintHigh(high: number): number {
  return ((high & HALF_MASK) | FINGERPRINT_BIT) >>> 0;
}

function hex8(value: number): string {
  return `0000000${value.toString(16)}`.slice(-8);
}

/** How a fingerprint is written in an item key: `f` and 16 hexadecimal digits. */
export function fingerprintText(high: number, low: number): string {
  return `f${hex8(high & HALF_MASK)}${hex8(low)}`;
}

/** The id of a fingerprint as {@link fingerprintText} writes it, or `null`. */
export function parseFingerprint(text: string): RowId | null {
  const match = FINGERPRINT.exec(text);
  if (match === null) return null;
  return { high: fingerprintHigh(parseInt(match[1] ?? '', 16)), low: parseInt(match[2] ?? '', 16) };
}

/** The id of a provider's id: numbers as they are, anything else hashed. */
export function nativeRowId(nativeId: string): RowId {
  if (NUMERIC.test(nativeId)) {
    const value = Number(nativeId);
    if (value <= 0xffffffff) return { high: 0, low: value };
  }
  return hashedId(nativeId);
}

function hashedId(text: string): RowId {
  const end = scratch.encode(text, 0);
  hash.reset();
  for (let i = 0; i < end; i += 1) hash.add(scratch.bytes[i] ?? 0);
  return { high: ((hash.highHalf() & (TEXT_BIT - 1)) | TEXT_BIT) >>> 0, low: hash.lowHalf() };
}
