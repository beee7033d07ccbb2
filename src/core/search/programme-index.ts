import { ok, runSteps } from '../base';
import type { AppError, Result, Steps } from '../base';
import type { ColumnarGuide } from '../guide';
import type { SectionFormat } from '../text';
import { buildIndexData } from './build-index-data';
import { decodeIndexData, encodeIndexData, indexBytes } from './index-codec';
import type { DecodeSearchIndexOptions } from './index-codec';
import type { IndexData } from './index-data';
import { PackedColumn } from './packed-column';
import { ProgrammeTitles } from './programme-titles';
import { SearchParts } from './search-parts';
import { writePostings } from './write-postings';
import type { PostingLists } from './write-postings';

/** Raise the version with any change of columns, folding or splitting: an older index is then built anew. */
const FORMAT: SectionFormat = { magic: 'HRTP', version: 1 };

/** Searches the titles (and people) of a guide's programmes: equal titles are one entry with a list of programmes. See `searchProgrammes`. */
export class ProgrammeIndex {
  /** Revision of the guide it was built from. */
  readonly revision: string;
  /** Answers queries; rows are numbers of titles. */
  readonly parts: SearchParts;

  constructor(
    /** The titles; for the codec. */
    readonly data: IndexData,
    /** Programmes of each title, ascending; for the codec. */
    readonly programmes: PostingLists,
  ) {
    this.revision = data.revision;
    this.parts = new SearchParts(data);
  }

  /** Different titles. */
  get titleCount(): number {
    return this.data.priors.length;
  }

  /** Bytes held by columns and scratch. */
  get heldBytes(): number {
    return indexBytes(this.data) + this.programmes.bytes.byteLength + this.programmes.starts.heldBytes + this.parts.heldBytes;
  }
}

/** Builds the index over a guide's programmes in slices. Equal guides give equal indexes. */
export function* buildProgrammeIndexSteps(guide: ColumnarGuide): Steps<ProgrammeIndex> {
  const titles = new ProgrammeTitles(guide);
  yield* titles.gatherSteps();
  const { titleOf } = titles;
  const firsts = new Uint32Array(titleOf.length + 1);
  for (let programme = 0; programme < firsts.length; programme += 1) firsts[programme] = programme;
  const programmes = yield* writePostings(titles.sections[0]?.count ?? 0, { keys: titleOf, firsts });
  return new ProgrammeIndex(yield* buildIndexData(titles), programmes);
}

/** As {@link buildProgrammeIndexSteps}, at once. */
export function buildProgrammeIndex(guide: ColumnarGuide): ProgrammeIndex {
  return runSteps(buildProgrammeIndexSteps(guide));
}

/** As {@link encodeProgrammeIndex}, in slices. */
export function encodeProgrammeIndexSteps(index: ProgrammeIndex): Steps<readonly Uint8Array[]> {
  const { bytes, starts } = index.programmes;
  return encodeIndexData(FORMAT, index.data, [bytes, starts.low, starts.high, Uint8Array.of(starts.width)]);
}

/** An index as chunks of at most 256 KB, to be stored in order. */
export function encodeProgrammeIndex(index: ProgrammeIndex): readonly Uint8Array[] {
  return runSteps(encodeProgrammeIndexSteps(index));
}

/** As {@link decodeProgrammeIndex}, in slices. */
export function* decodeProgrammeIndexSteps(
  chunks: readonly Uint8Array[],
  options: DecodeSearchIndexOptions = {},
): Steps<Result<ProgrammeIndex, AppError>> {
  const read = yield* decodeIndexData(FORMAT, chunks, options);
  if (!read.ok) return read;
  const [bytes, low, high, width] = read.value.further;
  const starts = new PackedColumn(
    low instanceof Uint16Array ? low : new Uint16Array(0),
    high instanceof Uint8Array ? high : new Uint8Array(0),
    width?.[0] ?? 0,
  );
  return ok(new ProgrammeIndex(read.value.data, { bytes: bytes instanceof Uint8Array ? bytes : new Uint8Array(0), starts }));
}

/** Reads what {@link encodeProgrammeIndex} wrote; fails as `decodeSearchIndex` does. */
export function decodeProgrammeIndex(chunks: readonly Uint8Array[], options?: DecodeSearchIndexOptions): Result<ProgrammeIndex, AppError> {
  return runSteps(decodeProgrammeIndexSteps(chunks, options));
}
