import type { IndexData } from './index-data';
import type { PostingReader } from './posting-reader';
import { MAX_QUERY_WORDS } from './query-words';
import type { QueryWords } from './query-words';
import type { WordSpans } from './word-spans';

/** Shorter words are not looked for among genres and people. */
const MIN_FIELD = 3;

/** In which order to go through the words of a query: those with the fewest titles first. */
export class WordPlan {
  /** Words a title must have, those with the shortest postings first. */
  readonly order = new Uint8Array(MAX_QUERY_WORDS);
  /** Cost of each of {@link order}, in bytes of postings. */
  readonly costs = new Float64Array(MAX_QUERY_WORDS);
  count = 0;
  /** Bits of words a title must have that may be a genre (or person) instead: their postings do not tell everything. */
  fieldMask = 0;
  /** Whether some word a title must have matches nothing. */
  isHopeless = false;
  private readonly vocabulary: Uint32Array;

  constructor(
    data: IndexData,
    private readonly query: QueryWords,
    private readonly spans: WordSpans,
    private readonly postings: PostingReader,
  ) {
    this.vocabulary = data.fieldVocabulary;
  }

  /** Makes the plan for what the words match now. `isStrict`: titles must have the optional words too, except years and repeats. */
  make(isStrict = false): void {
    const { query, spans } = this;
    this.count = 0;
    this.fieldMask = 0;
    this.isHopeless = false;
    for (let index = 0; index < query.count; index += 1) {
      const word = query.word(index);
      if (word.isOptional && !(isStrict && word.isLight)) continue;
      if (this.isField(index)) this.fieldMask |= 1 << index;
      else if (!spans.hasAny(index)) this.isHopeless = true;
      else this.insert(index);
    }
    if (this.count > 0 || this.isHopeless) return;
    // Nothing but genres: they drive after all.
    for (let index = 0; index < query.count; index += 1) if (((this.fieldMask >>> index) & 1) === 1 && spans.hasAny(index)) this.insert(index);
    this.fieldMask = 0;
  }

  /** Whether a word of the query begins a genre (or person). */
  isField(index: number): boolean {
    const word = this.query.word(index);
    if (this.vocabulary.length === 0 || word.isGram || word.to - word.from < MIN_FIELD) return false;
    const lo = this.spans.los[index] ?? 0;
    const hi = this.spans.his[index] ?? 0;
    let low = 0;
    let high = this.vocabulary.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.vocabulary[middle] ?? 0) < lo) low = middle + 1;
      else high = middle;
    }
    return low < this.vocabulary.length && (this.vocabulary[low] ?? 0) < hi;
  }

  private insert(index: number): void {
    const { order, costs } = this;
    const cost = this.postings.costOf(this.spans, index);
    let at = this.count++;
    for (; at > 0 && (costs[at - 1] ?? 0) > cost; at -= 1) {
      order[at] = order[at - 1] ?? 0;
      costs[at] = costs[at - 1] ?? 0;
    }
    order[at] = index;
    costs[at] = cost;
  }
}
