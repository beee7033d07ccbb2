import { AppError, fail, ok, runSteps } from '../base';
import type { Result, Steps } from '../base';
import type { NumberColumn } from './grow-column';
import { hashWords } from './hash-bytes';
import { Pace } from './pace';
import { decodeUtf8, encodeUtf8 } from './utf8';

/** Data chunks are at most this long: one IndexedDB value each, small enough to be written between two frames. */
const CHUNK_BYTES = 256 * 1024;
const PREFIX_BYTES = 16;
/** Bytes summed or copied between two pauses: about half a millisecond on a desk computer. */
const STEP_BYTES = 1024 * 1024;
/** Bytes summed at once; part of the format, since a chunk's checksum goes from piece to piece. */
const PIECE_BYTES = 64 * 1024;
const COLUMN_TYPES = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f32: Float32Array } as const;

type ColumnType = keyof typeof COLUMN_TYPES;

/** What a format is called and which version of it this code writes and reads. */
export interface SectionFormat {
  /** Four ASCII characters. */
  readonly magic: string;
  readonly version: number;
}

/** The parts of a stored snapshot. */
export interface Sections {
  /** Anything JSON can hold; judged by the caller after decoding. */
  readonly meta: unknown;
  /** Columns in a fixed order. */
  readonly columns: readonly NumberColumn[];
  /** Heap segments; each becomes a chunk of its own, not copied. */
  readonly segments: readonly Uint8Array[];
}

/** How {@link decodeSections} may read. */
export interface DecodeSectionsOptions {
  /** The chunks come straight from our own code (a worker): checksums are not compared. */
  readonly isTrusted?: boolean;
}

interface Header {
  readonly meta: unknown;
  readonly columns: readonly (readonly [type: ColumnType, length: number])[];
  readonly chunks: readonly (readonly [bytes: number, hash: number])[];
  readonly segmentCount: number;
}

function typeOf(column: NumberColumn): ColumnType {
  if (column instanceof Uint8Array) return 'u8';
  if (column instanceof Uint16Array) return 'u16';
  return column instanceof Uint32Array ? 'u32' : 'f32';
}

function asBytes(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

/** Checksum of a chunk. */
function* sumChunk(chunk: Uint8Array, pace: Pace): Steps<number> {
  let hash = chunk.length;
  for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
    hash = hashWords(chunk.subarray(at, at + PIECE_BYTES), hash);
    if (pace.isDue(PIECE_BYTES)) yield;
  }
  return hash;
}

/** Cuts columns, one behind the other, into chunks. */
function* packColumns(columns: readonly NumberColumn[], pace: Pace): Steps<Uint8Array[]> {
  const total = columns.reduce((sum, column) => sum + column.byteLength, 0);
  const chunks: Uint8Array[] = [];
  for (let left = total; left > 0; left -= CHUNK_BYTES) chunks.push(new Uint8Array(Math.min(left, CHUNK_BYTES)));
  let at = 0;
  for (const column of columns) {
    const bytes = asBytes(column);
    for (let done = 0; done < bytes.length; ) {
      const chunk = chunks[Math.floor(at / CHUNK_BYTES)];
      const to = at % CHUNK_BYTES;
      const count = Math.min(bytes.length - done, CHUNK_BYTES - to);
      chunk?.set(bytes.subarray(done, done + count), to);
      done += count;
      at += count;
      if (pace.isDue(count)) yield;
    }
  }
  return chunks;
}

function* unpackColumns(header: Header, chunks: readonly Uint8Array[], pace: Pace): Steps<NumberColumn[]> {
  const columns: NumberColumn[] = [];
  let at = 0;
  for (const [type, length] of header.columns) {
    const column = new COLUMN_TYPES[type](length);
    const bytes = asBytes(column);
    for (let done = 0; done < bytes.length; ) {
      const chunk = chunks[Math.floor(at / CHUNK_BYTES)] ?? new Uint8Array(0);
      const from = at % CHUNK_BYTES;
      const count = Math.min(bytes.length - done, chunk.length - from);
      if (count <= 0) break;
      bytes.set(chunk.subarray(from, from + count), done);
      done += count;
      at += count;
      if (pace.isDue(count)) yield;
    }
    columns.push(column);
  }
  return columns;
}

/** As {@link encodeSections}, in slices. */
export function* encodeSectionsSteps(format: SectionFormat, sections: Sections): Steps<readonly Uint8Array[]> {
  const pace = new Pace(STEP_BYTES);
  const packed = yield* packColumns(sections.columns, pace);
  yield;
  const chunks = [...packed, ...sections.segments];
  const sums: Array<readonly [bytes: number, hash: number]> = [];
  for (const chunk of chunks) sums.push([chunk.length, yield* sumChunk(chunk, pace)]);
  const header: Header = {
    meta: sections.meta,
    columns: sections.columns.map((column) => [typeOf(column), column.length] as const),
    chunks: sums,
    segmentCount: sections.segments.length,
  };
  const text = encodeUtf8(JSON.stringify(header));
  const head = new Uint8Array(PREFIX_BYTES + text.length);
  for (let i = 0; i < 4; i += 1) head[i] = format.magic.charCodeAt(i);
  const numbers = new DataView(head.buffer);
  numbers.setUint32(4, format.version, true);
  numbers.setUint32(8, text.length, true);
  numbers.setUint32(12, hashWords(text), true);
  head.set(text, PREFIX_BYTES);
  return [head, ...chunks];
}

/**
 * Turns sections into chunks of at most 256 KB; the first one (larger with many categories) describes and seals the others.
 * Equal sections give equal bytes. Segments are handed through, not copied: the chunks must be stored before anybody changes
 * them, and nobody does.
 */
export function encodeSections(format: SectionFormat, sections: Sections): readonly Uint8Array[] {
  return runSteps(encodeSectionsSteps(format, sections));
}

function broken(what: string): Result<never, AppError> {
  return fail(new AppError('storage.broken', { message: `snapshot: ${what}`, facts: { what } }));
}

/** Reads the header; its shape needs no judging, since the checksum proves that this code wrote it. */
function readHeader(format: SectionFormat, head: Uint8Array): Result<Header, AppError> {
  if (head.length < PREFIX_BYTES) return broken('foreign');
  for (let i = 0; i < 4; i += 1) if (head[i] !== format.magic.charCodeAt(i)) return broken('foreign');
  const numbers = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (numbers.getUint32(4, true) !== format.version) return broken('version');
  const text = head.slice(PREFIX_BYTES);
  if (text.length !== numbers.getUint32(8, true) || hashWords(text) !== numbers.getUint32(12, true)) return broken('torn');
  return ok(JSON.parse(decodeUtf8(text, 0, text.length)) as Header);
}

/** As {@link decodeSections}, in slices. */
export function* decodeSectionsSteps(
  format: SectionFormat,
  chunks: readonly Uint8Array[],
  options: DecodeSectionsOptions = {},
): Steps<Result<Sections, AppError>> {
  const head = chunks[0];
  if (head === undefined) return broken('foreign');
  const read = readHeader(format, head);
  if (!read.ok) return read;
  yield;
  const header = read.value;
  const body = chunks.slice(1);
  if (body.length !== header.chunks.length) return broken('torn');
  const pace = new Pace(STEP_BYTES);
  for (let i = 0; i < body.length; i += 1) {
    const chunk = body[i];
    const [length, hash] = header.chunks[i] ?? [-1, 0];
    if (chunk?.length !== length) return broken('torn');
    if (options.isTrusted !== true && (yield* sumChunk(chunk, pace)) !== hash) return broken('torn');
  }
  const columnChunks = body.length - header.segmentCount;
  return ok({
    meta: header.meta,
    columns: yield* unpackColumns(header, body.slice(0, columnChunks), pace),
    segments: body.slice(columnChunks),
  });
}

/**
 * Inverse of {@link encodeSections}. Fails with `storage.broken` and `facts.what` = `foreign` (not this format), `version`
 * (another version of it) or `torn` (a chunk is missing, cut or changed).
 */
export function decodeSections(
  format: SectionFormat,
  chunks: readonly Uint8Array[],
  options?: DecodeSectionsOptions,
): Result<Sections, AppError> {
  return runSteps(decodeSectionsSteps(format, chunks, options));
}
