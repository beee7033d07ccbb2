import { EditDistance } from './edit-distance';
import type { Piece } from './edit-distance';
import { FuzzyWalk } from './fuzzy-walk';
import { SYLLABLE_KEYS, syllableErrors } from './hangul-errors';
import type { SyllableErrors } from './hangul-errors';
import { gramBucket } from './index-data';
import type { IndexData } from './index-data';
import type { LetterCodes } from './letter-codes';
import { NumberWords } from './number-words';
import type { QueryWord, QueryWords } from './query-words';
import { TransliterationWalk } from './transliteration-walk';
import type { WordDictionary } from './word-dictionary';
import { LEVEL } from './word-spans';
import type { WordSpans } from './word-spans';

/** Shorter words are matched as beginnings only where they are being typed. */
const MIN_BEGINNING = 3;
/** Shorter words are not looked for within others. */
const MIN_INNER = 3;
/** Words looked at for one inner or doubly wrong word. */
const MAX_LOOKED_AT = 1500;
/** Words compared letter by letter for two errors. */
const MAX_COMPARED = 500;
/** Inner matches kept: those in most titles. */
const MAX_INNER = 60;
/** Letters a word needs to have two errors. */
const MIN_TWO_ERRORS = 8;
const IDEOGRAPH_BYTES = 3;
const ARABIC_ARTICLE = 'ال';

/** Finds the words of the dictionary that the words of a query may stand for. */
export class WordMatcher {
  /** Nodes, words and postings looked at since the caller set it to 0; for bounding work. */
  work = 0;
  private readonly walk: FuzzyWalk;
  private readonly transliteration: TransliterationWalk;
  private readonly numbers = new NumberWords();
  private readonly distance = new EditDistance();
  private readonly typed: Piece;
  private readonly other: Piece;
  private readonly foundWords = new Int32Array(MAX_LOOKED_AT * 2);
  private foundCount = 0;

  constructor(
    private readonly data: IndexData,
    private readonly words: WordDictionary,
    private readonly query: QueryWords,
    private readonly spans: WordSpans,
    codes: LetterCodes,
  ) {
    this.walk = new FuzzyWalk(words, codes.scripts());
    this.transliteration = new TransliterationWalk(words, codes);
    this.typed = { bytes: query.codes, from: 0, to: 0 };
    this.other = { bytes: data.wordBytes, from: 0, to: 0 };
  }

  /** Words that begin with each word of the query, and other ways to write them. */
  matchPlain(): void {
    const { query, spans, words } = this;
    spans.clear();
    for (let index = 0; index < query.count; index += 1) {
      const word = query.word(index);
      if (!words.prefix(query.codes, word.from, word.to)) continue;
      const whole = words.lengthOf(words.lo) === word.to - word.from ? words.lo : -1;
      const isBeginning = word.isLast || whole < 0 || (!word.isGram && word.to - word.from >= MIN_BEGINNING);
      spans.setBase(index, words.lo, isBeginning ? words.hi : whole + 1, whole);
    }
    for (let index = 0; index < query.count; index += 1) if (!query.word(index).isGram) this.matchAliases(index);
  }

  /** Words of the dictionary that a word of the query occurs in. */
  matchInner(index: number): void {
    const { query, spans } = this;
    const { from, to, isGram } = query.word(index);
    const { codes } = query;
    if (isGram || to - from < MIN_INNER) return;
    this.foundCount = 0;
    // Grams at odd places are listed: of two neighbouring grams of the word one is among them wherever the word stands.
    let [best, least] = [0, Infinity];
    for (let gram = 0; gram + 3 < to - from || gram === 0; gram += 1) {
      const cost = this.gramCost(from + gram) + (to - from > 3 ? this.gramCost(from + gram + 1) : 0);
      if (cost < least) [best, least] = [gram, cost];
    }
    for (let gram = best; gram < Math.min(best + 2, to - from - 2); gram += 1) {
      const at = from + gram;
      this.eachOfGram(gramBucket(codes[at] ?? 0, codes[at + 1] ?? 0, codes[at + 2] ?? 0), (word) => {
        if (this.occursIn(word, from, to)) this.foundWords[this.foundCount++] = word;
      });
    }
    if (this.foundCount > MAX_INNER) this.keepFrequent();
    for (let i = 0; i < this.foundCount; i += 1) {
      const word = this.foundWords[i] ?? 0;
      spans.add(index, word, word + 1, LEVEL.inner);
    }
  }

  /** Words one typing error away from a word of the query. */
  matchError(index: number): void {
    const { query, spans, words, walk } = this;
    const word = query.word(index);
    if (word.isGram) {
      // Pairs that begin with the same ideograph.
      if (words.prefix(query.codes, word.from, word.from + IDEOGRAPH_BYTES)) spans.setWeak(index, words.lo, words.hi);
      return;
    }
    const syllables = syllableErrors(word.text);
    if (syllables !== null) this.matchSyllables(index, syllables);
    walk.find(query.codes, word.from, word.to);
    this.work += walk.nodes;
    // Errors in later letters are likelier: they come last.
    for (let i = walk.count - 1; i >= 0; i -= 1) {
      const lo = walk.los[i] ?? 0;
      const hi = walk.his[i] ?? 0;
      const isWhole = words.lengthOf(lo) === walk.depths[i];
      if (isWhole) spans.add(index, lo, lo + 1, LEVEL.error);
      if (word.isLast || word.to - word.from > MIN_BEGINNING + 1) spans.add(index, isWhole ? lo + 1 : lo, hi, LEVEL.errorPrefix);
    }
  }

  /** Words of other scripts that sound like a word of the query; `isAbjad`: of scripts that do not write vowels, else of the others. */
  matchOtherScripts(index: number, isAbjad: boolean): void {
    const { query, spans, transliteration } = this;
    const word = query.word(index);
    if (word.isGram) return;
    transliteration.find(word.text, word.isLast, isAbjad, (lo, hi, isWhole) => {
      if (isWhole) spans.add(index, lo, lo + 1, LEVEL.alias);
      spans.add(index, isWhole ? lo + 1 : lo, hi, LEVEL.alias);
    });
    this.work += transliteration.nodes;
  }

  /**
   * Words two typing errors away from a long word of the query that share three letters in a row with it; looked for by the rarest
   * of its grams.
   */
  matchTwoErrors(index: number): void {
    const { query, spans, words, typed, other } = this;
    const word = query.word(index);
    if (word.isGram || word.to - word.from < MIN_TWO_ERRORS) return;
    const { codes } = query;
    typed.from = word.from;
    typed.to = word.to;
    const places: number[] = [];
    for (let at = word.from; at + 2 < word.to; at += 1) places.push(at);
    places.sort((a, b) => this.gramCost(a) - this.gramCost(b) || a - b);
    let looked = 0;
    for (const at of places) {
      looked += this.gramCost(at);
      if (looked > MAX_COMPARED) break;
      this.eachOfGram(gramBucket(codes[at] ?? 0, codes[at + 1] ?? 0, codes[at + 2] ?? 0), (found) => {
        other.from = words.starts[found] ?? 0;
        other.to = words.starts[found + 1] ?? 0;
        if (this.distance.between(typed, other, 2, word.isLast) <= 2) spans.add(index, found, found + 1, LEVEL.errors);
      });
    }
  }

  /** Words of Hangul with one wrong syllable. */
  private matchSyllables(index: number, errors: SyllableErrors): void {
    const { query, spans, words } = this;
    const { isLast } = query.word(index);
    for (const text of errors.words) {
      const from = query.encode(text);
      if (!words.prefix(query.codes, from, query.scratchEnd)) continue;
      const isWhole = words.lengthOf(words.lo) === query.scratchEnd - from;
      if (isWhole) spans.add(index, words.lo, words.lo + 1, LEVEL.error);
      if (isLast) spans.add(index, isWhole ? words.lo + 1 : words.lo, words.hi, LEVEL.errorPrefix);
    }
    for (const { before, behind } of errors.gaps) this.matchGap(index, before, behind);
  }

  /** Words that have any one syllable between `before` and `behind`. */
  private matchGap(index: number, before: string, behind: string): void {
    const { query, words } = this;
    const { codes } = query;
    const from = query.encode(before + behind);
    const to = query.scratchEnd;
    const middle = from + before.length;
    if (before !== '') {
      if (!words.prefix(codes, from, middle)) return;
      const { lo, hi } = words;
      for (let word = lo; word < Math.min(hi, lo + MAX_LOOKED_AT); word += 1) this.addIfGap(index, word, before.length, middle, to);
      this.work += Math.min(hi - lo, MAX_LOOKED_AT);
      return;
    }
    for (let gram = 0; gram < Math.min(2, to - middle - 2); gram += 1) {
      const at = middle + gram;
      this.eachOfGram(gramBucket(codes[at] ?? 0, codes[at + 1] ?? 0, codes[at + 2] ?? 0), (word) => this.addIfGap(index, word, 0, middle, to));
    }
  }

  /** Adds a word if `codes[from..to)` follows behind `depth` codes and those of one syllable. */
  private addIfGap(index: number, word: number, depth: number, from: number, to: number): void {
    const { words, query, spans } = this;
    const { bytes } = words;
    const start = (words.starts[word] ?? 0) + depth;
    const end = (words.starts[word + 1] ?? 0);
    const { isLast } = query.word(index);
    for (let keys: number = SYLLABLE_KEYS[0]; keys <= SYLLABLE_KEYS[1]; keys += 1) {
      const rest = end - start - keys;
      if (rest < to - from || (!isLast && rest !== to - from)) continue;
      let i = from;
      while (i < to && bytes[start + keys + i - from] === query.codes[i]) i += 1;
      if (i < to) continue;
      spans.add(index, word, word + 1, rest === to - from ? LEVEL.error : LEVEL.errorPrefix);
      return;
    }
  }

  private matchAliases(index: number): void {
    const { query, spans, words } = this;
    const word = query.word(index);
    for (const other of this.numbers.others(word.text, index === 0)) {
      const from = query.encode(other);
      const found = words.find(query.codes, from, query.scratchEnd);
      if (found >= 0) spans.add(index, found, found + 1, LEVEL.alias);
    }
    // A longer word would have been taken apart from the article.
    if (word.isLast && word.text.length > 2 && word.text.indexOf(ARABIC_ARTICLE) === 0) this.addBeginnings(index, index, word.text.slice(2));
    if (index + 1 < query.count && !query.word(index + 1).isGram) this.matchJoined(index, word, query.word(index + 1));
  }

  /** "spider man" also as "spiderman". */
  private matchJoined(index: number, word: QueryWord, next: QueryWord): void {
    const { query, spans, words } = this;
    const joined = word.text + next.text;
    if (next.isLast) {
      if (joined.length > MIN_BEGINNING) this.addBeginnings(index, index + 1, joined);
      return;
    }
    const from = query.encode(joined);
    const found = words.find(query.codes, from, query.scratchEnd);
    if (found < 0) return;
    spans.add(index, found, found + 1, LEVEL.alias);
    spans.add(index + 1, found, found + 1, LEVEL.alias);
  }

  private addBeginnings(first: number, last: number, text: string): void {
    const { query, spans, words } = this;
    const from = query.encode(text);
    if (!words.prefix(query.codes, from, query.scratchEnd)) return;
    const { lo, hi } = words;
    for (let index = first; index <= last; index += 1) spans.add(index, lo, hi, LEVEL.alias);
  }

  private occursIn(word: number, from: number, to: number): boolean {
    const { words, query } = this;
    const { bytes } = words;
    const { codes } = query;
    const end = (words.starts[word + 1] ?? 0) - (to - from);
    const first = codes[from] ?? 0;
    for (let at = (words.starts[word] ?? 0) + 1; at <= end; at += 1) {
      if (bytes[at] !== first) continue;
      let i = from + 1;
      while (i < to && bytes[at + i - from] === codes[i]) i += 1;
      if (i === to) return true;
    }
    return false;
  }

  private gramCost(at: number): number {
    const { codes } = this.query;
    const bucket = gramBucket(codes[at] ?? 0, codes[at + 1] ?? 0, codes[at + 2] ?? 0);
    return this.data.gramStarts.at(bucket + 1) - this.data.gramStarts.at(bucket);
  }

  private eachOfGram(bucket: number, visit: (word: number) => void): void {
    const { grams, gramStarts } = this.data;
    const end = gramStarts.at(bucket + 1);
    let word = -1;
    let looked = 0;
    for (let at = gramStarts.at(bucket); at < end && looked < MAX_LOOKED_AT; looked += 1) {
      let byte = grams[at++] ?? 0;
      let difference = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = grams[at++] ?? 0;
        difference |= (byte & 0x7f) << shift;
      }
      word += difference + 1;
      visit(word);
    }
    this.work += looked;
  }

  /** Keeps the inner matches with the longest postings. */
  private keepFrequent(): void {
    const { foundWords, data } = this;
    const sizes = new Float64Array(this.foundCount);
    for (let i = 0; i < this.foundCount; i += 1) {
      const word = foundWords[i] ?? 0;
      // Longest first, the earlier word first among equal ones.
      sizes[i] = -(data.postingStarts.at(word + 1) - data.postingStarts.at(word)) * 0x1000000 + word;
    }
    sizes.sort();
    for (let i = 0; i < MAX_INNER; i += 1) foundWords[i] = (((sizes[i] ?? 0) % 0x1000000) + 0x1000000) % 0x1000000;
    this.foundCount = MAX_INNER;
  }
}
