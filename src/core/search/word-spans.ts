import { MAX_QUERY_WORDS } from './query-words';

/** How a word of a title matches a word of the query, best first. */
export const LEVEL = {
  /** The same word. */
  whole: 0,
  /** Begins with it. */
  prefix: 1,
  /** Another way to write it: number words, two words written as one. */
  alias: 2,
  /** Has it within. */
  inner: 3,
  /** One typing error. */
  error: 4,
  /** Begins with it, one typing error. */
  errorPrefix: 5,
  /** Two typing errors. */
  errors: 6,
  none: 7,
} as const;

/** Ranges of more than one word kept per word of the query, beside the one of words that begin with it. */
const MAX_WIDE = 24;
/** Single words kept per word of the query. */
const MAX_SINGLE = 120;
/** Slots of the table of single words, a power of two well above all of them. */
const SLOTS = 4096;

/**
 * Which words of the dictionary match which word of the query, and how: one range of words that begin with it, a few further ranges, and
 * single words. Reused from query to query.
 */
export class WordSpans {
  /** Words that begin with word `w`: `los[w]..his[w]`; the first one may be the word itself: `wholes[w]`, else -1. */
  readonly los = new Int32Array(MAX_QUERY_WORDS);
  readonly his = new Int32Array(MAX_QUERY_WORDS);
  readonly wholes = new Int32Array(MAX_QUERY_WORDS);
  /** Words that match weakly: known in titles, but their postings are not looked through. */
  readonly weakLos = new Int32Array(MAX_QUERY_WORDS);
  readonly weakHis = new Int32Array(MAX_QUERY_WORDS);
  readonly wideCounts = new Uint8Array(MAX_QUERY_WORDS);
  readonly wideLos = new Int32Array(MAX_QUERY_WORDS * MAX_WIDE);
  readonly wideHis = new Int32Array(MAX_QUERY_WORDS * MAX_WIDE);
  readonly singleCounts = new Uint8Array(MAX_QUERY_WORDS);
  readonly singles = new Int32Array(MAX_QUERY_WORDS * MAX_SINGLE);
  /** {@link LEVEL} of each. */
  readonly wideLevels = new Uint8Array(MAX_QUERY_WORDS * MAX_WIDE);
  readonly singleLevels = new Uint8Array(MAX_QUERY_WORDS * MAX_SINGLE);
  /** Dictionary word * {@link MAX_QUERY_WORDS} + query word + 1; valid when the slot's stamp is the current one. */
  private readonly slotKeys = new Int32Array(SLOTS);
  private readonly slotLevels = new Uint8Array(SLOTS);
  private readonly slotStamps = new Uint32Array(SLOTS);
  private stamp = 0;
  private slotsUsed = 0;

  get heldBytes(): number {
    return this.slotKeys.byteLength + this.slotLevels.byteLength + this.slotStamps.byteLength + this.singles.byteLength;
  }

  /** Forgets everything. */
  clear(): void {
    this.los.fill(0);
    this.his.fill(0);
    this.wholes.fill(-1);
    this.weakHis.fill(0);
    this.wideCounts.fill(0);
    this.singleCounts.fill(0);
    this.stamp += 1;
    this.slotsUsed = 0;
  }

  /** Sets the words that begin with `word`. */
  setBase(word: number, lo: number, hi: number, whole: number): void {
    this.los[word] = lo;
    this.his[word] = hi;
    this.wholes[word] = whole;
  }

  /** Sets the words that match weakly. */
  setWeak(word: number, lo: number, hi: number): void {
    this.weakLos[word] = lo;
    this.weakHis[word] = hi;
  }

  /** Adds dictionary words `lo..hi`; those {@link setBase} has, and what is over the limits, are left out. */
  add(word: number, lo: number, hi: number, level: number): void {
    if (lo >= hi || (lo >= (this.los[word] ?? 0) && hi <= (this.his[word] ?? 0))) return;
    if (hi - lo > 1) {
      const count = this.wideCounts[word] ?? 0;
      if (count === MAX_WIDE) return;
      this.wideCounts[word] = count + 1;
      const at = word * MAX_WIDE + count;
      this.wideLos[at] = lo;
      this.wideHis[at] = hi;
      this.wideLevels[at] = level;
      return;
    }
    const count = this.singleCounts[word] ?? 0;
    if (count === MAX_SINGLE || this.slotsUsed > SLOTS / 2) return;
    if (!this.putSlot(lo, word, level)) return;
    this.singleCounts[word] = count + 1;
    this.singles[word * MAX_SINGLE + count] = lo;
    this.singleLevels[word * MAX_SINGLE + count] = level;
  }

  /** Index of the first wide range, or single word, of a word of the query. */
  wideAt(word: number): number {
    return word * MAX_WIDE;
  }

  singleAt(word: number): number {
    return word * MAX_SINGLE;
  }

  /** Whether anything matches a word of the query. */
  hasAny(word: number): boolean {
    return (this.los[word] ?? 0) < (this.his[word] ?? 0) || (this.wideCounts[word] ?? 0) > 0 || (this.singleCounts[word] ?? 0) > 0;
  }

  /** How dictionary word `found` matches word `word` of the query. */
  levelOf(word: number, found: number): number {
    if (found >= (this.los[word] ?? 0) && found < (this.his[word] ?? 0)) return found === this.wholes[word] ? LEVEL.whole : LEVEL.prefix;
    let level: number = (this.singleCounts[word] ?? 0) > 0 ? this.slotLevel(found * MAX_QUERY_WORDS + word + 1) : LEVEL.none;
    const first = word * MAX_WIDE;
    const behind = first + (this.wideCounts[word] ?? 0);
    for (let at = first; at < behind; at += 1) {
      if (found >= (this.wideLos[at] ?? 0) && found < (this.wideHis[at] ?? 0)) level = Math.min(level, this.wideLevels[at] ?? LEVEL.none);
    }
    if (level === LEVEL.none && found < (this.weakHis[word] ?? 0) && found >= (this.weakLos[word] ?? 0)) return LEVEL.errorPrefix;
    return level;
  }

  private slotLevel(key: number): number {
    for (let slot = slotOf(key); this.slotStamps[slot] === this.stamp; slot = (slot + 1) & (SLOTS - 1)) {
      if (this.slotKeys[slot] === key) return this.slotLevels[slot] ?? LEVEL.none;
    }
    return LEVEL.none;
  }

  /** `false`: it was there, with the better level now. */
  private putSlot(found: number, word: number, level: number): boolean {
    const key = found * MAX_QUERY_WORDS + word + 1;
    let slot = slotOf(key);
    for (; this.slotStamps[slot] === this.stamp; slot = (slot + 1) & (SLOTS - 1)) {
      if (this.slotKeys[slot] !== key) continue;
      if (level < (this.slotLevels[slot] ?? 0)) this.slotLevels[slot] = level;
      return false;
    }
    this.slotStamps[slot] = this.stamp;
    this.slotKeys[slot] = key;
    this.slotLevels[slot] = level;
    this.slotsUsed += 1;
    return true;
  }
}

function slotOf(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> 20;
}
