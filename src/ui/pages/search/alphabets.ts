/** Letters the search keyboard can show. */
export interface Alphabet {
  /** Stable: tests and the strip know it by it. */
  readonly id: 'latin' | 'german' | 'cyrillic' | 'greek' | 'arabic' | 'devanagari';
  /** On its tab; written in itself, in every language. */
  readonly label: string;
  /** Key of its spoken name. */
  readonly nameKey: string;
  /** Keys in reading order, digits last where there is room for them. */
  readonly keys: string;
  /** Rows begin at the right. */
  readonly isRightToLeft: boolean;
}

/** Columns of letters (design mock of search). */
export const ALPHABET_COLUMNS = 6;

const DIGITS = '1234567890';
const LATIN = 'abcdefghijklmnopqrstuvwxyz';

const latin: Alphabet = { id: 'latin', label: 'ABC', nameKey: 'search.alphabet.latin', keys: LATIN + DIGITS, isRightToLeft: false };
const german: Alphabet = { id: 'german', label: 'ÄÖÜ', nameKey: 'search.alphabet.german', keys: `${LATIN}äöüß${DIGITS}`, isRightToLeft: false };
const cyrillic: Alphabet = { id: 'cyrillic', label: 'АБВ', nameKey: 'search.alphabet.cyrillic', keys: `абвгдежзийклмнопрстуфхцчшщъыьэюя${DIGITS}`, isRightToLeft: false };
const greek: Alphabet = { id: 'greek', label: 'ΑΒΓ', nameKey: 'search.alphabet.greek', keys: `αβγδεζηθικλμνξοπρστυφχψω${DIGITS}`, isRightToLeft: false };
const arabic: Alphabet = { id: 'arabic', label: 'عربي', nameKey: 'search.alphabet.arabic', keys: `ابتثجحخدذرزسشصضطظعغفقكلمنهويءةىئ${DIGITS}`, isRightToLeft: true };
/** Vowels that begin a word and signs first, then consonants; long vowels and dotted letters are behind a long OK. */
const devanagari: Alphabet = {
  id: 'devanagari', label: 'अआइ', nameKey: 'search.alphabet.devanagari', isRightToLeft: false,
  keys: 'अइउएं्ािीुूेैोौकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह',
};

/** Rows of the alphabet with the most keys. */
export const MOST_ROWS = Math.ceil(Math.max(...[latin, german, cyrillic, greek, arabic, devanagari].map(({ keys }) => Array.from(keys).length)) / ALPHABET_COLUMNS);

/** Variants of letters behind a long OK, beside those of the other keyboards. */
export const MORE_VARIANTS: Readonly<Record<string, string>> = {
  а: 'ә', г: 'ґғ', е: 'ёє', и: 'ії', к: 'қ', н: 'ң', о: 'ө', у: 'ўұү', х: 'һ', σ: 'ς', ا: 'أإآ', و: 'ؤ', ك: 'گک', ب: 'پ', ج: 'چ', ز: 'ژ', ي: 'ی', ف: 'ڤ',
  अ: 'आओऔऑ', इ: 'ईऋ', उ: 'ऊ', ए: 'ऐ', 'ं': 'ँः', 'ु': 'ृ', 'े': 'ॅ', 'ो': 'ॉ', क: '\u0958', ख: '\u0959', ग: '\u095a', ज: '\u095b', ड: '\u095c', ढ: '\u095d', फ: '\u095e',
};

/** The alphabets of a language, its own first; Latin letters come with those only German has where German is spoken. */
export function alphabetsFor(locale: string): readonly Alphabet[] {
  if (locale === 'de') return [german, cyrillic, greek, arabic];
  if (locale === 'ar') return [arabic, latin, cyrillic, greek];
  if (locale === 'ru') return [cyrillic, latin, greek, arabic];
  if (locale === 'hi') return [devanagari, latin, arabic, cyrillic];
  return [latin, cyrillic, greek, arabic];
}

/** Keys of an alphabet row by row as they stand on the screen, from left to right. */
export function alphabetRows({ keys, isRightToLeft }: Alphabet): ReadonlyArray<ReadonlyArray<string | null>> {
  const letters = Array.from(keys);
  const rows: Array<Array<string | null>> = [];
  for (let from = 0; from < letters.length; from += ALPHABET_COLUMNS) {
    const row: Array<string | null> = letters.slice(from, from + ALPHABET_COLUMNS);
    while (row.length < ALPHABET_COLUMNS) row.push(null);
    rows.push(isRightToLeft ? row.reverse() : row);
  }
  return rows;
}
