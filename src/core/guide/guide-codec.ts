import { AppError, fail, ok } from '../base';
import type { Result } from '../base';
import { ByteHeap, InternTable, areHeapSegments, decodeSections, encodeSections } from '../text';
import type { SectionFormat } from '../text';
import { ColumnarGuide } from './columnar-guide';
import type { GuideData } from './guide-data';

/** Raise the version with any change of the record fields, columns or meta: an older guide is then fetched anew. */
const FORMAT: SectionFormat = { magic: 'HRTG', version: 1 };

type Meta = Pick<GuideData, 'revision' | 'channels' | 'aliases'>;

/** A guide as chunks to be stored in order; heap segments are handed out as they are: do not write to them. */
export function encodeGuide(guide: ColumnarGuide): readonly Uint8Array[] {
  const { revision, channels, aliases, starts, from, to, offset, store } = guide.data;
  const meta: Meta = { revision, channels, aliases };
  const columns = [starts, from, to, offset, store.prefixes.bytes, store.prefixes.ends, store.words.bytes, store.words.ends];
  return encodeSections(FORMAT, { meta, columns, segments: store.heap.segments });
}

/** Reads what {@link encodeGuide} wrote. Torn, foreign or outdated: `storage.broken`; the guide is then fetched anew. */
export function decodeGuide(chunks: readonly Uint8Array[]): Result<ColumnarGuide, AppError> {
  const read = decodeSections(FORMAT, chunks);
  if (!read.ok) return read;
  const { columns, segments } = read.value;
  const [starts, from, to, offset, prefixBytes, prefixEnds, wordBytes, wordEnds] = columns;
  const isWhole = starts !== undefined && from !== undefined && to !== undefined && offset !== undefined;
  if (!isWhole || !areHeapSegments(segments)) return fail(new AppError('storage.broken', { facts: { what: 'torn' } }));
  const table = (bytes: unknown, ends: unknown): InternTable =>
    new InternTable(bytes instanceof Uint8Array ? bytes : new Uint8Array(0), ends instanceof Uint32Array ? ends : new Uint32Array(1));
  // The checksum proved that encodeGuide wrote it, and the version that it wrote this shape.
  const meta = read.value.meta as Meta;
  return ok(
    new ColumnarGuide({
      ...meta, starts, from, to, offset,
      store: { heap: new ByteHeap(segments), prefixes: table(prefixBytes, prefixEnds), words: table(wordBytes, wordEnds) },
    }),
  );
}
