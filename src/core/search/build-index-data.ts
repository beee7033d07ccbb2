import type { Steps } from '../base';
import { inStretches } from '../text';
import { BASE_BITS, BLOCK_BITS, GRAM_BUCKETS, PAIR_CODES, SAMPLE_BITS, gramBucket } from './index-data';
import type { IndexData, IndexSection } from './index-data';
import { ESCAPE } from './letter-codes';
import { orderTitles } from './order-titles';
import { orderWords } from './order-words';
import type { WordTable } from './order-words';
import { PackedColumnWriter } from './packed-column';
import type { PackedColumn } from './packed-column';
import { scanTitles } from './scan-titles';
import type { ScannedTitles } from './scan-titles';
import type { TitleSource } from './title-source';
import { writePostings } from './write-postings';
import type { KeysOfValues } from './write-postings';

/** Titles or words between two pauses: about a millisecond on a desk computer. */
const STEP = 1 << 13;
/** Documents written between two pauses: each has several words. */
const STEP_DOCS = 1 << 11;
/** Groups of further words between two pauses. */
const STEP_GROUPS = 256;

/**
 * Builds an index in slices; equal sources give equal data. About 1.5 us per title on a desk computer. The loops are functions of their
 * own: engines make those fast sooner than loops with pauses in them.
 */
export function* buildIndexData(source: TitleSource): Steps<IndexData> {
  const titles = yield* scanTitles(source);
  const wordOrder = yield* orderWords(titles.words);
  const rankOf = new Uint32Array(wordOrder.length + 1);
  yield* inStretches(wordOrder.length, STEP, (from, to) => {
    invert(wordOrder, rankOf, from, to);
  });
  const words = yield* sortedWords(titles.words, wordOrder);
  const order = yield* orderTitles(titles, rankOf, source.sections);
  const docs = new DocWriter(titles, order, rankOf);
  yield;
  yield* inStretches(order.length, STEP_DOCS, (from, to) => {
    docs.write(from, to);
  });
  const postings = yield* writePostings(wordOrder.length, docs.words);
  const gramsOf = yield* gramsOfWords(words.wordBytes, words.wordStarts);
  const grams = yield* writePostings(GRAM_BUCKETS, gramsOf);
  const beginnings = yield* beginningsOf(words.wordBytes, words.wordStarts);
  const rows = yield* rowsOf(order, source.sections);
  const columns = docs.columns();
  yield;
  return {
    revision: source.revision,
    sections: source.sections,
    alphabet: titles.codes.alphabet(),
    ...words,
    ...beginnings,
    postings: postings.bytes,
    postingStarts: postings.starts,
    grams: grams.bytes,
    gramStarts: grams.starts,
    ...columns,
    rows,
    ...(yield* fieldsOf(titles, order, rankOf)),
  };
}

/** Place of each word (numbers from 1) in their order. */
function invert(wordOrder: Uint32Array, rankOf: Uint32Array, from: number, to: number): void {
  for (let rank = from; rank < to; rank += 1) rankOf[wordOrder[rank] ?? 0] = rank;
}

function* sortedWords(table: WordTable, wordOrder: Uint32Array): Steps<Pick<IndexData, 'wordBytes' | 'wordStarts'>> {
  const wordBytes = new Uint8Array(table.bytes.length);
  const wordStarts = new Uint32Array(wordOrder.length + 1);
  yield* inStretches(wordOrder.length, STEP, (from, to) => {
    for (let i = from; i < to; i += 1) wordStarts[i + 1] = copyWord(table, wordOrder[i] ?? 0, wordBytes, wordStarts[i] ?? 0);
  });
  return { wordBytes, wordStarts };
}

function copyWord({ bytes, ends }: WordTable, word: number, target: Uint8Array, at: number): number {
  const end = ends[word] ?? 0;
  let to = at;
  for (let i = ends[word - 1] ?? 0; i < end; i += 1) target[to++] = bytes[i] ?? 0;
  return to;
}

/** Tables of where words with the same first code, and the same first two, begin. */
function* beginningsOf(bytes: Uint8Array, starts: Uint32Array): Steps<Pick<IndexData, 'wordFirsts' | 'wordPairs'>> {
  const wordFirsts = new Uint32Array(257);
  const wordPairs = new Uint32Array(PAIR_CODES * PAIR_CODES + 1);
  const count = starts.length - 1;
  const next = { first: 0, pair: 0 };
  yield* inStretches(count + 1, STEP, (from, to) => {
    for (let word = from; word < to; word += 1) {
      const at = starts[word] ?? 0;
      const first = word === count ? 256 : (bytes[at] ?? 0);
      while (next.first <= first) wordFirsts[next.first++] = word;
      // A word of one code comes before all pairs that begin with it.
      const second = at + 1 < (starts[word + 1] ?? 0) ? (bytes[at + 1] ?? 0) : 0;
      const pair = first >= PAIR_CODES ? PAIR_CODES * PAIR_CODES : first * PAIR_CODES + Math.min(second, PAIR_CODES - 1);
      while (next.pair <= pair) wordPairs[next.pair++] = word;
    }
  });
  return { wordFirsts, wordPairs };
}

type DocColumns = Pick<IndexData, 'docCounts' | 'docEdges' | 'docBases' | 'docWords' | 'samples' | 'priors' | 'blockPriors' | 'years'>;

/** Writes the columns of documents. */
class DocWriter {
  /** Words of each document, for the postings. */
  readonly words: KeysOfValues;
  private readonly counts: Uint8Array;
  private readonly edges: Uint8Array;
  private readonly bases: Uint32Array;
  private readonly samples: Uint32Array;
  private readonly priors: Uint8Array;
  private readonly blockPriors: Uint8Array;
  private readonly years: Uint8Array;
  private readonly packed: PackedColumnWriter;
  private hasYears = false;

  constructor(
    private readonly titles: ScannedTitles,
    private readonly order: Uint32Array,
    private readonly rankOf: Uint32Array,
  ) {
    const count = order.length;
    this.words = { keys: new Uint32Array(titles.wordsOf.length), firsts: new Uint32Array(count + 1) };
    this.counts = new Uint8Array(count);
    this.edges = new Uint8Array(count);
    this.bases = new Uint32Array((count >> BASE_BITS) + 1);
    this.samples = new Uint32Array((count >> SAMPLE_BITS) + 1);
    this.priors = new Uint8Array(count);
    this.blockPriors = new Uint8Array((count >> BLOCK_BITS) + 1);
    this.years = new Uint8Array(count);
    this.packed = new PackedColumnWriter(titles.wordsOf.length, rankOf.length);
  }

  /** Writes documents `from..to`. */
  write(from: number, to: number): void {
    const { titles, order, rankOf, packed, bases, samples } = this;
    const { firsts, wordsOf } = titles;
    const { keys, firsts: docFirsts } = this.words;
    let at = docFirsts[from] ?? 0;
    for (let doc = from; doc < to; doc += 1) {
      const title = order[doc] ?? 0;
      if ((doc & ((1 << BASE_BITS) - 1)) === 0) bases[doc >> BASE_BITS] = at;
      const first = at;
      const behind = firsts[title + 1] ?? 0;
      for (let i = firsts[title] ?? 0; i < behind; i += 1) {
        const rank = rankOf[wordsOf[i] ?? 0] ?? 0;
        keys[at++] = rank;
        packed.push(rank);
      }
      docFirsts[doc + 1] = at;
      const edge = titles.edges[title] ?? 0;
      const core = first + (edge & 15);
      if ((doc & ((1 << SAMPLE_BITS) - 1)) === 0) samples[doc >> SAMPLE_BITS] = core < at - (edge >> 4) ? (keys[core] ?? 0) + 1 : 0;
      this.counts[doc] = at - first;
      this.edges[doc] = edge;
      this.writeNumbers(doc, title);
    }
  }

  columns(): DocColumns {
    return {
      docCounts: this.counts, docEdges: this.edges, docBases: this.bases, docWords: this.packed.finish(), samples: this.samples,
      priors: this.priors, blockPriors: this.blockPriors, years: this.hasYears ? this.years : new Uint8Array(0),
    };
  }

  private writeNumbers(doc: number, title: number): void {
    const prior = this.titles.priors[title] ?? 0;
    const year = this.titles.years[title] ?? 0;
    this.priors[doc] = prior;
    if (prior > (this.blockPriors[doc >> BLOCK_BITS] ?? 0)) this.blockPriors[doc >> BLOCK_BITS] = prior;
    this.years[doc] = year;
    if (year > 0) this.hasYears = true;
  }
}

function* rowsOf(order: Uint32Array, sections: readonly IndexSection[]): Steps<PackedColumn> {
  const rows = new PackedColumnWriter(order.length, sections.reduce((most, section) => Math.max(most, section.count), 0));
  let first = 0;
  for (const { count } of sections) {
    const begin = first;
    yield* inStretches(count, STEP, (from, to) => {
      for (let doc = begin + from; doc < begin + to; doc += 1) rows.push((order[doc] ?? 0) - begin);
    });
    first += count;
  }
  return rows.finish();
}

/** Buckets of three neighbouring codes at odd places of each word, ideographs left out. */
function* gramsOfWords(bytes: Uint8Array, starts: Uint32Array): Steps<KeysOfValues> {
  const count = starts.length - 1;
  // Every second code begins one at most.
  const keys = new Uint32Array((bytes.length >> 1) + 1);
  const firsts = new Uint32Array(count + 1);
  yield* inStretches(count, STEP, (from, to) => {
    listGrams(bytes, starts, from, to, { keys, firsts });
  });
  return { keys, firsts };
}

function listGrams(bytes: Uint8Array, starts: Uint32Array, from: number, to: number, { keys, firsts }: KeysOfValues): void {
  let count = firsts[from] ?? 0;
  for (let word = from; word < to; word += 1) {
    const start = starts[word] ?? 0;
    const end = starts[word + 1] ?? 0;
    if (bytes[start] !== ESCAPE) {
      for (let at = start + 1; at + 2 < end; at += 2) keys[count++] = gramBucket(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);
    }
    firsts[word + 1] = count;
  }
}

type FieldColumns = Pick<IndexData, 'fields' | 'fieldStarts' | 'fieldWords' | 'fieldVocabulary'>;

function* fieldsOf(titles: ScannedTitles, order: Uint32Array, rankOf: Uint32Array): Steps<FieldColumns> {
  const groups = titles.fieldWords;
  const fieldStarts = new Uint32Array(groups.length + 1);
  const fieldWords: number[] = [];
  const isUsed = new Uint8Array(groups.length <= 1 ? 0 : rankOf.length);
  let usedCount = 0;
  for (let group = 0; group < groups.length; group += 1) {
    if (group % STEP_GROUPS === 0) yield;
    for (const rank of (groups[group] ?? []).map((word) => rankOf[word] ?? 0).sort((a, b) => a - b)) {
      fieldWords.push(rank);
      if (isUsed[rank] === 0) usedCount += 1;
      isUsed[rank] = 1;
    }
    fieldStarts[group + 1] = fieldWords.length;
  }
  const fieldVocabulary = new Uint32Array(usedCount);
  for (let rank = 0, at = 0; rank < isUsed.length; rank += 1) if (isUsed[rank] === 1) fieldVocabulary[at++] = rank;
  yield;
  return { fields: yield* fieldColumn(titles, order), fieldStarts, fieldWords: Uint32Array.from(fieldWords), fieldVocabulary };
}

function* fieldColumn(titles: ScannedTitles, order: Uint32Array): Steps<Uint8Array | Uint16Array> {
  const groups = titles.fieldWords.length;
  if (groups <= 1) return new Uint8Array(0);
  const fields = groups <= 0x100 ? new Uint8Array(order.length) : new Uint16Array(order.length);
  yield* inStretches(order.length, STEP, (from, to) => {
    for (let doc = from; doc < to; doc += 1) fields[doc] = titles.fields[order[doc] ?? 0] ?? 0;
  });
  return fields;
}
