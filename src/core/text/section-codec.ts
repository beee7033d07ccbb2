import { AppError, fail, ok } from '../base';
import type { Result } from '../base';
import type { NumberColumn } from './grow-column';
import { hashWords } from './hash-bytes';
import { decodeUtf8, encodeUtf8 } from './utf8';

/** Data chunks are at most this long: one IndexedDB value each, small enough to be written between two frames. */
const CHUNK_BYTES = 256 * 1024;
const PREFIX_BYTES = 16;
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

/** Cuts columns, one behind the other, into chunks. */
function packColumns(columns: readonly NumberColumn[]): Uint8Array[] {
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
    }
  }
  return chunks;
}

function unpackColumns(header: Header, chunks: readonly Uint8Array[]): NumberColumn[] {
  let at = 0;
  return header.columns.map(([type, length]) => {
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
    }
    return column;
  });
}

/**
 * Turns sections into chunks of at most 256 KB; the first one (larger with many categories) describes and seals the others.
 * Segments are handed through, not copied: the chunks must be stored before anybody changes them, and nobody does.
 */
export function encodeSections(format: SectionFormat, sections: Sections): readonly Uint8Array[] {
  const chunks = [...packColumns(sections.columns), ...sections.segments];
  const header: Header = {
    meta: sections.meta,
    columns: sections.columns.map((column) => [typeOf(column), column.length] as const),
    chunks: chunks.map((chunk) => [chunk.length, hashWords(chunk)] as const),
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

/**
 * Inverse of {@link encodeSections}. Fails with `storage.broken` and `facts.what` = `foreign` (not this format), `version`
 * (another version of it) or `torn` (a chunk is missing, cut or changed).
 */
export function decodeSections(format: SectionFormat, chunks: readonly Uint8Array[]): Result<Sections, AppError> {
  const head = chunks[0];
  if (head === undefined) return broken('foreign');
  const read = readHeader(format, head);
  if (!read.ok) return read;
  const header = read.value;
  const body = chunks.slice(1);
  if (body.length !== header.chunks.length) return broken('torn');
  for (let i = 0; i < body.length; i += 1) {
    const chunk = body[i];
    const [length, hash] = header.chunks[i] ?? [-1, 0];
    if (chunk?.length !== length || hashWords(chunk) !== hash) return broken('torn');
  }
  const columnChunks = body.length - header.segmentCount;
  return ok({
    meta: header.meta,
    columns: unpackColumns(header, body.slice(0, columnChunks)),
    segments: body.slice(columnChunks),
  });
}
