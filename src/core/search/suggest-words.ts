import type { Row } from '../catalog';
import { findBeginnings } from './find-beginnings';
import { findWords } from './find-words';
import { composeHangul } from './hangul-letters';
import type { SearchKind, Suggestion } from './search-contract';
import type { SearchParts, SearchRules } from './search-parts';
import { LEVEL } from './word-spans';

/** Titles looked at for words that go with those before. */
const CONTEXT_TITLES = 200;
/** Words whose titles are counted exactly, per word asked for. */
const COUNTED_FACTOR = 3;

const CONTEXT: SearchRules = { limit: CONTEXT_TITLES, isTolerant: false, boosts: null };

/** Reads the name of a row, for showing words as titles spell them. */
export type NameReader = (kind: SearchKind, row: Row) => string;

interface WordCount {
  readonly word: number;
  count: number;
}

/**
 * Ways to complete the last word of `typed`: words of the dictionary that begin with it, the most frequent first, among titles that have the
 * words before it.
 */
export function suggestWords(parts: SearchParts, typed: string, limit: number, nameOf: NameReader | null): readonly Suggestion[] {
  const { query, splitter, matcher, spans } = parts;
  query.read(typed);
  const last = query.count - 1;
  if (last < 0 || limit < 1 || !splitter.isOpenEnded) return [];
  const before = typed.slice(0, splitter.origins[splitter.starts[splitter.count - 1] ?? 0] ?? 0);
  if (query.word(last).isGram) return nameOf === null ? [] : suggestTitles(parts, typed, limit, nameOf);
  matcher.matchPlain();
  const found = last === 0 ? frequentWords(parts, limit) : wordsInContext(parts, typed);
  const whole = spans.wholes[last] ?? -1;
  return found
    .filter(({ word }) => word !== whole)
    .sort((a, b) => b.count - a.count || a.word - b.word)
    .slice(0, limit)
    .map(({ word, count }) => {
      const spelling = spellingOf(parts, word, nameOf);
      return { text: before + spelling, word: spelling, count };
    });
}

/** The words of the typed word's range that most titles have. */
function frequentWords(parts: SearchParts, limit: number): WordCount[] {
  const { spans, postings } = parts;
  const hi = spans.his[0] ?? 0;
  const most = (limit + 1) * COUNTED_FACTOR;
  const best: WordCount[] = [];
  for (let word = spans.los[0] ?? 0; word < hi; word += 1) {
    const size = postings.rangeCost(word, word + 1);
    const least = best[best.length - 1];
    if (best.length === most && least !== undefined && size <= least.count) continue;
    let at = best.length;
    while (at > 0 && (best[at - 1]?.count ?? 0) < size) at -= 1;
    best.splice(at, 0, { word, count: size });
    if (best.length > most) best.pop();
  }
  for (const entry of best) entry.count = postings.countOf(entry.word);
  return best;
}

/** Words the last word matched in the best titles that have all words. */
function wordsInContext(parts: SearchParts, typed: string): WordCount[] {
  const { hits, docs, data, spans, query } = parts;
  parts.begin(CONTEXT);
  query.read(typed);
  parts.matcher.matchPlain();
  findBeginnings(parts);
  findWords(parts);
  const last = query.count - 1;
  const counts = new Map<number, WordCount>();
  for (let i = 0; i < hits.count; i += 1) {
    const doc = hits.docs[i] ?? 0;
    const at = docs.firstOf(doc);
    const behind = at + (data.docCounts[doc] ?? 0);
    for (let place = at; place < behind; place += 1) {
      const word = docs.wordAt(place);
      if (spans.levelOf(last, word) > LEVEL.prefix) continue;
      const known = counts.get(word);
      if (known === undefined) counts.set(word, { word, count: 1 });
      else known.count += 1;
    }
  }
  return Array.from(counts.values());
}

/** Titles that begin with what was typed, for scripts without spaces. */
function suggestTitles(parts: SearchParts, typed: string, limit: number, nameOf: NameReader): readonly Suggestion[] {
  const { hits, gate, data, docs } = parts;
  parts.begin({ ...CONTEXT, limit: limit * COUNTED_FACTOR });
  parts.query.read(typed);
  parts.matcher.matchPlain();
  findBeginnings(parts);
  const names: string[] = [];
  for (let i = 0; i < hits.count && names.length < limit; i += 1) {
    const doc = hits.docs[i] ?? 0;
    const name = nameOf((data.sections[gate.sectionOf(doc)]?.name ?? 'movie') as SearchKind, docs.rowOf(doc));
    if (name !== typed && names.indexOf(name) < 0) names.push(name);
  }
  return names.map((name) => ({ text: name, word: name, count: 1 }));
}

/** A word as a title spells it, else its folded letters. */
function spellingOf(parts: SearchParts, word: number, nameOf: NameReader | null): string {
  const { words, codes, postings, docs, gate, data, splitter } = parts;
  const letters = codes.text(words.bytes, words.starts[word] ?? 0, words.starts[word + 1] ?? 0);
  const doc = postings.firstOf(word);
  if (nameOf !== null && doc >= 0) {
    const name = nameOf((data.sections[gate.sectionOf(doc)]?.name ?? 'movie') as SearchKind, docs.rowOf(doc));
    splitter.splitText(name);
    for (let index = 0; index < splitter.count; index += 1) {
      if (splitter.textOf(index) === letters) return name.slice(splitter.from(index), splitter.behind(index));
    }
  }
  return composeHangul(letters);
}
