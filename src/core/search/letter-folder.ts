import { foldText } from '../text';
import { hangulKeys } from './hangul-letters';

/** What a character does to a word, where it is no letter. Values of {@link LetterFolder.fold} below {@link FIRST_LETTER}. */
export const MARK = {
  /** Says nothing: combining marks, joiners. */
  none: 1,
  /** Ends a word. */
  separator: 2,
  /** `'`: see WordSplitter. */
  apostrophe: 3,
  /** `.`: see WordSplitter. */
  dot: 4,
  /** Makes the kana before it voiced (`゛`) or half voiced (`゜`), where they are written apart. */
  voiced: 5,
  halfVoiced: 6,
  /** A double quotation mark: within a Hebrew word it marks an abbreviation. */
  quote: 7,
} as const;

/** Values from here on are letters. */
export const FIRST_LETTER = 0x20;
/** Values from here up to {@link LAST_EXPANSION} stand for several letters: {@link LetterFolder.expansion}. */
const FIRST_EXPANSION = 0xe000;
const LAST_EXPANSION = 0xefff;
/** Ideographs beyond U+FFFF share these; a collision only finds too much. */
const FIRST_RARE_IDEOGRAPH = 0xf000;

const PAGE_BITS = 8;
const PAGE_SIZE = 1 << PAGE_BITS;

/** Apostrophes, in Ukrainian and Hawaiian within words. */
const APOSTROPHES = '\'\u2018\u2019\u201b\u02bc\u02bb\u0060\u00b4\u05f3\uff07';
const QUOTES = '"\u05f4\u201c\u201d';
/** Pairs of first and last: punctuation of scripts whose blocks otherwise hold letters. */
const PUNCTUATION = [
  0x37e, 0x37e, 0x387, 0x387, 0x55a, 0x55f, 0x589, 0x58a, 0x5be, 0x5be, 0x5c0, 0x5c0, 0x5c3, 0x5c3, 0x5c6, 0x5c6, 0x600, 0x60f, 0x61b, 0x61f, 0x66a, 0x66d, 0x6d4, 0x6d4,
  0x6dd, 0x6de, 0x6e9, 0x6e9, 0x700, 0x70d, 0x964, 0x965, 0x970, 0x970, 0xdf4, 0xdf4, 0xe2f, 0xe2f, 0xe3f, 0xe3f, 0xe4f, 0xe4f, 0xe5a, 0xe5b, 0xf01, 0xf17, 0xf3a, 0xf3d,
  0x104a, 0x104f, 0x10fb, 0x10fb, 0x1361, 0x1368, 0x1400, 0x1400, 0x166d, 0x166e, 0x17d4, 0x17db, 0x1800, 0x180a, 0x2e00, 0x2e7f, 0x2ff0, 0x2fff, 0x3030, 0x3030,
  0x303d, 0x303d, 0x30a0, 0x30a0, 0x30fb, 0x30fb, 0x3190, 0x319f, 0x31c0, 0x31ef, 0x3200, 0x33ff, 0xa4fe, 0xa4ff, 0xfd3e, 0xfd3f,
];
/** Pairs of first and last: marks and joiners beyond those that folding drops: nukta, tone marks of Thai, Quranic signs, variation and direction marks, hamza alone. */
const SILENT = [
  0xad, 0xad, 0x2b0, 0x2ff, 0x300, 0x36f, 0x483, 0x489, 0x621, 0x621, 0x640, 0x640, 0x6d6, 0x6dc, 0x6df, 0x6e8, 0x6ea, 0x6ed, 0x8d3, 0x8ff, 0x93c, 0x93c, 0x9bc, 0x9bc,
  0xa3c, 0xa3c, 0xabc, 0xabc, 0xb3c, 0xb3c, 0xcbc, 0xcbc, 0xe47, 0xe4e, 0xeb8, 0xecd, 0x135d, 0x135f, 0x180b, 0x180e, 0x1ab0, 0x1aff, 0x1dc0, 0x1dff, 0x200b, 0x200f,
  0x202a, 0x202e, 0x2060, 0x206f, 0x20d0, 0x20ff, 0xfe00, 0xfe0f, 0xfe20, 0xfe2f, 0xfeff, 0xfeff,
];
/** First digits of scripts that have their own; those of Arabic and full-width ones are folded elsewhere. */
const ZEROS = [0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810];
/** Letters people write for one another, and final forms, beyond what folding unites. */
const VARIANTS: Readonly<Record<string, string>> = {
  ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ',
  ہ: 'ه', ھ: 'ه', ە: 'ه', ے: 'ي', ڤ: 'ف', ګ: 'گ',
  ґ: 'г', є: 'е', ў: 'у', ѓ: 'г', ќ: 'к',
  ə: 'e', ɐ: 'a', ſ: 's', ĸ: 'k',
};

function isBetween(point: number, first: number, last: number): boolean {
  return point >= first && point <= last;
}

function isWithin(point: number, pairs: readonly number[]): boolean {
  for (let i = 0; i < pairs.length; i += 2) if (isBetween(point, pairs[i] ?? 0, pairs[i + 1] ?? 0)) return true;
  return false;
}

function isAsciiLetter(point: number): boolean {
  return isBetween(point, 0x61, 0x7a) || isBetween(point, 0x41, 0x5a) || isBetween(point, 0x30, 0x39) || point === 0x2b;
}

/** Signs of blocks without letters, or with few. */
function isSign(point: number): boolean {
  if (point < 0x80) return !isAsciiLetter(point);
  if (point < 0x100) return point < 0xc0 ? [0xaa, 0xb2, 0xb3, 0xb5, 0xb9, 0xba].indexOf(point) < 0 : point === 0xd7 || point === 0xf7;
  if (isBetween(point, 0x2000, 0x20cf) || isBetween(point, 0x2190, 0x245f) || isBetween(point, 0x2500, 0x2bff)) return true;
  if (isBetween(point, 0x3000, 0x3020)) return !isBetween(point, 0x3005, 0x3007);
  return isBetween(point, 0xd800, 0xf8ff) || point >= 0xfff0;
}

/** What a character is if no letter; 0 for letters. */
function markOf(point: number): number {
  if (point === 0x2e || point === 0xff0e) return MARK.dot;
  if (point === 0x3099 || point === 0xff9e) return MARK.voiced;
  if (point === 0x309a || point === 0xff9f) return MARK.halfVoiced;
  // Trade marks hang on the word before them.
  if (point === 0x2122 || point === 0x2120 || point === 0xae) return MARK.none;
  const text = String.fromCharCode(point);
  if (APOSTROPHES.indexOf(text) >= 0) return MARK.apostrophe;
  if (QUOTES.indexOf(text) >= 0) return MARK.quote;
  if (isWithin(point, SILENT)) return MARK.none;
  return isWithin(point, PUNCTUATION) || isSign(point) ? MARK.separator : 0;
}

/** Folds one unit of folded text further. */
function variantOf(unit: number): string {
  const text = String.fromCharCode(unit);
  const known = VARIANTS[text];
  if (known !== undefined) return known;
  if (isBetween(unit, 0x30a1, 0x30f6)) return String.fromCharCode(unit - 0x60);
  for (const zero of ZEROS) if (isBetween(unit, zero, zero + 9)) return String.fromCharCode(unit - zero + 0x30);
  if (!isBetween(unit, 0x900, 0xdff)) return text;
  // Each of these blocks has the nasal sign of the moon-dot at 1 and that of the dot at 2.
  if ((unit & 0x7f) === 1) return String.fromCharCode(unit + 1);
  return Array.from(text.normalize('NFKD')).filter((letter) => !isWithin(letter.charCodeAt(0), SILENT)).join('');
}

/** The letters a character becomes; empty for marks, `null` for signs that folding took apart into other signs. */
function lettersOf(point: number): string | null {
  const keys = hangulKeys(point);
  if (keys !== '') return keys;
  const folded = foldText(String.fromCodePoint(point));
  if (folded === '') return '';
  let letters = '';
  for (let i = 0; i < folded.length; i += 1) {
    const unit = folded.charCodeAt(i);
    if (markOf(unit) === 0) letters += hangulKeys(unit) || variantOf(unit);
  }
  return letters === '' ? null : letters;
}

/** Whether a letter belongs to a script written without spaces between words: Han, kana, bopomofo. */
export function isIdeographic(unit: number): boolean {
  if (unit < 0x3005) return false;
  if (isBetween(unit, 0x4e00, 0x9fff) || isBetween(unit, 0x3041, 0x30ff) || isBetween(unit, 0x3400, 0x4dbf)) return true;
  return unit <= 0x3007 || isBetween(unit, 0x3105, 0x312f) || isBetween(unit, 0x31a0, 0x31bf) || isBetween(unit, FIRST_RARE_IDEOGRAPH, 0xf7ff);
}

/**
 * Turns characters into the letters search compares: lower case, without diacritics, one form of each letter, digits as 0-9, katakana as
 * hiragana, Hangul as keys, Hebrew without final forms, Indic scripts without nukta and with one nasal sign. What a character becomes is
 * looked up once per character and kept, since a catalogue has a few hundred different ones. Hangul syllables are not for it: `hangulKeys`.
 */
export class LetterFolder {
  private readonly pages: (Uint16Array | undefined)[] = [];
  private readonly expansions: string[] = [];

  /** What a character becomes: a {@link MARK}, one letter, or a value `>= 0xe000` that {@link expansion} explains. */
  fold(point: number): number {
    if (point > 0xffff) return this.foldRare(point);
    const page = this.pages[point >>> PAGE_BITS] ?? this.addPage(point >>> PAGE_BITS);
    const known = page[point & (PAGE_SIZE - 1)] ?? 0;
    return known === 0 ? this.learn(page, point) : known;
  }

  /** Several letters a character becomes; `""` if {@link fold} gave one letter. */
  expansion(value: number): string {
    return value >= FIRST_EXPANSION && value <= LAST_EXPANSION ? (this.expansions[value - FIRST_EXPANSION] ?? '') : '';
  }

  private addPage(index: number): Uint16Array {
    const page = new Uint16Array(PAGE_SIZE);
    this.pages[index] = page;
    return page;
  }

  private learn(page: Uint16Array, point: number): number {
    const mark = markOf(point);
    const value = mark === 0 ? this.valueOfLetters(lettersOf(point)) : mark;
    page[point & (PAGE_SIZE - 1)] = value;
    return value;
  }

  private valueOfLetters(letters: string | null): number {
    if (letters === null) return MARK.separator;
    if (letters === '') return MARK.none;
    if (letters.length === 1) return letters.charCodeAt(0);
    const known = this.expansions.indexOf(letters);
    if (known >= 0) return FIRST_EXPANSION + known;
    if (this.expansions.length > LAST_EXPANSION - FIRST_EXPANSION) return letters.charCodeAt(0);
    this.expansions.push(letters);
    return FIRST_EXPANSION + this.expansions.length - 1;
  }

  /** Mathematical letters become plain ones, ideographs letters of their own; emoji and the rest separate. */
  private foldRare(point: number): number {
    if (point >= 0x20000 && point < 0x33480) return FIRST_RARE_IDEOGRAPH | (point & 0x7ff);
    if (point >= 0x1d400 && point < 0x1d800) return this.valueOfLetters(lettersOf(point));
    if (point >= 0xe0000) return MARK.none;
    return MARK.separator;
  }
}
