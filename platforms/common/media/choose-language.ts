/** Three-letter codes that sets and streams use for what tags write with two (ISO 639-2 B and T forms). */
const LONG_CODES: Readonly<Record<string, string>> = {
  eng: 'en', deu: 'de', ger: 'de', fra: 'fr', fre: 'fr', spa: 'es', por: 'pt', ita: 'it', pol: 'pl', tur: 'tr', rus: 'ru', ara: 'ar', hin: 'hi', zho: 'zh', chi: 'zh',
  nld: 'nl', dut: 'nl', swe: 'sv', nor: 'no', dan: 'da', fin: 'fi', ces: 'cs', cze: 'cs', ell: 'el', gre: 'el', hun: 'hu', ron: 'ro', rum: 'ro', ukr: 'uk', jpn: 'ja', kor: 'ko',
};

/** The base language of a tag or three-letter code, in lower case: `en-GB`, `ENG` → `en`. */
export function baseLanguage(tag: string): string {
  const base = (tag.split(/[-_]/)[0] ?? '').toLowerCase();
  return LONG_CODES[base] ?? base;
}

/** The index of the first language that one of the preferred ones asks for, best preference first; -1 for none. */
export function chooseLanguage(languages: readonly string[], preferred: readonly string[]): number {
  for (const wish of preferred) {
    const exact = languages.findIndex((language) => language.toLowerCase() === wish.toLowerCase());
    if (exact >= 0) return exact;
    const wanted = baseLanguage(wish);
    const found = wanted === '' ? -1 : languages.findIndex((language) => baseLanguage(language) === wanted);
    if (found >= 0) return found;
  }
  return -1;
}
