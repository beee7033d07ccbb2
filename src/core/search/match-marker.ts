import { EditDistance } from './edit-distance';
import type { Piece } from './edit-distance';
import { NumberWords } from './number-words';
import { WordSplitter } from './word-splitter';

/** Characters of a query looked at. */
const MAX_QUERY_CHARS = 200;
/** Words with so many letters may have one error, or two. */
const [MIN_ONE_ERROR, MIN_TWO_ERRORS] = [3, 8];
/** Fewer letters are not looked for within words. */
const MIN_INNER = 3;

interface TypedWord {
  readonly text: string;
  readonly isLast: boolean;
}

interface TitleWord {
  readonly text: string;
  /** Where each letter begins in the title, and where its character ends. */
  readonly origins: readonly number[];
  readonly behinds: readonly number[];
}

/** Tells which parts of titles a query matched. Keep one: it holds tables of letters. */
export class MatchMarker {
  private readonly splitter = new WordSplitter();
  private readonly numbers = new NumberWords();
  private readonly distance = new EditDistance();
  private query = '';
  private words: readonly TypedWord[] = [];

  /**
   * The parts of `title` that `query` matched, as pairs of start and end in UTF-16 units, ascending, not overlapping: `[0, 3, 8, 12]`. A
   * mistyped word marks the whole word it stands for. For the rows on screen, not for whole lists.
   */
  ranges(title: string, query: string): readonly number[] {
    if (query !== this.query) {
      this.words = this.readQuery(query);
      this.query = query;
    }
    const titleWords = this.readTitle(title);
    const marks = new Uint8Array(title.length + 1);
    this.words.forEach((typed, index) => this.markWord(typed, index, titleWords, marks));
    return rangesOf(marks, title.length);
  }

  private readQuery(query: string): readonly TypedWord[] {
    const { splitter } = this;
    splitter.splitText(query.slice(0, MAX_QUERY_CHARS));
    const words: TypedWord[] = [];
    for (let index = 0; index < splitter.count; index += 1) words.push({ text: splitter.textOf(index), isLast: index === splitter.count - 1 });
    return words;
  }

  private readTitle(title: string): readonly TitleWord[] {
    const { splitter } = this;
    splitter.splitText(title);
    const words: TitleWord[] = [];
    for (let index = 0; index < splitter.count; index += 1) {
      const [start, end] = [splitter.starts[index] ?? 0, splitter.ends[index] ?? 0];
      words.push({
        text: splitter.textOf(index),
        origins: Array.from(splitter.origins.subarray(start, end)),
        behinds: Array.from(splitter.behinds.subarray(start, end)),
      });
    }
    return words;
  }

  private markWord(typed: TypedWord, index: number, words: readonly TitleWord[], marks: Uint8Array): void {
    const { text } = typed;
    let isFound = false;
    for (const word of words) {
      if (word.text.indexOf(text) !== 0) continue;
      mark(marks, word, 0, text.length);
      isFound = true;
    }
    if (isFound || this.markAliases(typed, index, words, marks)) return;
    for (const word of words) {
      const at = text.length >= MIN_INNER ? word.text.indexOf(text) : -1;
      if (at < 0) continue;
      mark(marks, word, at, at + text.length);
      isFound = true;
    }
    if (!isFound) this.markMistyped(typed, words, marks);
  }

  /** Number words, and words that one side writes as two. */
  private markAliases({ text }: TypedWord, index: number, words: readonly TitleWord[], marks: Uint8Array): boolean {
    const others = this.numbers.others(text, index === 0);
    const joined = [text + (this.words[index + 1]?.text ?? ''), (this.words[index - 1]?.text ?? '') + text];
    let isFound = false;
    words.forEach((word, place) => {
      const next = words[place + 1];
      const isJoined = word.text.length > text.length && joined.some((whole) => word.text.indexOf(whole) === 0 && whole !== text);
      if (isJoined || others.indexOf(word.text) >= 0) {
        mark(marks, word, 0, word.text.length);
        isFound = true;
      } else if (next !== undefined && text.length > word.text.length && (word.text + next.text).indexOf(text) === 0) {
        mark(marks, word, 0, word.text.length);
        mark(marks, next, 0, text.length - word.text.length);
        isFound = true;
      }
    });
    return isFound;
  }

  private markMistyped({ text, isLast }: TypedWord, words: readonly TitleWord[], marks: Uint8Array): void {
    if (text.length < MIN_ONE_ERROR) return;
    const limit = text.length >= MIN_TWO_ERRORS ? 2 : 1;
    const typed = pieceOf(text);
    let best: TitleWord | null = null;
    let least = limit + 1;
    for (const word of words) {
      const errors = this.distance.between(typed, pieceOf(word.text), limit, isLast);
      if (errors < least) [best, least] = [word, errors];
    }
    if (best !== null) mark(marks, best, 0, best.text.length);
  }
}

/** Letters as bytes that are equal where the letters are, for all practical purposes. */
function pieceOf(text: string): Piece {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = (text.charCodeAt(i) ^ (text.charCodeAt(i) >> 8)) & 0xff;
  return { bytes, from: 0, to: text.length };
}

/** Marks letters `from..to` of a word; a character of several letters as a whole. */
function mark(marks: Uint8Array, word: TitleWord, from: number, to: number): void {
  for (let i = from; i < Math.min(to, word.origins.length); i += 1) marks.fill(1, word.origins[i] ?? 0, word.behinds[i] ?? 0);
}

function rangesOf(marks: Uint8Array, length: number): readonly number[] {
  const ranges: number[] = [];
  for (let at = 0; at <= length; at += 1) {
    const isOpen = ranges.length % 2 === 1;
    if ((marks[at] === 1 && at < length) !== isOpen) ranges.push(at);
  }
  return ranges;
}
