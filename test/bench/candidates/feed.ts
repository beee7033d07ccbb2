import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { RowJudge } from './truth';

/** Piece a network hands on at once. */
const CHUNK_BYTES = 1 << 16;
const buffer = new Uint8Array(CHUNK_BYTES);

/**
 * Hands a file out in pieces of 64 KB, always in the same buffer, as a response's body arrives. `take` answers `false` to end early.
 * Returns the bytes handed out.
 */
export function feedFile(path: string, take: (chunk: Uint8Array) => unknown): number {
  const file = openSync(path, 'r');
  let bytes = 0;
  try {
    for (;;) {
      const count = readSync(file, buffer);
      if (count === 0) return bytes;
      bytes += count;
      if (take(count === CHUNK_BYTES ? buffer : buffer.subarray(0, count)) === false) return bytes;
    }
  } finally {
    closeSync(file);
  }
}

/** Hands a file out as text in pieces, for readers that take strings. */
export function feedText(path: string, take: (text: string) => void): void {
  const decoder = new TextDecoder();
  feedFile(path, (chunk) => take(decoder.decode(chunk, { stream: true })));
  const rest = decoder.decode();
  if (rest !== '') take(rest);
}

/** Opens the truth of a data file. */
export function openJudge(truthPath: string, fieldNames: readonly string[]): RowJudge {
  const bytes = readFileSync(truthPath);
  return new RowJudge(new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)), fieldNames);
}
