/** First of the 11,172 composed syllables, and how many vowels and finals each consonant comes with. */
const [SYLLABLES, VOWELS, FINALS] = [0xac00, 21, 28];
const LAST_SYLLABLE = 0xd7a3;

/** Keys of a Korean keyboard (two-set) that make up each part of a syllable; a part typed with two keys is two letters. */
const INITIAL_KEYS = 'ㄱ ㄲ ㄴ ㄷ ㄸ ㄹ ㅁ ㅂ ㅃ ㅅ ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ'.split(' ');
const VOWEL_KEYS = 'ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ'.split(' ');
const FINAL_KEYS = ' ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ'.split(' ');
/** U+3131..U+3163 in order. */
const SINGLE_KEYS = (
  'ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄸ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅃ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ ' +
  'ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ'
).split(' ');

/**
 * The keys that type a Hangul character, so that a half-typed syllable begins the whole one: 각 (ㄱㅏㄱ) begins 가고 (ㄱㅏㄱㅗ). Empty for
 * anything that is no Hangul. Takes syllables, conjoining and compatibility letters.
 */
export function hangulKeys(point: number): string {
  if (point >= SYLLABLES && point <= LAST_SYLLABLE) {
    const index = point - SYLLABLES;
    const initial = INITIAL_KEYS[Math.floor(index / (VOWELS * FINALS))] ?? '';
    return initial + (VOWEL_KEYS[Math.floor(index / FINALS) % VOWELS] ?? '') + (FINAL_KEYS[index % FINALS] ?? '');
  }
  if (point >= 0x3131 && point <= 0x3163) return SINGLE_KEYS[point - 0x3131] ?? '';
  if (point >= 0x1100 && point <= 0x1112) return INITIAL_KEYS[point - 0x1100] ?? '';
  if (point >= 0x1161 && point <= 0x1175) return VOWEL_KEYS[point - 0x1161] ?? '';
  return point >= 0x11a8 && point <= 0x11c2 ? (FINAL_KEYS[point - 0x11a7] ?? '') : '';
}

/** Keys of the parts of syllables, two units each (0: one key only). */
function partTable(parts: readonly string[]): Uint16Array {
  const table = new Uint16Array(parts.length * 2);
  parts.forEach((keys, index) => {
    table[index * 2] = keys.length > 0 ? keys.charCodeAt(0) : 0;
    table[index * 2 + 1] = keys.length > 1 ? keys.charCodeAt(1) : 0;
  });
  return table;
}

const PART_TABLES = [partTable(INITIAL_KEYS), partTable(VOWEL_KEYS), partTable(FINAL_KEYS)] as const;

/** Writes the keys of a composed syllable (U+AC00..U+D7A3) at `letters[at]` and returns the place behind: two to five letters. */
export function putHangulKeys(point: number, letters: Uint16Array, at: number): number {
  const index = point - SYLLABLES;
  const vowel = Math.floor(index / FINALS);
  const parts = [Math.floor(vowel / VOWELS), vowel % VOWELS, index % FINALS] as const;
  let to = at;
  for (let part = 0; part < 3; part += 1) {
    const table = PART_TABLES[part];
    const place = (parts[part] ?? 0) * 2;
    const first = table?.[place] ?? 0;
    if (first === 0) continue;
    letters[to++] = first;
    const second = table?.[place + 1] ?? 0;
    if (second !== 0) letters[to++] = second;
  }
  return to;
}

/** Whether a letter of {@link hangulKeys}. */
export function isHangulKey(unit: number): boolean {
  return unit >= 0x3131 && unit <= 0x3163;
}

/** Whether a letter of {@link hangulKeys} is a vowel. */
export function isHangulVowel(unit: number): boolean {
  return unit >= 0x314f && unit <= 0x3163;
}

/** Joins keys to syllables again as an input method would, for showing; other letters stay. */
export function composeHangul(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; ) {
    const initial = INITIAL_KEYS.indexOf(text.charAt(at));
    const vowelLength = initial < 0 ? 0 : partLength(VOWEL_KEYS, text, at + 1);
    if (vowelLength === 0) {
      out += text.charAt(at);
      at += 1;
      continue;
    }
    const vowel = VOWEL_KEYS.indexOf(text.slice(at + 1, at + 1 + vowelLength));
    at += 1 + vowelLength;
    // A consonant before a vowel begins the next syllable.
    let finalLength = partLength(FINAL_KEYS, text, at);
    if (finalLength > 0 && isHangulVowel(text.charCodeAt(at + finalLength))) finalLength -= 1;
    const final = FINAL_KEYS.indexOf(text.slice(at, at + finalLength));
    at += finalLength;
    out += String.fromCharCode(SYLLABLES + (initial * VOWELS + vowel) * FINALS + Math.max(0, final));
  }
  return out;
}

function partLength(parts: readonly string[], text: string, at: number): number {
  if (at + 2 <= text.length && parts.indexOf(text.slice(at, at + 2)) >= 0) return 2;
  return at < text.length && parts.indexOf(text.charAt(at)) >= 0 ? 1 : 0;
}
