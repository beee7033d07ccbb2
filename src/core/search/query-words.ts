import type { LetterCodes } from './letter-codes';
import { LIGHT } from './light-words';
import { TRAIT } from './word-splitter';
import type { WordSplitter } from './word-splitter';

/** Most words of a query looked at; further ones are ignored. */
export const MAX_QUERY_WORDS = 10;
/** Characters of a query looked at. */
export const MAX_QUERY_CHARS = 200;
/** Codes of all words of a query: a letter takes up to three. */
const MAX_CODES = 1024;

/** One word of a query. */
export interface QueryWord {
  /** Its codes are `codes[from..to)`. */
  from: number;
  to: number;
  /** Its letters as text. */
  text: string;
  /** A pair of ideographs, or one alone. */
  isGram: boolean;
  /** The word being typed: it may be only the beginning. */
  isLast: boolean;
  /** A word a title need not have: "the", "and", "HD", a year, a word said before. */
  isOptional: boolean;
  /** Of those words: "the", "and", "HD". */
  isLight: boolean;
  isArticle: boolean;
  /** Said before. */
  isRepeat: boolean;
  /** A year from 1900 to 2099 behind another word: may be the title's year instead. 0: none. */
  year: number;
}

function newWord(): QueryWord {
  return { from: 0, to: 0, text: '', isGram: false, isLast: false, isOptional: false, isLight: false, isArticle: false, isRepeat: false, year: 0 };
}

/** The words of the query being answered. One object serves all queries. */
export class QueryWords {
  readonly codes = new Uint8Array(MAX_CODES);
  readonly words: readonly QueryWord[];
  count = 0;
  /** Whether some words are light. */
  hasLight = false;
  private used = 0;

  constructor(
    private readonly splitter: WordSplitter,
    private readonly letterCodes: LetterCodes,
  ) {
    const words: QueryWord[] = [];
    for (let i = 0; i < MAX_QUERY_WORDS; i += 1) words.push(newWord());
    this.words = words;
  }

  /** The word `index` of `words`; must be below `count`. */
  word(index: number): QueryWord {
    return this.words[index] ?? newWord();
  }

  /** Reads a query. */
  read(query: string): void {
    const { splitter } = this;
    splitter.splitText(query.length > MAX_QUERY_CHARS ? query.slice(0, MAX_QUERY_CHARS) : query);
    this.count = 0;
    this.used = 0;
    let behind = splitter.count;
    // The last ideograph alone stands in titles for whatever follows; in a query it is within the pair before it.
    if (behind > 1 && this.isLoneGram(behind - 1) && this.isPair(behind - 2)) behind -= 1;
    for (let word = 0; word < behind && this.count < MAX_QUERY_WORDS; word += 1) {
      // Within a run followed by other words the same.
      if (word > 0 && word + 1 < behind && this.isLoneGram(word) && this.isPair(word - 1)) continue;
      this.add(splitter, word, word === behind - 1);
    }
    this.markOptional();
  }

  /**
   * Takes word `index` apart into its first `place` letters and those behind the next `gap`, for a space that was forgotten (`gap` 0) or
   * mistyped (1). `false`: no room.
   */
  splitAt(index: number, place: number, gap: number): boolean {
    if (this.count >= MAX_QUERY_WORDS) return false;
    for (let i = this.count; i > index; i -= 1) Object.assign(this.word(i), this.word(i - 1));
    this.count += 1;
    const first = this.word(index);
    const second = this.word(index + 1);
    second.from += place + gap;
    second.text = second.text.slice(place + gap);
    first.to = first.from + place;
    first.text = first.text.slice(0, place);
    first.isLast = false;
    return true;
  }

  /** Replaces the text of word `index`. `false`: no room. */
  replace(index: number, text: string): boolean {
    const word = this.word(index);
    const from = this.encode(text);
    if (this.scratchEnd >= MAX_CODES - 3) return false;
    word.from = from;
    word.to = this.scratchEnd;
    word.text = text;
    this.used = this.scratchEnd;
    return true;
  }

  /** Encodes a folded text into `codes` behind everything else and returns where it begins; it ends at {@link scratchEnd}. */
  encode(text: string): number {
    const from = this.used;
    let at = from;
    for (let i = 0; i < text.length && at < MAX_CODES - 3; i += 1) at = this.letterCodes.put(text.charCodeAt(i), this.codes, at, false);
    this.scratchEnd = at;
    return from;
  }

  /** Where the last {@link encode} ended. */
  scratchEnd = 0;

  private isLoneGram(word: number): boolean {
    return ((this.splitter.traits[word] ?? 0) & TRAIT.gram) !== 0 && !this.isPair(word);
  }

  private isPair(word: number): boolean {
    const { splitter } = this;
    return ((splitter.traits[word] ?? 0) & TRAIT.gram) !== 0 && (splitter.ends[word] ?? 0) - (splitter.starts[word] ?? 0) === 2;
  }

  private add(splitter: WordSplitter, index: number, isLast: boolean): void {
    const start = splitter.starts[index] ?? 0;
    const end = splitter.ends[index] ?? 0;
    let text = '';
    for (let i = start; i < end; i += 1) text += String.fromCharCode(splitter.letters[i] ?? 0);
    let isRepeat = false;
    for (let i = 0; i < this.count; i += 1) isRepeat ||= this.word(i).text === text;
    const word = this.word(this.count);
    const light = splitter.lightOf(index);
    word.from = this.encode(text);
    word.to = this.scratchEnd;
    this.used = word.to;
    word.text = text;
    word.isGram = ((splitter.traits[index] ?? 0) & TRAIT.gram) !== 0;
    word.isLast = isLast;
    word.isRepeat = isRepeat;
    word.isLight = light !== 0;
    word.isArticle = light === LIGHT.article;
    word.year = this.count === 0 ? 0 : splitter.yearOf(index);
    word.isOptional = light !== 0 || isRepeat || word.year !== 0;
    this.count += 1;
  }

  /** If every word may be missing, none may. */
  private markOptional(): void {
    this.hasLight = false;
    for (let i = 0; i < this.count; i += 1) this.hasLight ||= this.word(i).isLight;
    for (let i = 0; i < this.count; i += 1) if (!this.word(i).isOptional) return;
    this.hasLight = false;
    for (let i = 0; i < this.count; i += 1) {
      this.word(i).isOptional = this.word(i).isRepeat;
      this.word(i).isLight = false;
    }
  }
}
