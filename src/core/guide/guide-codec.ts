import { AppError, fail, ok, runSteps } from '../base';
import type { Result, Steps } from '../base';
import { ByteHeap, InternTable, areHeapSegments, decodeSectionsSteps, encodeSectionsSteps } from '../text';
import type { NumberColumn, SectionFormat, Sections } from '../text';
import { ColumnarGuide } from './columnar-guide';
import type { GuideData } from './guide-data';

/** Raise the version with any change of the record fields, columns or meta: an older guide is then fetched anew. */
const FORMAT: SectionFormat = { magic: 'HRTG', version: 2 };

type Meta = Pick<GuideData, 'revision' | 'channels' | 'aliases'>;

/** Options of {@link decodeGuide}. */
export interface DecodeGuideOptions {
  /** The chunks come straight from our own code (a worker), so that they are not checked for damage. Default `false`. */
  readonly isTrusted?: boolean;
}

function sectionsOf(guide: ColumnarGuide): Sections {
  const { revision, channels, aliases, starts, from, to, offset, store, matches } = guide.data;
  const meta: Meta = { revision, channels, aliases };
  const columns = [starts, from, to, offset, store.prefixes.bytes, store.prefixes.ends, store.words.bytes, store.words.ends, matches];
  return { meta, columns, segments: store.heap.segments };
}

/** A guide as chunks to be stored in order; heap segments are handed out as they are: do not write to them. */
export function encodeGuide(guide: ColumnarGuide): readonly Uint8Array[] {
  return runSteps(encodeGuideSteps(guide));
}

/** As {@link encodeGuide}, in slices. */
export function encodeGuideSteps(guide: ColumnarGuide): Steps<readonly Uint8Array[]> {
  return encodeSectionsSteps(FORMAT, sectionsOf(guide));
}

function wide(column: NumberColumn | undefined): Uint32Array {
  return column instanceof Uint32Array ? column : new Uint32Array(0);
}

function bytesOf(column: NumberColumn | undefined): Uint8Array {
  return column instanceof Uint8Array ? column : new Uint8Array(0);
}

/** As {@link decodeGuide}, in slices. */
export function* decodeGuideSteps(chunks: readonly Uint8Array[], options: DecodeGuideOptions = {}): Steps<Result<ColumnarGuide, AppError>> {
  const read = yield* decodeSectionsSteps(FORMAT, chunks, options);
  if (!read.ok) return read;
  const { columns, segments } = read.value;
  const [starts, from, to, offset, prefixBytes, prefixEnds, wordBytes, wordEnds, matches] = columns;
  if (matches === undefined || !areHeapSegments(segments)) return fail(new AppError('storage.broken', { facts: { what: 'torn' } }));
  // The checksum of the head proved that encodeGuide wrote it, and the version that it wrote this shape.
  const meta = read.value.meta as Meta;
  return ok(
    new ColumnarGuide({
      ...meta,
      starts: wide(starts),
      from: wide(from),
      to: wide(to),
      offset: wide(offset),
      store: {
        heap: new ByteHeap(segments),
        prefixes: new InternTable(bytesOf(prefixBytes), wide(prefixEnds)),
        words: new InternTable(bytesOf(wordBytes), wide(wordEnds)),
      },
      matches: bytesOf(matches),
    }),
  );
}

/**
 * Reads what {@link encodeGuide} wrote. Torn, foreign or outdated: `storage.broken`; the guide is then fetched anew. The chunks become part of
 * the guide: do not write to them.
 */
export function decodeGuide(chunks: readonly Uint8Array[], options: DecodeGuideOptions = {}): Result<ColumnarGuide, AppError> {
  return runSteps(decodeGuideSteps(chunks, options));
}
