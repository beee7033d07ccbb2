import type { Piece } from './edit-distance';
import { ESCAPE } from './letter-codes';
import type { WordDictionary } from './word-dictionary';

/** Most ranges of words one walk reports; what comes behind is not found. */
const MAX_RANGES = 160;
/** Most nodes one walk looks at, so that a crowded dictionary costs no more. */
const MAX_NODES = 6000;

/**
 * Finds words of a dictionary that differ from a given one by one typing error: a letter replaced, left out, added, or two neighbours
 * swapped, anywhere. Walks the sorted words as a tree: an error at each place, the rest followed exactly. Results are ranges of words;
 * a range begins with its shortest word.
 */
export class FuzzyWalk {
  /** Ranges found. */
  count = 0;
  readonly los = new Int32Array(MAX_RANGES);
  readonly his = new Int32Array(MAX_RANGES);
  /** Codes of the path to each range: a word of that length is the whole word typed wrong. */
  readonly depths = new Uint8Array(MAX_RANGES);
  /** Nodes looked at since {@link begin}; for bounding work. */
  nodes = 0;

  private codes: Uint8Array = new Uint8Array(0);
  private readonly rest: Piece = { bytes: new Uint8Array(0), from: 0, to: 0 };
  private from = 0;
  private to = 0;

  /** `scripts`: script of each code, see LetterCodes. */
  constructor(
    private readonly words: WordDictionary,
    private readonly scripts: Uint8Array,
  ) {}

  /** Finds all ranges one error away from `codes[from..to)`. */
  find(codes: Uint8Array, from: number, to: number): void {
    this.codes = codes;
    this.rest.bytes = codes;
    this.rest.to = to;
    this.from = from;
    this.to = to;
    this.count = 0;
    this.nodes = 0;
    const { words } = this;
    let lo = 0;
    let hi = words.count;
    for (let at = from; at <= to; at += 1) {
      this.errorsAt(lo, hi, at);
      if (at === to || !words.narrow(lo, hi, at - from, codes[at] ?? 0)) break;
      lo = words.lo;
      hi = words.hi;
    }
  }

  /** All errors at one place of the word, whose letters before it led to node `lo..hi`. */
  private errorsAt(lo: number, hi: number, at: number): void {
    const { words, codes, from, to } = this;
    const depth = at - from;
    const isLast = at === to - 1;
    // A letter too many.
    if (isLast) this.end(lo, depth);
    else if (at < to) this.tail(lo, hi, depth, at + 1);
    if (at + 1 < to && codes[at] !== codes[at + 1] && words.narrow(lo, hi, depth, codes[at + 1] ?? 0)) {
      if (words.narrow(words.lo, words.hi, depth + 1, codes[at] ?? 0)) this.tail(words.lo, words.hi, depth + 2, at + 2);
    }
    if (depth === 0) {
      this.firstLetters(at);
      return;
    }
    let child = words.behindEnd(lo, depth);
    while (child < hi && this.nodes < MAX_NODES) {
      const code = words.codeAt(child, depth);
      if (code === ESCAPE) break;
      const behind = words.firstAbove(child, hi, depth, code);
      this.nodes += 1;
      // Another letter, or one missing; before an equal one that is the same as behind it.
      if (at < to && code !== codes[at]) {
        if (isLast) this.end(child, depth + 1);
        else this.tail(child, behind, depth + 1, at + 1);
        this.tail(child, behind, depth + 1, at);
      }
      child = behind;
    }
  }

  /** A wrong or missing first letter: of the word's own script. */
  private firstLetters(at: number): void {
    const { words, codes, scripts } = this;
    const script = scripts[codes[at + 1] ?? 0];
    for (let code = 1; code < ESCAPE; code += 1) {
      if (scripts[code] !== script || code === codes[at]) continue;
      const lo = words.firsts[code] ?? 0;
      const hi = words.firsts[code + 1] ?? 0;
      if (lo >= hi) continue;
      this.nodes += 1;
      this.tail(lo, hi, 1, at + 1);
      this.tail(lo, hi, 1, at);
    }
  }

  /** The last letter is wrong or too many: only the word that ends there, since everything that goes on would be far too much. */
  private end(lo: number, depth: number): void {
    if (this.words.lengthOf(lo) === depth) this.note(lo, lo + 1, depth);
  }

  /** Follows the rest of the word from node `lo..hi` and notes where it leads. */
  private tail(lo: number, hi: number, depth: number, at: number): void {
    this.nodes += 1;
    const { words } = this;
    this.rest.from = at;
    if (words.follow(lo, hi, depth, this.rest)) this.note(words.lo, words.hi, depth + this.to - at);
  }

  private note(lo: number, hi: number, depth: number): void {
    if (this.count === MAX_RANGES) return;
    for (let i = this.count - 1; i >= 0 && i >= this.count - 8; i -= 1) if (this.los[i] === lo && this.his[i] === hi) return;
    this.los[this.count] = lo;
    this.his[this.count] = hi;
    this.depths[this.count] = depth;
    this.count += 1;
  }
}
