import type { Steps } from '../base';
import { TERM } from './term-reader';
import type { TermReader } from './term-reader';

/** Terms kept of a title. More: memory; fewer: titles whose words are common find nothing. */
const WIDTH = 10;
/** Of these places so many are for what a title is (genres, people, category, decade); words take what is left. */
const MOST_TIES = 6;
/** Terms there may be: their numbers have two bytes. */
const MOST_TERMS = 0xffff;
/** Titles between two pauses: a tenth of a millisecond of a desk computer, so that a television's task stays under three. */
const TITLES_PER_STEP = 48;
/** The same where columns alone are read. */
const SCORES_PER_STEP = 400;
/** Places of the table of terms gone through between two pauses. */
const PLACES_PER_STEP = 1 << 13;
/** A word in more than this part of the titles is no subject. */
const COMMON_WORD = 0.05;
/** And so for genres and the like, which say less the more titles have them. */
const COMMON_TIE = 0.7;
/** In small catalogues a word may be in so many titles. */
const FEW_TITLES = 12;
/** How much a shared term of a kind says, beside how rare it is; by number of {@link TERM}. */
const BOOSTS: readonly number[] = [1, 1.2, 1.6, 0.9, 2, 0.4];

/** Titles whose terms can be read one after the other, twice. */
export interface TermSource {
  readonly count: number;
  /** Puts the terms of a title into an emptied reader. */
  read(title: number, terms: TermReader): void;
}

/** A title and how well it fits; higher is better. */
export interface Scored {
  readonly title: number;
  readonly score: number;
}

/** What is liked, as weights of terms. */
export type TasteVector = Float32Array;

/** How often terms are met, by the lower bits of their hashes. */
class TermCounts {
  readonly mask: number;
  readonly titles: Uint32Array;
  readonly kinds: Uint8Array;
  private readonly last: Uint32Array;

  constructor(titles: number) {
    const bits = titles < 5000 ? 16 : titles < 60_000 ? 18 : 19;
    this.mask = (1 << bits) - 1;
    this.titles = new Uint32Array(1 << bits);
    this.kinds = new Uint8Array(1 << bits);
    this.last = new Uint32Array(1 << bits);
  }

  /** Counts the terms of a title, each once. */
  note(terms: TermReader, title: number): void {
    for (let i = 0; i < terms.count; i += 1) {
      const at = (terms.hashes[i] ?? 0) & this.mask;
      if (this.last[at] === title + 1) continue;
      this.last[at] = title + 1;
      this.titles[at] = (this.titles[at] ?? 0) + 1;
      this.kinds[at] = terms.kinds[i] ?? 0;
    }
  }
}

function isTie(kind: number): boolean {
  return kind !== TERM.word && kind !== TERM.name;
}

/** Terms that say something: their numbers by place in the table, 0 for none, and their weights by number. */
interface NumberedTerms {
  readonly numbers: Uint16Array;
  readonly weights: Float32Array;
}

/** Raises the least count of words until the numbers suffice. */
function* numberTermsSteps(counts: TermCounts, titles: number): Steps<NumberedTerms> {
  const mostWords = Math.max(COMMON_WORD * titles, Math.min(FEW_TITLES, titles / 2));
  const mostTies = Math.max(COMMON_TIE * titles, 2);
  const numbers = new Uint16Array(counts.titles.length);
  const weights = new Float32Array(MOST_TERMS + 1);
  for (let least = Math.max(2, titles / 10_000); ; least *= 2) {
    let used = 0;
    for (let at = 0; at < numbers.length && used <= MOST_TERMS; at += 1) {
      const count = counts.titles[at] ?? 0;
      const kind = counts.kinds[at] ?? 0;
      const isKnown = isTie(kind) ? count >= 2 && count <= mostTies : count >= least && count <= mostWords;
      if (isKnown) used += 1;
      numbers[at] = isKnown ? used : 0;
      if (isKnown) weights[used] = (BOOSTS[kind] ?? 1) * Math.log(1 + titles / count);
      if (at % PLACES_PER_STEP === PLACES_PER_STEP - 1) yield;
    }
    if (used <= MOST_TERMS) return { numbers, weights: weights.slice(0, used + 1) };
  }
}

/**
 * What titles are about, as sparse vectors of weighted terms: what is rare among titles weighs more, in whatever language they are.
 * Immutable. Holds {@link WIDTH} numbers of two bytes and one of four for each title: 5 MB for 200,000.
 */
export class ContentVectors {
  constructor(
    /** Titles there are. */
    readonly count: number,
    private readonly terms: Uint16Array,
    private readonly weights: Float32Array,
    private readonly lengths: Float32Array,
  ) {}

  /** Whether anything is known of a title. */
  has(title: number): boolean {
    return (this.lengths[title] ?? 0) > 0;
  }

  /** How alike two titles are, 0 to 1. */
  likeness(one: number, other: number): number {
    let sum = 0;
    for (let i = one * WIDTH; i < one * WIDTH + WIDTH; i += 1) {
      const term = this.terms[i] ?? 0;
      if (term === 0) continue;
      for (let k = other * WIDTH; k < other * WIDTH + WIDTH; k += 1) if (this.terms[k] === term) sum += (this.weights[term] ?? 0) ** 2;
    }
    const lengths = (this.lengths[one] ?? 0) * (this.lengths[other] ?? 0);
    return lengths === 0 ? 0 : sum / lengths;
  }

  /** What titles that were liked (or, with a weight below 0, disliked) have in common with others. */
  taste(seeds: readonly Scored[]): TasteVector {
    const taste = new Float32Array(this.weights.length);
    for (const { title, score } of seeds) {
      const length = this.lengths[title] ?? 0;
      for (let i = title * WIDTH; i < title * WIDTH + WIDTH && length > 0; i += 1) {
        const term = this.terms[i] ?? 0;
        if (term !== 0) taste[term] = (taste[term] ?? 0) + (score * (this.weights[term] ?? 0)) / length;
      }
    }
    return taste;
  }

  /** How well a title fits a taste: of one seed, its likeness. */
  fit(taste: TasteVector, title: number): number {
    let sum = 0;
    for (let i = title * WIDTH; i < title * WIDTH + WIDTH; i += 1) {
      const term = this.terms[i] ?? 0;
      sum += (taste[term] ?? 0) * (this.weights[term] ?? 0);
    }
    return sum === 0 ? 0 : sum / (this.lengths[title] || 1);
  }

  /** Judges all titles in short steps; `offer` is told of each that fits at all. */
  *fitsSteps(taste: TasteVector, offer: (title: number, fit: number) => void): Steps<void> {
    for (let title = 0; title < this.count; title += 1) {
      const fit = this.fit(taste, title);
      if (fit > 0) offer(title, fit);
      if (title % SCORES_PER_STEP === SCORES_PER_STEP - 1) yield;
    }
  }

  /** Numbers of the terms a title is known by, for looking titles up by term; 0: an empty place. */
  termsOf(title: number): Uint16Array {
    return this.terms.subarray(title * WIDTH, title * WIDTH + WIDTH);
  }
}

function isKept(kept: Uint16Array, used: number, number: number): boolean {
  for (let i = 0; i < used; i += 1) if (kept[i] === number) return true;
  return false;
}

/** Picks the terms a title is known by: what it is first, then its rarest words. */
function keepTerms(reader: TermReader, counts: TermCounts, numbered: NumberedTerms, kept: Uint16Array): void {
  const { numbers, weights } = numbered;
  let used = 0;
  for (const isForTies of [true, false]) {
    const room = isForTies ? MOST_TIES : WIDTH;
    const first = used;
    for (let i = 0; i < reader.count; i += 1) {
      if (isTie(reader.kinds[i] ?? 0) !== isForTies) continue;
      const number = numbers[(reader.hashes[i] ?? 0) & counts.mask] ?? 0;
      if (number === 0 || isKept(kept, used, number)) continue;
      if (used < room) {
        kept[used++] = number;
        continue;
      }
      // The one that says least gives way.
      let least = first;
      for (let k = first; k < used; k += 1) if ((weights[kept[k] ?? 0] ?? 0) < (weights[kept[least] ?? 0] ?? 0)) least = k;
      if (first < used && (weights[number] ?? 0) > (weights[kept[least] ?? 0] ?? 0)) kept[least] = number;
    }
  }
}

/**
 * Reads all titles twice, in short steps, and makes their vectors. About two seconds for 200,000 titles with stories on a desk computer;
 * takes 10 MB more while it runs.
 */
export function* buildContentSteps(source: TermSource, reader: TermReader): Steps<ContentVectors> {
  const { count } = source;
  const counts = new TermCounts(count);
  yield;
  for (let title = 0; title < count; title += 1) {
    reader.clear();
    source.read(title, reader);
    counts.note(reader, title);
    if (title % TITLES_PER_STEP === TITLES_PER_STEP - 1) yield;
  }
  const numbered = yield* numberTermsSteps(counts, count);
  const terms = new Uint16Array(count * WIDTH);
  const lengths = new Float32Array(count);
  for (let title = 0; title < count; title += 1) {
    reader.clear();
    source.read(title, reader);
    const kept = terms.subarray(title * WIDTH, title * WIDTH + WIDTH);
    keepTerms(reader, counts, numbered, kept);
    let sum = 0;
    for (let i = 0; i < WIDTH; i += 1) sum += (numbered.weights[kept[i] ?? 0] ?? 0) ** 2;
    lengths[title] = Math.sqrt(sum);
    if (title % TITLES_PER_STEP === TITLES_PER_STEP - 1) yield;
  }
  return new ContentVectors(count, terms, numbered.weights, lengths);
}
