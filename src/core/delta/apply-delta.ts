import { ok, runSteps } from '../base';
import type { AppError, Result, Steps } from '../base';
import { ADDING_COPY, DELTA_FORMAT, EMPTY_CHECKSUM, HEAD_WORDS, MOST_CHUNKS, MOST_SNAPSHOT_BYTES, addChecksum, brokenDelta, totalBytes, unzigzag } from './delta-format';

/** Bytes worked on between two yields: about half a millisecond of copying on a desk computer. */
const BYTES_PER_STEP = 512 * 1024;
/** What an instruction costs beside its bytes, in bytes. */
const INSTRUCTION_COST = 256;
/** A word with addition takes as long as this many copied bytes. */
const WORD_COST = 64;

/** What a delta says of itself. */
interface Head {
  readonly baseBytes: number;
  readonly baseChecksum: number;
  readonly targetChecksum: number;
  readonly lengths: readonly number[];
}

function readHead(head: Uint8Array): Head | null {
  if (head.length < 4 * HEAD_WORDS || head.length % 4 !== 0) return null;
  const numbers = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const word = (index: number): number => numbers.getUint32(4 * index, true);
  const count = word(4);
  if (word(0) !== DELTA_FORMAT || count > MOST_CHUNKS || head.length !== 4 * (HEAD_WORDS + count)) return null;
  const lengths: number[] = [];
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    lengths.push(word(HEAD_WORDS + i));
    total += word(HEAD_WORDS + i);
  }
  return total > MOST_SNAPSHOT_BYTES ? null : { baseBytes: word(1), baseChecksum: word(2), targetChecksum: word(3), lengths };
}

/** A list of chunks as one row of bytes with a place in it. Whoever reads or writes has judged before that it fits. */
class ChunkTape {
  private index = 0;
  private start = 0;
  /** The place within the chunk at `index`. */
  private at = 0;

  constructor(readonly chunks: readonly Uint8Array[]) {}

  /** Goes to a place counted from the begin of the first chunk. */
  seek(position: number): void {
    while (this.index > 0 && position < this.start) {
      this.index -= 1;
      this.start -= this.chunks[this.index]?.length ?? 0;
    }
    this.at = position - this.start;
    this.skipEnds();
  }

  /** The next stretch of at most `most` bytes that lies in one chunk; the place moves behind it. */
  next(most: number): Uint8Array {
    this.skipEnds();
    const chunk = this.chunks[this.index];
    if (chunk === undefined) return new Uint8Array(0);
    const view = chunk.subarray(this.at, Math.min(chunk.length, this.at + most));
    this.at += view.length;
    return view;
  }

  /** Goes back over what {@link next} gave too much. */
  back(count: number): void {
    this.at -= count;
  }

  /** The next byte. */
  read(): number {
    this.skipEnds();
    return this.chunks[this.index]?.[this.at++] ?? 0;
  }

  /** Writes a byte. */
  write(byte: number): void {
    this.skipEnds();
    const chunk = this.chunks[this.index];
    if (chunk !== undefined) chunk[this.at++] = byte;
  }

  private skipEnds(): void {
    for (let chunk = this.chunks[this.index]; chunk !== undefined && this.at >= chunk.length; chunk = this.chunks[this.index]) {
      this.at -= chunk.length;
      this.start += chunk.length;
      this.index += 1;
    }
  }
}

/** Follows the instructions. */
class DeltaApplier {
  private readonly from: ChunkTape;
  private readonly to: ChunkTape;
  private readonly baseBytes: number;
  private readonly targetBytes: number;
  private instruction = 0;
  private literal = 0;
  private written = 0;
  private baseEnd = 0;
  private addend = 0;
  private work = 0;

  constructor(
    base: readonly Uint8Array[],
    target: readonly Uint8Array[],
    private readonly instructions: Uint8Array,
    private readonly literals: Uint8Array,
  ) {
    this.from = new ChunkTape(base);
    this.to = new ChunkTape(target);
    this.baseBytes = totalBytes(base);
    this.targetBytes = totalBytes(target);
  }

  /** `true` when everything fitted and nothing is left over. */
  *runSteps(): Steps<boolean> {
    while (this.instruction < this.instructions.length) {
      const literal = this.varint();
      if (literal > this.literals.length - this.literal || literal > this.targetBytes - this.written) return false;
      yield* this.move(new ChunkTape([this.literals.subarray(this.literal, this.literal + literal)]), literal);
      this.literal += literal;
      if (!(yield* this.copySteps())) return false;
    }
    return this.written === this.targetBytes && this.literal === this.literals.length;
  }

  private *copySteps(): Steps<boolean> {
    const code = this.varint();
    // Only the last instruction copies nothing.
    if (code === 0) return this.instruction === this.instructions.length;
    const isAdding = code % 2 === ADDING_COPY;
    const length = Math.floor(code / 2) * (isAdding ? 4 : 1);
    const start = this.baseEnd + unzigzag(this.varint());
    if (isAdding) this.addend = (this.addend + unzigzag(this.varint())) | 0;
    if (!(start >= 0 && start + length <= this.baseBytes && length <= this.targetBytes - this.written)) return false;
    this.from.seek(start);
    this.baseEnd = start + length;
    this.work += INSTRUCTION_COST;
    if (isAdding) yield* this.addWords(length / 4);
    else yield* this.move(this.from, length);
    return true;
  }

  private *move(source: ChunkTape, length: number): Steps<void> {
    for (let left = length; left > 0; ) {
      const view = source.next(Math.min(left, BYTES_PER_STEP));
      const room = this.to.next(view.length);
      room.set(view.length === room.length ? view : view.subarray(0, room.length));
      source.back(view.length - room.length);
      left -= room.length;
      this.written += room.length;
      if (this.isDue(room.length)) yield;
    }
  }

  private *addWords(words: number): Steps<void> {
    const { from, to, addend } = this;
    for (let word = 0; word < words; word += 1) {
      const value = (from.read() | (from.read() << 8) | (from.read() << 16) | (from.read() << 24)) + addend;
      to.write(value & 0xff);
      to.write((value >>> 8) & 0xff);
      to.write((value >>> 16) & 0xff);
      to.write((value >>> 24) & 0xff);
      if (this.isDue(WORD_COST)) yield;
    }
    this.written += words * 4;
  }

  private isDue(cost: number): boolean {
    this.work += cost;
    if (this.work < BYTES_PER_STEP) return false;
    this.work = 0;
    return true;
  }

  /** A number; one that was cut short reads as far as it goes, and the checksum tells. */
  private varint(): number {
    let value = 0;
    let factor = 1;
    for (let count = 0; count < 7; count += 1) {
      const byte = this.instructions[this.instruction++] ?? 0;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) break;
      factor *= 128;
    }
    return value;
  }
}

/** Empty chunks; making 20 MB of zeros at once would hold up a frame. */
function* allocateSteps(lengths: readonly number[]): Steps<readonly Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  let work = 0;
  for (const length of lengths) {
    chunks.push(new Uint8Array(length));
    work += length;
    if (work < BYTES_PER_STEP) continue;
    work = 0;
    yield;
  }
  return chunks;
}

function* checksumSteps(chunks: readonly Uint8Array[]): Steps<number> {
  let checksum = EMPTY_CHECKSUM;
  let work = 0;
  for (const chunk of chunks) {
    checksum = addChecksum(checksum, chunk);
    work += chunk.length;
    if (work < BYTES_PER_STEP) continue;
    work = 0;
    yield;
  }
  return checksum;
}

/**
 * Makes the target out of `base` and the chunks `encodeDelta` gave. The base is not changed; the target's chunks are new. Fails
 * with `storage.broken` and `facts.what`: `format` (another version, no delta), `base` (made for other bytes), `damaged` (it points
 * outside, or the result has another checksum). Cost: copying and two checksums, about 30 ms for 20 MB on a desk computer.
 */
export function* applyDeltaSteps(
  base: readonly Uint8Array[],
  delta: readonly Uint8Array[],
): Steps<Result<readonly Uint8Array[], AppError>> {
  const [headBytes, instructions, literals] = delta;
  const head = headBytes === undefined ? null : readHead(headBytes);
  if (head === null || instructions === undefined || literals === undefined) return brokenDelta('format');
  if (totalBytes(base) !== head.baseBytes || (yield* checksumSteps(base)) !== head.baseChecksum) return brokenDelta('base');
  const target = yield* allocateSteps(head.lengths);
  const isSound = yield* new DeltaApplier(base, target, instructions, literals).runSteps();
  if (!isSound || (yield* checksumSteps(target)) !== head.targetChecksum) return brokenDelta('damaged');
  return ok(target);
}

/** {@link applyDeltaSteps} at once. */
export function applyDelta(base: readonly Uint8Array[], delta: readonly Uint8Array[]): Result<readonly Uint8Array[], AppError> {
  return runSteps(applyDeltaSteps(base, delta));
}
