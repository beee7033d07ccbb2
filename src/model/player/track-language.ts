const THREE_LETTERS: Readonly<Record<string, string>> = {
  eng: 'en',
  deu: 'de',
  ger: 'de',
  ara: 'ar',
  fra: 'fr',
  fre: 'fr',
  spa: 'es',
  ita: 'it',
  por: 'pt',
  pol: 'pl',
  tur: 'tr',
  rus: 'ru',
  nld: 'nl',
  dut: 'nl',
  swe: 'sv',
  nor: 'no',
  nob: 'no',
  nb: 'no',
  dan: 'da',
  fin: 'fi',
  ell: 'el',
  gre: 'el',
  ukr: 'uk',
  ces: 'cs',
  cze: 'cs',
  heb: 'he',
  hin: 'hi',
  jpn: 'ja',
  kor: 'ko',
  zho: 'zh',
  chi: 'zh',
};

/** Two-letter language of a tag: `de-AT`, `ger` and `DE` are `de`. */
export function languageOf(tag: string): string {
  const base = tag.toLowerCase().split(/[-_]/)[0] ?? '';
  return THREE_LETTERS[base] ?? base;
}
