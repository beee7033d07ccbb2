/** Chunks begin at multiples of this, so that their checksums are read four bytes at a time. */
const ALIGNMENT = 4;
const PIECE_BYTES = 256 * 1024;

function padded(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}

/** Several chunks as one value, for what is read in one go: their number, their lengths, then the chunks. */
export function packChunks(chunks: readonly Uint8Array[]): Uint8Array {
  const headBytes = 4 * (chunks.length + 1);
  const packed = new Uint8Array(chunks.reduce((sum, chunk) => sum + padded(chunk.length), headBytes));
  const numbers = new DataView(packed.buffer);
  numbers.setUint32(0, chunks.length, true);
  let at = headBytes;
  chunks.forEach((chunk, index) => {
    numbers.setUint32(4 * (index + 1), chunk.length, true);
    packed.set(chunk, at);
    at += padded(chunk.length);
  });
  return packed;
}

/** A packed value in pieces of 256 KB at most: one that is longer holds up a frame while the store takes it in or gives it out. `joinBytes` puts them
 * together again. */
export function cutPacked(packed: Uint8Array): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < packed.length; at += PIECE_BYTES) pieces.push(packed.slice(at, at + PIECE_BYTES));
  return pieces;
}

/** Inverse of {@link packChunks}, without copying. Of anything else it makes chunks that no codec takes. */
export function unpackChunks(packed: Uint8Array): readonly Uint8Array[] {
  const chunks: Uint8Array[] = [];
  const numbers = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const count = packed.byteLength < 4 ? 0 : numbers.getUint32(0, true);
  let at = 4 * (count + 1);
  if (at > packed.byteLength) return chunks;
  for (let index = 0; index < count && at <= packed.byteLength; index += 1) {
    const length = numbers.getUint32(4 * (index + 1), true);
    chunks.push(packed.subarray(at, at + length));
    at += padded(length);
  }
  return chunks;
}
