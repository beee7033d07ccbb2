import { AppError, fail } from '../base';
import type { Result } from '../base';
import { hashWords } from '../text';

/** Version of the instructions; a television says which one it reads, and gets the whole from a platform that writes another. */
export const DELTA_FORMAT = 1;
/** More than any catalogue is; guards against allocating what a damaged length says. */
export const MOST_SNAPSHOT_BYTES = 512 * 1024 * 1024;
/** More chunks than any snapshot has. */
export const MOST_CHUNKS = 65_536;

/** Words of the head chunk: version, base length, base checksum, target checksum, number of target chunks; then their lengths. */
export const HEAD_WORDS = 5;
/** How an instruction takes bytes from the base, in the lowest bit of its length. */
export const PLAIN_COPY = 0;
/** A copy of 32-bit little-endian words with a number added to each, modulo 2^32; its length counts words. */
export const ADDING_COPY = 1;

/** How many bytes chunks have together. */
export function totalBytes(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}

/** Continues a checksum over a list of chunks; begin with {@link EMPTY_CHECKSUM}. Where chunks are cut changes it. */
export function addChecksum(checksum: number, chunk: Uint8Array): number {
  return hashWords(chunk, checksum);
}

/** The checksum of no chunks. */
export const EMPTY_CHECKSUM = 0x48525444;

/** The failing answer of everything here. */
export function brokenDelta(what: string): Result<never, AppError> {
  return fail(new AppError('storage.broken', { message: `delta: ${what}`, facts: { what } }));
}

/** Signed to unsigned, small stays small: 0, -1, 1, -2 become 0, 1, 2, 3. For values below 2^31. */
export function zigzag(value: number): number {
  return value >= 0 ? value * 2 : -value * 2 - 1;
}

/** Inverse of {@link zigzag}. */
export function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
