import type { LetterCodes } from './letter-codes';
import { rulesFromLatin, rulesToLatin } from './transliterations';
import type { LetterRules, ScriptRules } from './transliterations';
import type { WordDictionary } from './word-dictionary';

/** Nodes one walk looks at; the rules are many-valued, but few of the words they give exist. */
const MAX_NODES = 1200;
/** Ranges of words reported. */
const MAX_RANGES = 20;
/** Letters nobody types taken in a row: "ضوء". */
const MAX_SILENT = 2;
/** Shorter words would stand for too much. */
const MIN_LETTERS = 3;

const ARABIC = 0x600;

/** Takes a range of words and whether its first one is the whole word. */
export type RangeVisitor = (lo: number, hi: number, isWhole: boolean) => void;

/**
 * Finds the words of a dictionary a query word of another script may stand for: "masha" for "маша", "jazeera" for "جزيرة", "маша" for
 * "Masha". Walks the sorted words by all spellings the rules allow at once; only those that exist cost anything.
 */
export class TransliterationWalk {
  /** Nodes looked at by the last {@link find}. */
  nodes = 0;
  /** Rules for Latin letters; made when first needed. Scripts no title is written in need none. */
  private latin: readonly ScriptRules[] | null = null;
  private typed = '';
  private rules: LetterRules = new Map();
  private isBeginning = false;
  private found = 0;
  /** Letters nobody typed, taken just before. */
  private silent = 0;
  private visit: RangeVisitor = () => undefined;

  constructor(
    private readonly words: WordDictionary,
    private readonly codes: LetterCodes,
  ) {}

  /**
   * Calls `visit` for words that `typed` (folded letters) may stand for, of alphabets that write all sounds or (`isAbjad`) of those that do
   * not; `isBeginning`: or only begin with it.
   */
  find(typed: string, isBeginning: boolean, isAbjad: boolean, visit: RangeVisitor): void {
    this.nodes = 0;
    if (typed.length < MIN_LETTERS) return;
    const letter = typed.charCodeAt(0);
    this.latin ??= rulesFromLatin().filter(({ first, last }) => this.hasScript(first, last));
    const others = letter <= 0x7a ? this.latin : [rulesToLatin(letter)];
    for (const script of others) {
      if (script === null || script.isAbjad !== isAbjad) continue;
      this.typed = typed;
      this.rules = script.rules;
      this.isBeginning = isBeginning;
      this.visit = visit;
      this.found = 0;
      this.silent = 0;
      this.step(0, this.words.count, 0, 0);
      // Titles have the Arabic article apart from its word.
      if (script.first === ARABIC && /^[ae]l.{3}/.test(typed)) {
        this.typed = typed.slice(2);
        this.step(0, this.words.count, 0, 0);
      }
    }
  }

  private hasScript(first: number, last: number): boolean {
    for (let letter = first; letter <= last; letter += 1) if ((this.codes.table[letter] ?? 0) > 0) return true;
    return false;
  }

  /** Goes on from node `lo..hi` at `depth` with the letters from `place` on. */
  private step(lo: number, hi: number, depth: number, place: number): void {
    this.nodes += 1;
    if (this.nodes > MAX_NODES || this.found >= MAX_RANGES) return;
    const { typed, rules, silent } = this;
    if (place === typed.length) this.report(lo, hi, depth);
    this.silent = 0;
    for (const { typed: spelling, meant } of rules.get(typed.charAt(place)) ?? []) {
      if (spelling !== '' && typed.slice(place, place + spelling.length) === spelling) this.take(lo, hi, depth, meant, place + spelling.length);
    }
    this.silent = silent + 1;
    if (silent < MAX_SILENT) for (const { meant } of rules.get('') ?? []) this.take(lo, hi, depth, meant, place);
    this.silent = silent;
  }

  /** Follows the letters of `meant` in the dictionary and goes on at `place`. */
  private take(lo: number, hi: number, depth: number, meant: string, place: number): void {
    const { words, codes, silent } = this;
    let [from, to] = [lo, hi];
    for (let i = 0; i < meant.length; i += 1) {
      const code = codes.table[meant.charCodeAt(i)] ?? 0;
      if (code === 0 || !words.narrow(from, to, depth + i, code)) return;
      from = words.lo;
      to = words.hi;
    }
    this.step(from, to, depth + meant.length, place);
    this.silent = silent;
  }

  private report(lo: number, hi: number, depth: number): void {
    const isWhole = this.words.lengthOf(lo) === depth;
    if (!isWhole && !this.isBeginning) return;
    this.found += 1;
    this.visit(lo, this.isBeginning ? hi : lo + 1, isWhole);
  }
}
