import { AppError, fail, ok } from '../base';
import type { Result } from '../base';
import { MOST_CHUNKS, MOST_SNAPSHOT_BYTES } from './delta-format';

/** What a framed answer holds: a snapshot's chunks, or the chunks of a delta. */
export type FrameKind = 'whole' | 'delta';

/** A framed answer taken apart. */
export interface Frame {
  readonly kind: FrameKind;
  readonly chunks: readonly Uint8Array[];
}

/** Media type of a framed snapshot. */
export const SNAPSHOT_MEDIA_TYPE = 'application/vnd.hearth.snapshot';
/** Media type of a framed search index; its frame is a whole one. */
export const SEARCH_INDEX_MEDIA_TYPE = 'application/vnd.hearth.search-index';
/** Media type of a framed delta. */
export const DELTA_MEDIA_TYPE = 'application/vnd.hearth.snapshot-delta';

const MAGIC: Readonly<Record<FrameKind, string>> = { whole: 'HRTW', delta: 'HRTD' };
/** Magic, number of chunks. */
const PREFIX_BYTES = 8;

function broken(what: string): Result<never, AppError> {
  return fail(new AppError('storage.broken', { message: `frame: ${what}`, facts: { what } }));
}

/** Chunks with what tells them apart in front: four characters, their number, their lengths (32 bit, little-endian). Copies nothing. */
export function encodeFrame(kind: FrameKind, chunks: readonly Uint8Array[]): readonly Uint8Array[] {
  const head = new Uint8Array(PREFIX_BYTES + 4 * chunks.length);
  const numbers = new DataView(head.buffer);
  for (let i = 0; i < 4; i += 1) head[i] = MAGIC[kind].charCodeAt(i);
  numbers.setUint32(4, chunks.length, true);
  chunks.forEach((chunk, index) => {
    numbers.setUint32(PREFIX_BYTES + 4 * index, chunk.length, true);
  });
  return [head, ...chunks];
}

function kindOf(bytes: Uint8Array): FrameKind | null {
  const magic = String.fromCharCode(bytes[0] ?? 0, bytes[1] ?? 0, bytes[2] ?? 0, bytes[3] ?? 0);
  if (magic === MAGIC.whole) return 'whole';
  return magic === MAGIC.delta ? 'delta' : null;
}

/**
 * Takes a framed answer apart while it arrives. Bytes are copied once, to where they stay. Fails with `storage.broken` and
 * `facts.what` = `foreign` (something else came), `size` (impossible lengths), `cut` (too few bytes) or `long` (too many).
 */
export class FrameReader {
  private head = new Uint8Array(PREFIX_BYTES);
  private headUsed = 0;
  private kind: FrameKind | null = null;
  private lengths: readonly number[] | null = null;
  /** Made when their first byte comes: all at once would hold up a frame. */
  private readonly chunks: Uint8Array[] = [];
  private used = 0;
  private problem = '';
  private done = 0;
  private total = 0;

  /** Takes the next bytes; `false` when reading on is of no use. */
  push(bytes: Uint8Array): boolean {
    let at = 0;
    while (at < bytes.length && this.problem === '') at = this.lengths === null ? this.pushHead(bytes, at) : this.pushBody(bytes, at);
    return this.problem === '';
  }

  /** How much is here, 0..1; -1 before the lengths are known. */
  get fraction(): number {
    if (this.lengths === null) return -1;
    return this.total === 0 ? 1 : this.done / this.total;
  }

  /** Nothing more will come. */
  end(): Result<Frame, AppError> {
    if (this.problem !== '') return broken(this.problem);
    const { kind, chunks, lengths } = this;
    if (kind === null || lengths === null) return broken(this.headUsed < 4 ? 'foreign' : 'cut');
    if (this.done !== this.total) return broken('cut');
    // Empty ones at the end, which no byte announced.
    while (chunks.length < lengths.length) chunks.push(new Uint8Array(0));
    return ok({ kind, chunks });
  }

  private pushHead(bytes: Uint8Array, at: number): number {
    const count = Math.min(bytes.length - at, this.head.length - this.headUsed);
    this.head.set(bytes.subarray(at, at + count), this.headUsed);
    this.headUsed += count;
    if (this.headUsed < this.head.length) return at + count;
    const numbers = new DataView(this.head.buffer);
    const chunkCount = numbers.getUint32(4, true);
    if (this.kind === null) {
      this.kind = kindOf(this.head);
      if (this.kind === null || chunkCount > MOST_CHUNKS) this.problem = this.kind === null ? 'foreign' : 'size';
      else this.growHead(chunkCount);
      if (chunkCount > 0) return at + count;
    }
    if (this.problem === '') this.readLengths(numbers, chunkCount);
    return at + count;
  }

  private growHead(chunkCount: number): void {
    const larger = new Uint8Array(PREFIX_BYTES + 4 * chunkCount);
    larger.set(this.head);
    this.head = larger;
  }

  private readLengths(numbers: DataView, chunkCount: number): void {
    const lengths: number[] = [];
    for (let i = 0; i < chunkCount; i += 1) lengths.push(numbers.getUint32(PREFIX_BYTES + 4 * i, true));
    this.total = lengths.reduce((sum, length) => sum + length, 0);
    if (this.total > MOST_SNAPSHOT_BYTES) this.problem = 'size';
    else this.lengths = lengths;
  }

  private pushBody(bytes: Uint8Array, at: number): number {
    let chunk = this.chunks[this.chunks.length - 1];
    while (chunk === undefined || this.used === chunk.length) {
      const length = this.lengths?.[this.chunks.length];
      if (length === undefined) {
        this.problem = 'long';
        return bytes.length;
      }
      chunk = new Uint8Array(length);
      this.chunks.push(chunk);
      this.used = 0;
    }
    const count = Math.min(bytes.length - at, chunk.length - this.used);
    chunk.set(bytes.subarray(at, at + count), this.used);
    this.used += count;
    this.done += count;
    return at + count;
  }
}

/** Takes a framed answer apart that is here whole; chunks are views of it. Fails like {@link FrameReader}. */
export function splitFrame(bytes: Uint8Array): Result<Frame, AppError> {
  const kind = bytes.length < PREFIX_BYTES ? null : kindOf(bytes);
  if (kind === null) return broken('foreign');
  const numbers = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = numbers.getUint32(4, true);
  let at = PREFIX_BYTES + 4 * count;
  if (count > MOST_CHUNKS) return broken('size');
  if (at > bytes.length) return broken('cut');
  const chunks: Uint8Array[] = [];
  for (let i = 0; i < count; i += 1) {
    const length = numbers.getUint32(PREFIX_BYTES + 4 * i, true);
    if (at + length > bytes.length) return broken('cut');
    chunks.push(bytes.subarray(at, at + length));
    at += length;
  }
  return at === bytes.length ? ok({ kind, chunks }) : broken('long');
}
