import { runSteps } from '../base';
import type { Steps } from '../base';
import { Pace } from '../text';
import { LetterCodes } from './letter-codes';
import { MAX_WORD_LETTERS } from './word-splitter';
import type { WordSplitter } from './word-splitter';

/** A letter takes at most three bytes. */
const MAX_WORD_BYTES = MAX_WORD_LETTERS * 3;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Codes of a word, about. */
const USUAL_WORD_BYTES = 8;
/** Numbers per slot as a power of two: two hashes, the word's number, and one to fill a line of the cache evenly. */
const SLOT_BITS = 2;
const SLOT = 1 << SLOT_BITS;
/** Words per place from which on there should be more places, and from which on there have to be. */
const [CROWDED, FULL] = [0.5, 0.85];
/** Places moved between two pauses when there are more. */
const STEP_PLACES = 1 << 13;

/**
 * Encodes words and gives equal ones one number, from 1 on. Words are told apart by 64 bits of hash: comparing their bytes would
 * cost two further misses of the cache per word, and two words taken for one would only find each other's titles.
 */
export class WordNumbers {
  readonly codes = new LetterCodes();
  private bytes: Uint8Array;
  private used = 0;
  private ends: Uint32Array;
  private slots: Int32Array;
  private count = 1;

  /** `expected`: about how many words there will be; more only cost time. */
  constructor(expected: number) {
    let slots = 1 << 12;
    while (slots < expected * 2) slots *= 2;
    this.slots = new Int32Array(slots * SLOT);
    // Roomy: code that grows arrays, when met late, makes engines throw away what they compiled.
    this.bytes = new Uint8Array(slots * USUAL_WORD_BYTES);
    this.ends = new Uint32Array(slots);
  }

  /** The number of a word the splitter holds. */
  numberOf(splitter: WordSplitter, word: number): number {
    const { letters } = splitter;
    const { table } = this.codes;
    const end = splitter.ends[word] ?? 0;
    if (this.used + MAX_WORD_BYTES > this.bytes.length) this.growBytes();
    // Written where it stays if it is new.
    const { bytes, used } = this;
    let at = used;
    let first = FNV_OFFSET | 0;
    let second = 0;
    for (let i = splitter.starts[word] ?? 0; i < end; i += 1) {
      const letter = letters[i] ?? 0;
      const code = table[letter] ?? 0;
      if (code === 0) at = this.codes.put(letter, bytes, at, true);
      else bytes[at++] = code;
      first = Math.imul(first ^ letter, FNV_PRIME);
      second = (Math.imul(second ^ letter, 0x5bd1e995) + 0x1b873593) | 0;
    }
    first ^= second >>> 7;
    first = Math.imul(first ^ (first >>> 16), 0x85ebca6b);
    return this.find(first ^ (first >>> 13), second, at);
  }

  /** Whether {@link growSteps} should be run before more words come. */
  get isCrowded(): boolean {
    return this.count * SLOT > this.slots.length * CROWDED;
  }

  /** Makes room for twice as many words. No word may be asked for before it ends. */
  *growSteps(): Steps<void> {
    const old = this.slots;
    const slots = new Int32Array(old.length * 2);
    const pace = new Pace(STEP_PLACES);
    for (let from = 0; from < old.length; from += STEP_PLACES) {
      moveWords(old, slots, from, Math.min(old.length, from + STEP_PLACES));
      if (pace.isDue(STEP_PLACES)) yield;
    }
    this.slots = slots;
  }

  /** All words: word `i` is `bytes[ends[i - 1]..ends[i])`. */
  toTable(): { readonly bytes: Uint8Array; readonly ends: Uint32Array } {
    return { bytes: this.bytes.subarray(0, this.used), ends: this.ends.subarray(0, this.count) };
  }

  /** The number of the word in `bytes[used..end)`, which is kept if it is new. */
  private find(first: number, second: number, end: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    let slot = (first << SLOT_BITS) & mask;
    for (;;) {
      const known = slots[slot + 2] ?? 0;
      if (known === 0) break;
      if (slots[slot] === first && slots[slot + 1] === second) return known;
      slot = (slot + SLOT) & mask;
    }
    if (this.count === this.ends.length) this.growWords();
    const number = this.count++;
    this.used = end;
    this.ends[number] = end;
    slots[slot] = first;
    slots[slot + 1] = second;
    slots[slot + 2] = number;
    // Only where a few titles brought thousands of new words.
    if (this.count * SLOT > slots.length * FULL) runSteps(this.growSteps());
    return number;
  }

  private growBytes(): void {
    const larger = new Uint8Array(this.bytes.length * 2);
    larger.set(this.bytes);
    this.bytes = larger;
  }

  private growWords(): void {
    const ends = new Uint32Array(this.count * 2);
    ends.set(this.ends);
    this.ends = ends;
  }
}

function moveWords(old: Int32Array, slots: Int32Array, start: number, end: number): void {
  const mask = slots.length - 1;
  for (let from = start; from < end; from += SLOT) {
    const number = old[from + 2] ?? 0;
    if (number === 0) continue;
    const first = old[from] ?? 0;
    let slot = (first << SLOT_BITS) & mask;
    while (slots[slot + 2] !== 0) slot = (slot + SLOT) & mask;
    slots[slot] = first;
    slots[slot + 1] = old[from + 1] ?? 0;
    slots[slot + 2] = number;
  }
}
