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
    for (const { kind, row, score, matchKind } of index.search(query, own)) found.push({ kind, row, score, matchKind, source });
  });
  // Array.prototype.sort of the oldest engines is not stable.
  if (indexes.length > 1) found.sort(byRank);
  else sortEqual(found);
  const isExact = found.some(({ matchKind }) => matchKind !== 'some' && matchKind !== 'fuzzy' && matchKind !== 'field');
  const kept = isExact ? found.filter(({ matchKind }) => matchKind !== 'some') : found;
  return kept.slice(0, options.limit ?? DEFAULT_LIMIT);
}

function byRank(a: SourcedHit, b: SourcedHit): number {
  return b.score - a.score || a.source - b.source || kindPlace(a.kind) - kindPlace(b.kind) || a.row - b.row;
}

/** Sorts what one index found: its hits come by score, so that only those of one score change places. */
function sortEqual(found: SourcedHit[]): void {
  for (let at = 1; at < found.length; at += 1) {
    const hit = found[at];
    if (hit === undefined) return;
    let place = at;
    for (let before = found[place - 1]; before !== undefined && byRank(before, hit) > 0; before = found[place - 1]) {
      found[place] = before;
      place -= 1;
    }
    found[place] = hit;
  }
}

const KINDS: readonly SearchKind[] = ['channel', 'movie', 'series', 'episode'];

function kindPlace(kind: SearchKind): number {
  return KINDS.indexOf(kind);
}
