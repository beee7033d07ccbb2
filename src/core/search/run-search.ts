import { findBeginnings } from './find-beginnings';
import { findCompounds, findLoosely, findNearMisses } from './find-loosely';
import { findWords } from './find-words';
import type { SearchParts, SearchRules } from './search-parts';
import { RANK, RANK_SHIFT } from './title-scorer';

/** Answers a query; the hits are in `parts.hits`. Nothing is kept from one query to the next. */
export function runSearch(parts: SearchParts, query: string, rules: SearchRules): void {
  parts.begin(rules);
  parts.query.read(query);
  if (parts.query.count === 0) return;
  parts.matcher.matchPlain();
  findBeginnings(parts);
  findWords(parts);
  if (!rules.isTolerant) return;
  const { hits } = parts;
  if (!hits.isFull()) findCompounds(parts, query);
  if (hits.isFull()) {
    findNearMisses(parts);
    return;
  }
  // Titles with all of several words one behind the other are what is meant, however few.
  if (parts.plan.count > 1 && hits.count > 0 && (hits.scores[0] ?? 0) >> RANK_SHIFT >= RANK.word) return;
  findLoosely(parts, query, rules.mayMissWords !== false);
  if (hits.isFull() && hits.leastScore >> RANK_SHIFT > RANK.fuzzy) findNearMisses(parts);
}
