import { runSteps } from '../base';
import type { Steps } from '../base';
import type { ColumnarCatalog } from '../catalog';
import { buildIndexData } from './build-index-data';
import { CatalogTitles } from './catalog-titles';
import type { SearchKind } from './search-contract';
import { SearchIndex } from './search-index';

const DEFAULT_KINDS: readonly SearchKind[] = ['channel', 'movie', 'series'];

/** What to index. */
export interface BuildSearchIndexOptions {
  /** Default: channels, films and series. */
  readonly kinds?: readonly SearchKind[];
}

/** Builds the index of a catalogue in slices. Equal catalogues give equal indexes. */
export function* buildSearchIndexSteps(catalog: ColumnarCatalog, options: BuildSearchIndexOptions = {}): Steps<SearchIndex> {
  return new SearchIndex(yield* buildIndexData(new CatalogTitles(catalog, options.kinds ?? DEFAULT_KINDS)));
}

/** As {@link buildSearchIndexSteps}, at once. */
export function buildSearchIndex(catalog: ColumnarCatalog, options?: BuildSearchIndexOptions): SearchIndex {
  return runSteps(buildSearchIndexSteps(catalog, options));
}
