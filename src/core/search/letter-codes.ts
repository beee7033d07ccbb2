import { isIdeographic } from './letter-folder';

/** First byte of a letter without a code of its own; two bytes follow. */
export const ESCAPE = 0xff;
/** Largest one-byte code. */
const LAST_CODE = 0xfe;

/**
 * Letters as bytes, so that one typing error is one byte in every alphabet: each letter gets a code when it is first met, from 1 on.
 * Ideographs, and letters beyond the 254th, are three bytes. Code 0 never occurs in a word.
 */
export class LetterCodes {
  /** Code of each letter that has one, else 0. For loops over many letters. */
  readonly table = new Uint8Array(0x10000);
  private readonly letters: number[];

  /** `alphabet`: the letters of codes 1, 2, ... */
  constructor(alphabet: Uint16Array = new Uint16Array(0)) {
    this.letters = Array.from(alphabet);
    this.letters.forEach((letter, index) => (this.table[letter] = index + 1));
  }

  /** The letters of codes 1, 2, ... */
  alphabet(): Uint16Array {
    return Uint16Array.from(this.letters);
  }

  /**
   * The script of each code, as a number: Latin letters and digits share one, every other block of 256 characters has its own. Typing errors
   * stay within a script.
   */
  scripts(): Uint8Array {
    const scripts = new Uint8Array(0x100);
    this.letters.forEach((letter, index) => (scripts[index + 1] = letter < 0x250 ? 1 : Math.max(2, letter >>> 8)));
    return scripts;
  }

  /** Writes the code of a letter at `target[at]` and returns the place behind. `isLearning`: a new letter gets a code, else it is a 0. */
  put(letter: number, target: Uint8Array, at: number, isLearning: boolean): number {
    let code = this.table[letter] ?? 0;
    if (code === 0) {
      const isFull = this.letters.length >= LAST_CODE;
      if (isIdeographic(letter) || (isFull && isLearning)) {
        target[at] = ESCAPE;
        target[at + 1] = letter >>> 8;
        target[at + 2] = letter & 0xff;
        return at + 3;
      }
      code = isLearning ? this.learn(letter) : 0;
    }
    target[at] = code;
    return at + 1;
  }

  /** The letters of `bytes[start..end)` as text. */
  text(bytes: Uint8Array, start: number, end: number): string {
    let text = '';
    for (let at = start; at < end; at += 1) {
      const code = bytes[at] ?? 0;
      if (code === ESCAPE) {
        text += String.fromCharCode(((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0));
        at += 2;
      } else {
        text += String.fromCharCode(this.letters[code - 1] ?? 0x3f);
      }
    }
    return text;
  }

  private learn(letter: number): number {
    this.letters.push(letter);
    this.table[letter] = this.letters.length;
    return this.letters.length;
  }
}
