import { AppError, fail, ok, runSteps } from '../base';
import type { Result, Steps } from '../base';
import { decodeSectionsSteps, encodeSectionsSteps } from '../text';
import type { NumberColumn, SectionFormat } from '../text';
import { GRAM_BUCKETS } from './index-data';
import type { IndexData, IndexSection } from './index-data';
import { PackedColumn } from './packed-column';

/** How an index is read. */
export interface DecodeSearchIndexOptions {
  /** The chunks come straight from our own code (a worker): checksums are not compared. */
  readonly isTrusted?: boolean;
  /** Revision of the catalogue (or guide) it is for; an index of another one fails with `facts.what` = `stale`. */
  readonly revision?: string;
}

interface Meta {
  readonly revision: string;
  readonly sections: readonly IndexSection[];
  /** Widths of the packed columns in order. */
  readonly widths: readonly number[];
}

const PACKED = ['postingStarts', 'gramStarts', 'docWords', 'rows'] as const;
const PLAIN = [
  'alphabet', 'wordBytes', 'wordStarts', 'wordFirsts', 'wordPairs', 'postings', 'grams', 'docCounts', 'docEdges', 'docBases', 'samples', 'priors', 'blockPriors', 'years', 'fields', 'fieldStarts', 'fieldWords', 'fieldVocabulary',
] as const;

/** Packs an index's data, and further columns of an index made around it, into chunks in slices. */
export function* encodeIndexData(format: SectionFormat, data: IndexData, further: readonly NumberColumn[] = []): Steps<readonly Uint8Array[]> {
  const meta: Meta = { revision: data.revision, sections: data.sections, widths: PACKED.map((name) => data[name].width) };
  const columns: NumberColumn[] = [];
  for (const name of PACKED) columns.push(data[name].low, data[name].high);
  for (const name of PLAIN) columns.push(data[name]);
  return yield* encodeSectionsSteps(format, { meta, columns: columns.concat(further), segments: [] });
}

/** What {@link encodeIndexData} packed. */
export interface DecodedIndex {
  readonly data: IndexData;
  readonly further: readonly NumberColumn[];
}

/** Inverse of {@link encodeIndexData}; fails with `storage.broken`, `facts.what` = `foreign`, `version`, `torn` or `stale`. */
export function* decodeIndexData(
  format: SectionFormat,
  chunks: readonly Uint8Array[],
  options: DecodeSearchIndexOptions,
): Steps<Result<DecodedIndex, AppError>> {
  const read = yield* decodeSectionsSteps(format, chunks, options.isTrusted === true ? { isTrusted: true } : {});
  if (!read.ok) return read;
  // The checksum proved that encodeIndexData wrote it, and the version that it wrote this shape.
  const meta = read.value.meta as Meta;
  if (options.revision !== undefined && options.revision !== meta.revision) {
    return fail(new AppError('storage.broken', { message: 'index of another revision', facts: { what: 'stale' } }));
  }
  const { columns } = read.value;
  const packed = PACKED.map((_, index) => new PackedColumn(asWords(columns[index * 2]), asBytes(columns[index * 2 + 1]), meta.widths[index] ?? 0));
  const plain: Partial<Record<(typeof PLAIN)[number], NumberColumn>> = {};
  PLAIN.forEach((name, index) => (plain[name] = columns[PACKED.length * 2 + index] ?? new Uint8Array(0)));
  const none = new PackedColumn(new Uint16Array(0), new Uint8Array(0), 0);
  const [postingStarts = none, gramStarts = none, docWords = none, rows = none] = packed;
  const data: IndexData = {
    revision: meta.revision, sections: meta.sections, postingStarts, gramStarts, docWords, rows,
    alphabet: asWords(plain.alphabet), wordBytes: asBytes(plain.wordBytes), wordStarts: asLongs(plain.wordStarts),
    wordFirsts: asLongs(plain.wordFirsts), wordPairs: asLongs(plain.wordPairs), postings: asBytes(plain.postings), grams: asBytes(plain.grams),
    docCounts: asBytes(plain.docCounts), docEdges: asBytes(plain.docEdges), docBases: asLongs(plain.docBases), samples: asLongs(plain.samples),
    priors: asBytes(plain.priors), blockPriors: asBytes(plain.blockPriors),
    years: asBytes(plain.years), fields: plain.fields instanceof Uint16Array ? plain.fields : asBytes(plain.fields),
    fieldStarts: asLongs(plain.fieldStarts), fieldWords: asLongs(plain.fieldWords),
    fieldVocabulary: asLongs(plain.fieldVocabulary),
  };
  if (gramStarts.length !== GRAM_BUCKETS + 1) return fail(new AppError('storage.broken', { facts: { what: 'torn' } }));
  return ok({ data, further: columns.slice(PACKED.length * 2 + PLAIN.length) });
}

/** As {@link encodeIndexData}, at once. */
export function packIndex(format: SectionFormat, data: IndexData, further?: readonly NumberColumn[]): readonly Uint8Array[] {
  return runSteps(encodeIndexData(format, data, further));
}

/** Bytes held by an index's columns. */
export function indexBytes(data: IndexData): number {
  let sum = 0;
  for (const name of PACKED) sum += data[name].heldBytes;
  for (const name of PLAIN) sum += data[name].byteLength;
  return sum;
}

function asBytes(column: NumberColumn | undefined): Uint8Array {
  return column instanceof Uint8Array ? column : new Uint8Array(0);
}

function asWords(column: NumberColumn | undefined): Uint16Array {
  return column instanceof Uint16Array ? column : new Uint16Array(0);
}

function asLongs(column: NumberColumn | undefined): Uint32Array {
  return column instanceof Uint32Array ? column : new Uint32Array(0);
}
