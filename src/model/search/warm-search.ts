import type { Steps } from '#core/base';
import { findRows, KINDS } from './find-rows';
import type { FindRules } from './find-rows';
import { findResults } from './find-results';
import type { Shelves, TitleShelf } from './shelves';
import { suggestQueries } from './suggest-queries';

/** Names taken from each kind of each source. */
const NAMES_PER_KIND = 6;
/** Letters of a name that are asked for. */
const LENGTHS = [13, 8, 5, 3, 2, 1];
/** Letters that ways to go on are asked for with. */
const SUGGESTED = [13, 8, 4];

/** Name `place` of a kind: they come from all over it, so that every script it has is among them. */
function nameOf({ catalog }: TitleShelf, kind: (typeof KINDS)[number], place: number): string {
  return (catalog[kind](Math.floor(((place + 0.5) * catalog.count(kind)) / NAMES_PER_KIND))?.name ?? '').toLowerCase();
}

/** A name with two of its letters in each other's place. */
function mistyped(name: string): string {
  const at = Math.floor(Math.min(name.length, 8) / 2);
  return name.slice(0, at - 1) + name.charAt(at) + name.charAt(at - 1) + name.slice(at + 1);
}

/**
 * Asks what viewers might, kind by kind: engines answer what they have not done before ten times slower, and a set is ten times slower than a desk computer. Whole
 * names come first: they lead to few titles, so that no step is long while the code is cold.
 */
export function* warmSteps(shelves: Shelves, rulesFor: (query: string) => FindRules): Steps<void> {
  const { titles } = shelves;
  // Makes what is made once.
  rulesFor('');
  yield;
  for (let place = 0; place < NAMES_PER_KIND * KINDS.length; place += 1) {
    const kind = KINDS[place % KINDS.length] ?? 'movie';
    for (const shelf of titles) {
      if (Math.floor(place / KINDS.length) >= shelf.catalog.count(kind)) continue;
      const name = nameOf(shelf, kind, Math.floor(place / KINDS.length));
      yield;
      yield* warmWithSteps(shelves, name, rulesFor);
    }
  }
}

function* warmWithSteps(shelves: Shelves, name: string, rulesFor: (query: string) => FindRules): Steps<void> {
  const { titles } = shelves;
  for (const query of [name, mistyped(name)].concat(LENGTHS.map((length) => name.slice(0, length)))) {
    for (const kind of KINDS) {
      findRows(titles, kind, rulesFor(query));
      yield;
    }
  }
  for (const length of SUGGESTED) {
    suggestQueries(titles, rulesFor(name.slice(0, length)));
    yield;
  }
  findResults(shelves, rulesFor(name.slice(0, 4)));
  yield;
}
