import { utf8SequenceLength, windows1252Unit } from '../text';
import { putHangulKeys } from './hangul-letters';
import { FIRST_LETTER, LetterFolder, MARK, isIdeographic } from './letter-folder';
import { LIGHT, LightWords } from './light-words';

/** Most letters of a title or query looked at; what comes behind finds nothing. */
export const MAX_LETTERS = 512;
/** Most characters of a text looked at. */
const MAX_CHARS = 4096;
/** Most words of a title; long ideographic titles have a word per character. */
export const MAX_WORDS = 48;
/** Longest word; longer ones are cut into several. */
export const MAX_WORD_LETTERS = 32;

/** Facts about a word, as bits of {@link WordSplitter.traits}. */
export const TRAIT = {
  /** Two neighbouring ideographs, or the last one of a run alone. */
  gram: 1,
  bracketed: 2,
  /** A colon or bar follows. */
  delimited: 4,
  /** A dash between spaces follows. */
  dashed: 8,
  /** Two capitals of ASCII. */
  capital: 16,
} as const;

const [COLON, BAR, DASH, SPACE] = [0x3a, 0x7c, 0x2d, 0x20];
const PLUS = 0x2b;
const OPENING = '([{（【［';
const CLOSING = ')]}）】］';
const [ALEF, LAM] = [0x627, 0x644];
/** A word must keep so many letters behind the article to be taken apart from it: not ﷲ. */
const MIN_BEHIND_ARTICLE = 3;
const [VIRAMA, ANUSVARA] = [0x94d, 0x902];
/** Nasal consonants of Devanagari. */
const NASALS = [0x919, 0x91e, 0x923, 0x928, 0x92e];
const MAX_LEAD = 3;
const MAX_TRAIL = 7;

/**
 * Takes a title or query apart into folded words. One splitter serves many titles; results are read from its fields until the next
 * call. No allocation per title. Words are separated by anything that is no letter or digit, and:
 * - "don't", "Marvel's" are one word, "l'amour" two; "S.W.A.T." is one, "Vol.2" two;
 * - ideographs become pairs of neighbours, and the last of a run also stands alone, so that each one begins a word;
 * - the Arabic article is a word of its own;
 * - `lead` words (country prefix, articles) stand before what the title begins with, `trail` words (quality, year in brackets) behind
 *   what it ends with.
 */
export class WordSplitter {
  readonly letters = new Uint16Array(MAX_LETTERS);
  letterCount = 0;
  /** Word `i` is `letters[starts[i]..ends[i])`; pairs of ideographs overlap. */
  readonly starts = new Uint16Array(MAX_WORDS);
  readonly ends = new Uint16Array(MAX_WORDS);
  /** {@link TRAIT} of each word. */
  readonly traits = new Uint8Array(MAX_WORDS);
  /** Words found. */
  count = 0;
  lead = 0;
  trail = 0;
  /** Where in the text each letter stands (UTF-16 units); filled by {@link splitText} only. */
  readonly origins = new Uint16Array(MAX_LETTERS);
  /** Where the character of each letter ends, marks behind it included; filled by {@link splitText} only. */
  readonly behinds = new Uint16Array(MAX_LETTERS);
  /** Whether the text ends within a word. */
  isOpenEnded = false;

  private readonly folder: LetterFolder;
  private readonly light: LightWords;
  private readonly ascii = new Uint16Array(128);
  private wordStart = -1;
  private isRun = false;
  private apostropheAt = -1;
  private dotAt = -1;
  private depth = 0;
  private wordDepth = 0;
  /** Sum of what lower case added, 32 per capital. */
  private lowered = 0;
  private origin = 0;
  private isBehindSpace = false;

  constructor(folder: LetterFolder = new LetterFolder(), light: LightWords = new LightWords()) {
    this.folder = folder;
    this.light = light;
    for (let point = 0; point < 128; point += 1) this.ascii[point] = folder.fold(point);
  }

  /** Splits UTF-8 text `bytes[start..end)`; bytes that are no UTF-8 read as Windows-1252. `year` 0: not known. */
  splitBytes(bytes: Uint8Array, start: number, end: number, year: number): void {
    this.begin();
    const { letters, ascii } = this;
    let at = start;
    while (at < end && this.letterCount < MAX_LETTERS) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x80) {
        at += 1;
        const value = ascii[byte] ?? 0;
        if (value >= FIRST_LETTER && this.wordStart >= 0 && this.dotAt < 0 && !this.isRun && byte !== PLUS) {
          letters[this.letterCount++] = value;
          this.lowered += value - byte;
        } else {
          this.put(byte, value);
        }
        continue;
      }
      const length = utf8SequenceLength(bytes, at, end);
      const point = length === 0 ? windows1252Unit(byte) : pointAt(bytes, at, length);
      at += Math.max(1, length);
      this.putPoint(point);
    }
    this.finish(year);
  }

  /** Splits a text and notes where its letters stand. */
  splitText(text: string, year = 0): void {
    this.begin();
    const length = Math.min(text.length, MAX_CHARS);
    for (let at = 0; at < length && this.letterCount < MAX_LETTERS; at += 1) {
      const known = this.letterCount;
      this.origin = at;
      let point = text.charCodeAt(at);
      if (point >= 0xd800 && point < 0xdc00 && at + 1 < text.length) {
        point = 0x10000 + ((point - 0xd800) << 10) + (text.charCodeAt(at + 1) - 0xdc00);
        at += 1;
      }
      this.putPoint(point);
      // A mark belongs to the letter before it.
      if (this.letterCount > known) this.behinds.fill(at + 1, known, this.letterCount);
      else if (this.wordStart >= 0) this.behinds[this.letterCount - 1] = at + 1;
    }
    this.finish(year);
  }

  /** Where a word begins in the text given to {@link splitText}. */
  from(word: number): number {
    return this.origins[this.starts[word] ?? 0] ?? 0;
  }

  /** Where it ends. */
  behind(word: number): number {
    return this.behinds[(this.ends[word] ?? 1) - 1] ?? 0;
  }

  /** The letters of a word as text. */
  textOf(word: number): string {
    let text = '';
    const end = this.ends[word] ?? 0;
    for (let i = this.starts[word] ?? 0; i < end; i += 1) text += String.fromCharCode(this.letters[i] ?? 0);
    return text;
  }

  /** {@link LIGHT} of a word. */
  lightOf(word: number): number {
    return this.light.lightOf(this.letters, this.starts[word] ?? 0, this.ends[word] ?? 0);
  }

  /** Whether word `i` is a year from 1900 to 2099. */
  yearOf(word: number): number {
    const start = this.starts[word] ?? 0;
    if ((this.ends[word] ?? 0) - start !== 4) return 0;
    let year = 0;
    for (let i = start; i < start + 4; i += 1) {
      const digit = (this.letters[i] ?? 0) - 0x30;
      if (digit < 0 || digit > 9) return 0;
      year = year * 10 + digit;
    }
    return year >= 1900 && year < 2100 ? year : 0;
  }

  private begin(): void {
    this.letterCount = 0;
    this.count = 0;
    this.lead = 0;
    this.trail = 0;
    this.wordStart = -1;
    this.apostropheAt = -1;
    this.dotAt = -1;
    this.isRun = false;
    this.depth = 0;
  }

  private putPoint(point: number): void {
    if (point >= 0xac00 && point <= 0xd7a3) {
      if (this.letterCount > MAX_LETTERS - 8) return;
      const from = this.openFor(0x3131);
      this.letterCount = putHangulKeys(point, this.letters, from);
      this.origins.fill(this.origin, from, this.letterCount);
      return;
    }
    const value = this.folder.fold(point);
    const letters = this.folder.expansion(value);
    if (letters === '') {
      this.put(point, value);
      return;
    }
    for (let i = 0; i < letters.length && this.letterCount < MAX_LETTERS; i += 1) this.letter(letters.charCodeAt(i), 0);
  }

  private put(point: number, value: number): void {
    if (value >= FIRST_LETTER) {
      // A plus belongs to the word before it: "Canal+".
      if (point === PLUS && this.wordStart < 0) return;
      this.letter(value, value - point);
      return;
    }
    switch (value) {
      case MARK.separator:
        this.separate(point);
        break;
      case MARK.apostrophe:
        this.apostrophe();
        break;
      case MARK.dot:
        this.dot();
        break;
      case MARK.quote:
        if (this.wordStart < 0 || !isHebrew(this.lastLetter())) this.endWord();
        break;
      case MARK.voiced:
        this.voice(1);
        break;
      case MARK.halfVoiced:
        this.voice(2);
        break;
      default:
        break;
    }
  }

  private lastLetter(): number {
    return this.letters[this.letterCount - 1] ?? 0;
  }

  private letter(value: number, lowered: number): void {
    const at = this.openFor(value);
    this.lowered += lowered;
    this.letters[at] = value;
    this.origins[at] = this.origin;
    this.letterCount = at + 1;
    if (value >= 0x915 && value <= 0x939) this.joinNasal(value);
  }

  /** A nasal and virama before another consonant of Devanagari is also written as a dot: हिन्दी = हिंदी. */
  private joinNasal(consonant: number): void {
    const { letters } = this;
    const at = this.letterCount - 1;
    const nasal = letters[at - 2] ?? 0;
    if (at - 2 <= this.wordStart || letters[at - 1] !== VIRAMA || nasal === consonant || NASALS.indexOf(nasal) < 0) return;
    letters[at - 2] = ANUSVARA;
    letters[at - 1] = consonant;
    this.origins[at - 1] = this.origin;
    this.letterCount = at;
  }

  /** Opens a word for a letter, or cuts the one that is open; returns where the letter goes. */
  private openFor(value: number): number {
    const isRun = isIdeographic(value);
    if (this.wordStart >= 0 && isRun !== this.isRun) this.endWord();
    if (this.wordStart < 0) {
      this.wordStart = this.letterCount;
      this.wordDepth = this.depth;
      this.isRun = isRun;
      this.lowered = 0;
      this.apostropheAt = -1;
      this.dotAt = -1;
    } else if (this.dotAt >= 0 && (this.letterCount > this.dotAt || isDigit(value))) {
      // The part behind the dot has a second letter: no abbreviation.
      this.cutWord(this.dotAt);
    }
    return this.letterCount;
  }

  private cutWord(at: number): void {
    if (at > this.wordStart) this.putWord(this.wordStart, at);
    this.wordStart = at;
    this.dotAt = -1;
    this.apostropheAt = -1;
  }

  private separate(point: number): void {
    if (this.wordStart >= 0) this.endWord();
    const last = this.count - 1;
    if (point === SPACE) {
      this.isBehindSpace = true;
      return;
    }
    if (last >= 0) {
      let trait = this.traits[last] ?? 0;
      if (point === COLON || point === BAR || (point >= 0x2500 && point < 0x2c00)) trait |= TRAIT.delimited;
      if (point === DASH && this.isBehindSpace) trait |= TRAIT.dashed;
      this.traits[last] = trait;
    }
    const sign = String.fromCharCode(point);
    if (OPENING.indexOf(sign) >= 0) this.depth += 1;
    else if (this.depth > 0 && CLOSING.indexOf(sign) >= 0) this.depth -= 1;
  }

  private apostrophe(): void {
    if (this.wordStart < 0) return;
    if (this.apostropheAt >= 0) this.resolveApostrophe();
    if (this.isRun) this.endWord();
    else this.apostropheAt = this.letterCount;
  }

  /** Decides whether what stands behind the apostrophe belongs to the word: "don't", "Marvel's", but "l'amour", "d'or". */
  private resolveApostrophe(): void {
    const { letters, apostropheAt: at } = this;
    this.apostropheAt = -1;
    const behind = this.letterCount - at;
    const before = letters[at - 1] ?? 0;
    // Ukrainian and Hebrew write it within words.
    if (behind === 0 || (before >= 0x400 && before < 0x600)) return;
    const first = letters[at] ?? 0;
    const second = letters[at + 1] ?? 0;
    const isSuffix =
      (behind === 1 && (first === 0x73 || first === 0x74 || first === 0x64 || first === 0x6d)) ||
      (behind === 2 && ((first === 0x6c && second === 0x6c) || ((first === 0x72 || first === 0x76) && second === 0x65)));
    if (!isSuffix || at - this.wordStart < 2) this.cutWord(at);
  }

  private dot(): void {
    if (this.wordStart < 0) return;
    const from = this.dotAt >= 0 ? this.dotAt : this.wordStart;
    if (!this.isRun && this.letterCount - from === 1 && !isDigit(this.lastLetter())) this.dotAt = this.letterCount;
    else this.endWord();
  }

  private voice(by: number): void {
    const last = this.lastLetter();
    if (this.wordStart >= 0 && last >= 0x304b && last < 0x307d) this.letters[this.letterCount - 1] = last + by;
  }

  private endWord(): void {
    if (this.wordStart < 0) return;
    if (this.apostropheAt >= 0) this.resolveApostrophe();
    const start = this.wordStart;
    const end = this.letterCount;
    this.wordStart = -1;
    this.isBehindSpace = false;
    if (!this.isRun) {
      this.putWord(start, end);
      return;
    }
    for (let at = start; at + 1 < end; at += 1) this.emit(at, at + 2, TRAIT.gram);
    this.emit(end - 1, end, TRAIT.gram);
  }

  private putWord(start: number, end: number): void {
    const { letters } = this;
    let from = start;
    if (letters[from] === ALEF && letters[from + 1] === LAM && end - from - 2 >= MIN_BEHIND_ARTICLE) {
      this.emit(from, from + 2, 0);
      from += 2;
    }
    for (; end - from > MAX_WORD_LETTERS; from += MAX_WORD_LETTERS) this.emit(from, from + MAX_WORD_LETTERS, 0);
    if (end > from) this.emit(from, end, end - start === 2 && this.lowered === 64 ? TRAIT.capital : 0);
  }

  private emit(start: number, end: number, trait: number): void {
    if (this.count >= MAX_WORDS) return;
    const word = this.count++;
    this.starts[word] = start;
    this.ends[word] = end;
    this.traits[word] = trait | (this.wordDepth > 0 ? TRAIT.bracketed : 0);
  }

  private finish(year: number): void {
    this.isOpenEnded = this.wordStart >= 0;
    this.endWord();
    const { count } = this;
    let lead = 0;
    while (lead < count - 1 && lead < MAX_LEAD && this.isPrefix(lead)) lead += 1;
    if (lead < count - 1 && this.lightOf(lead) === LIGHT.article) lead += 1;
    this.lead = lead;
    this.trail = 0;
    while (this.trail < MAX_TRAIL && count - lead - this.trail > 1 && this.isTrailing(count - 1 - this.trail, year)) this.trail += 1;
  }

  /** `DE: `, `|UK| `, `[FR] `, `EN - `. */
  private isPrefix(word: number): boolean {
    const trait = this.traits[word] ?? 0;
    const length = (this.ends[word] ?? 0) - (this.starts[word] ?? 0);
    if (length < 2 || length > 3 || (this.letters[this.starts[word] ?? 0] ?? 0) > 0x7a) return false;
    return (trait & (TRAIT.delimited | TRAIT.bracketed)) !== 0 || (trait & (TRAIT.dashed | TRAIT.capital)) === (TRAIT.dashed | TRAIT.capital);
  }

  private isTrailing(word: number, known: number): boolean {
    const isBracketed = ((this.traits[word] ?? 0) & TRAIT.bracketed) !== 0;
    const year = this.yearOf(word);
    if (year !== 0) return isBracketed || year === known;
    const start = this.starts[word] ?? 0;
    if (isBracketed && (this.ends[word] ?? 0) - start <= 3 && (this.letters[start] ?? 0) <= 0x7a) return true;
    const light = this.lightOf(word);
    // "Matrix, The".
    return light === LIGHT.tag || (light === LIGHT.article && this.trail === 0);
  }
}

function isDigit(letter: number): boolean {
  return letter >= 0x30 && letter <= 0x39;
}

function isHebrew(letter: number): boolean {
  return letter >= 0x5d0 && letter <= 0x5ea;
}

function pointAt(bytes: Uint8Array, at: number, length: number): number {
  const lead = bytes[at] ?? 0;
  const second = (bytes[at + 1] ?? 0) & 0x3f;
  if (length === 2) return ((lead & 0x1f) << 6) | second;
  const third = (bytes[at + 2] ?? 0) & 0x3f;
  if (length === 3) return ((lead & 0x0f) << 12) | (second << 6) | third;
  return ((lead & 0x07) << 18) | (second << 12) | (third << 6) | ((bytes[at + 3] ?? 0) & 0x3f);
}
