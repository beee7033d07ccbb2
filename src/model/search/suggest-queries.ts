import type { Row } from '#core/catalog';
import type { SearchKind } from '#core/search';
import { findRows, KINDS } from './find-rows';
import type { FindRules } from './find-rows';
import type { TitleShelf } from './shelves';

/** Suggestions and corrections shown. */
const MAX_SHOWN = 4;
/** Shorter words say nothing. */
const MIN_WORD = 3;
/** Longer titles do not fit a pill. */
const MAX_TITLE = 28;

function nameReader({ catalog }: TitleShelf): (kind: SearchKind, row: Row) => string {
  return (kind, row) => (kind === 'episode' ? '' : (catalog[kind](row)?.name ?? ''));
}

/** Ways to go on with a query, the most frequent first; only such as lead to something the profile may see, and never to adult titles alone. */
export function suggestQueries(titles: readonly TitleShelf[], rules: FindRules): readonly string[] {
  const query = rules.query.trim();
  if (query === '') return [];
  const counts = new Map<string, number>();
  for (const shelf of titles) {
    for (const { text, count } of shelf.index.suggest(rules.query, 2 * MAX_SHOWN, nameReader(shelf))) {
      const key = text.toLowerCase();
      if (key !== query.toLowerCase()) counts.set(key, (counts.get(key) ?? 0) + count);
    }
  }
  const found = Array.from(counts).map(([text, count], place) => ({ text, count, place }));
  found.sort((a, b) => b.count - a.count || a.place - b.place);
  const shown: string[] = [];
  for (const { text } of found) {
    if (shown.length === MAX_SHOWN) break;
    if (leadsSomewhere(titles, { ...rules, query: text })) shown.push(text);
  }
  return shown;
}

/** Titles that come near one of the words, for a query that found nothing. */
export function correctQueries(titles: readonly TitleShelf[], rules: FindRules): readonly string[] {
  const names: string[] = [];
  for (const word of rules.query.split(/\s+/).filter((each) => each.length >= MIN_WORD)) {
    const name = nearest(titles, rules, word);
    if (name !== '' && names.indexOf(name) === -1) names.push(name);
  }
  return names.slice(0, MAX_SHOWN);
}

function leadsSomewhere(titles: readonly TitleShelf[], rules: FindRules): boolean {
  return KINDS.some((kind) => findRows(titles, kind, { ...rules, isTolerant: false, mayFindAdult: false }, 1).length > 0);
}

/** The best title for a word, or for its beginning where nothing has all of it. */
function nearest(titles: readonly TitleShelf[], rules: FindRules, word: string): string {
  const catalog = rules.shown.reader;
  for (const query of [word, word.slice(0, Math.max(MIN_WORD, word.length - 2))]) {
    for (const kind of KINDS) {
      for (const { shown } of findRows(titles, kind, { ...rules, query, mayFindAdult: false }, MAX_SHOWN)) {
        const name = catalog[kind](shown)?.name ?? '';
        if (name !== '' && name.length <= MAX_TITLE) return name;
      }
    }
  }
  return '';
}
