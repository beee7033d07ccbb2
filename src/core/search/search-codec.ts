import { ok, runSteps } from '../base';
import type { AppError, Result, Steps } from '../base';
import type { SectionFormat } from '../text';
import { decodeIndexData, encodeIndexData } from './index-codec';
import type { DecodeSearchIndexOptions } from './index-codec';
import { SearchIndex } from './search-index';

/** Version of a stored index. Raise it with any change of columns, folding or splitting: an older index is then built anew. */
export const SEARCH_INDEX_VERSION = 1;
const FORMAT: SectionFormat = { magic: 'HRTS', version: SEARCH_INDEX_VERSION };

/** As {@link encodeSearchIndex}, in slices. */
export function encodeSearchIndexSteps(index: SearchIndex): Steps<readonly Uint8Array[]> {
  return encodeIndexData(FORMAT, index.data);
}

/** An index as chunks of at most 256 KB, to be stored in order. Equal catalogues give equal bytes. */
export function encodeSearchIndex(index: SearchIndex): readonly Uint8Array[] {
  return runSteps(encodeSearchIndexSteps(index));
}

/** As {@link decodeSearchIndex}, in slices. */
export function* decodeSearchIndexSteps(chunks: readonly Uint8Array[], options: DecodeSearchIndexOptions = {}): Steps<Result<SearchIndex, AppError>> {
  const read = yield* decodeIndexData(FORMAT, chunks, options);
  return read.ok ? ok(new SearchIndex(read.value.data)) : read;
}

/**
 * Whether chunks are a whole index of the catalogue with `revision`, in slices; nothing is built of them. Fails as {@link decodeSearchIndex}
 * does.
 */
export function* checkSearchIndexSteps(chunks: readonly Uint8Array[], revision: string): Steps<Result<void, AppError>> {
  const read = yield* decodeIndexData(FORMAT, chunks, { revision });
  return read.ok ? ok(undefined) : read;
}

/** Reads what {@link encodeSearchIndex} wrote. Fails with `storage.broken`, `facts.what` = `foreign`, `version`, `torn` or `stale`. */
export function decodeSearchIndex(chunks: readonly Uint8Array[], options?: DecodeSearchIndexOptions): Result<SearchIndex, AppError> {
  return runSteps(decodeSearchIndexSteps(chunks, options));
}
