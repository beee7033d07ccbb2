import type { Row } from '../catalog';
import type { PreparedBoosts, SearchKind, SearchOptions, SourcedHit } from './search-contract';
import type { SearchIndex } from './search-index';

const DEFAULT_LIMIT = 20;

/** How to search several indexes. */
export interface SearchAllOptions extends Omit<SearchOptions, 'filter' | 'category' | 'boosts'> {
  /** As {@link SearchOptions.filter}; `source` is the place of the index. */
  readonly filter?: (source: number, kind: SearchKind, row: Row) => boolean;
  /** What the profile likes, by place of the index; `null` where nothing. */
  readonly boosts?: readonly (PreparedBoosts | null)[];
}

/**
 * Searches several sources' indexes as one: the best hits of all, best first; the order of the indexes decides between equal ones. Where one
 * source has what was typed, the others' guesses at titles that miss words are left out.
 */
export function searchAll(indexes: readonly SearchIndex[], query: string, options: SearchAllOptions = {}): readonly SourcedHit[] {
  const { filter, boosts, ...shared } = options;
  const found: SourcedHit[] = [];
  indexes.forEach((index, source) => {
    const liked = boosts?.[source] ?? null;
    const own: SearchOptions = {
      ...shared,
      ...(filter === undefined ? {} : { filter: (kind: SearchKind, row: Row) => filter(source, kind, row) }),
      ...(liked === null ? {} : { boosts: liked }),
    };
    for (const hit of index.search(query, own)) found.push({ ...hit, source });
  });
  // Array.prototype.sort of the oldest engines is not stable.
  found.sort((a, b) => b.score - a.score || a.source - b.source || kindPlace(a.kind) - kindPlace(b.kind) || a.row - b.row);
  const isExact = found.some(({ matchKind }) => matchKind !== 'some' && matchKind !== 'fuzzy' && matchKind !== 'field');
  const kept = isExact ? found.filter(({ matchKind }) => matchKind !== 'some') : found;
  return kept.slice(0, options.limit ?? DEFAULT_LIMIT);
}

const KINDS: readonly SearchKind[] = ['channel', 'movie', 'series', 'episode'];

function kindPlace(kind: SearchKind): number {
  return KINDS.indexOf(kind);
}
