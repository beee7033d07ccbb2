/** Letters of a script with the Latin spellings each is met in; a bare dash: may be left out in Latin. */
const CYRILLIC =
  'а a|б b|в v w|г g h|д d|е e ye je yo jo|ж zh j z|з z|и i y j|к k c q|л l|м m|н n|о o|п p|р r|с s c|т t|у u ou|ф f ph|х h kh ch x|' +
  'ц ts c tz z|ч ch tch c|ш sh sch s|щ shch sch sh|ъ -|ь - y|ы y i|э e|ю yu iu ju u|я ya ia ja a|ї i yi|і i|ј j|љ lj|њ nj|ћ c|ђ dj|џ dz';
const GREEK =
  'α a|β v b|γ g y|δ d dh|ε e|ζ z|η i e h|θ th|ι i|κ k c|λ l|μ m|ν n|ξ x ks|ο o|π p|ρ r|σ s|τ t|υ y i u|φ f ph|χ ch h x kh|ψ ps|ω o w|' +
  'ου ou u|μπ b mp|ντ d nt|γκ g|γγ ng|αι ai e|ει ei i|οι oi i|αυ av af au|ευ ev ef eu';
const ARABIC =
  'ا a e i u o -|ب b p|ت t|ث th s|ج j g dj|ح h|خ kh h|د d|ذ dh z th|ر r|ز z|س s|ش sh ch|ص s|ض d dh|ط t|ظ z dh|ع a i o u e -|غ gh g|ف f v|' +
  'ق q k g|ك k c|ل l|م m|ن n|ه h a e -|و w o u v ou oo -|ي y i e ee ie ai -|پ p|چ ch|ژ zh j|گ g';
const HEBREW =
  'א a e i o u -|ב b v|ג g|ד d|ה h a e -|ו v w o u -|ז z|ח h ch kh|ט t|י y i e -|כ k kh ch c|ל l|מ m|נ n|ס s|ע a e i o -|פ p f ph|צ ts tz z|ק k q c|' +
  'ר r|ש sh s|ת t th';

/** One way to write: `typed` letters of the query stand for `meant` letters of a title. */
export interface LetterRule {
  readonly typed: string;
  readonly meant: string;
}

/** Rules of one direction, by the first letter typed; under `""` those for letters nobody types. */
export type LetterRules = ReadonlyMap<string, readonly LetterRule[]>;

/** Rules with the script their titles are in. */
export interface ScriptRules {
  /** First and last letter of the script of the titles. */
  readonly first: number;
  readonly last: number;
  /** Short vowels are not written: what fits is much less certain. */
  readonly isAbjad: boolean;
  readonly rules: LetterRules;
}

function addRule(rules: Map<string, LetterRule[]>, typed: string, meant: string): void {
  const list = rules.get(typed.charAt(0)) ?? [];
  list.push({ typed, meant });
  rules.set(typed.charAt(0), list);
}

/** From Latin to a script; `hasVowels` false: short vowels are not written there. */
function fromLatin(table: string, hasVowels: boolean): LetterRules {
  const rules = new Map<string, LetterRule[]>();
  for (const entry of table.split('|')) {
    const [letter = '', ...spellings] = entry.split(' ');
    for (const spelling of spellings) {
      const typed = spelling === '-' ? '' : spelling;
      addRule(rules, typed, letter);
      // "Mohammed", "Rossiya": doubled in Latin only.
      if (typed.length === 1 && 'aeiou'.indexOf(typed) < 0) addRule(rules, typed + typed, letter);
    }
  }
  if (!hasVowels) for (const vowel of 'aeiou') addRule(rules, vowel, '');
  return rules;
}

/** From a script to Latin. */
function toLatin(table: string): LetterRules {
  const rules = new Map<string, LetterRule[]>();
  for (const entry of table.split('|')) {
    const [letter = '', ...spellings] = entry.split(' ');
    for (const spelling of spellings) addRule(rules, letter, spelling === '-' ? '' : spelling);
  }
  return rules;
}

/** Rules for queries of Latin letters. */
export function rulesFromLatin(): readonly ScriptRules[] {
  return [
    { first: 0x400, last: 0x52f, isAbjad: false, rules: fromLatin(CYRILLIC, true) },
    { first: 0x370, last: 0x3ff, isAbjad: false, rules: fromLatin(GREEK, true) },
    { first: 0x600, last: 0x6ff, isAbjad: true, rules: fromLatin(ARABIC, false) },
    { first: 0x590, last: 0x5ff, isAbjad: true, rules: fromLatin(HEBREW, false) },
  ];
}

/** Rules for queries of Cyrillic or Greek letters, to Latin titles; `null` for other scripts. */
export function rulesToLatin(letter: number): ScriptRules | null {
  if (letter >= 0x400 && letter <= 0x52f) return { first: 0x61, last: 0x7a, isAbjad: false, rules: toLatin(CYRILLIC) };
  return letter >= 0x370 && letter <= 0x3ff ? { first: 0x61, last: 0x7a, isAbjad: false, rules: toLatin(GREEK) } : null;
}
