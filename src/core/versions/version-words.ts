/** Qualities in ascending order; the number is what {@link VersionTraits.quality} holds. */
export const QUALITY = { unknown: 0, sd: 1, hd: 2, fhd: 3, uhd: 4, uhd8k: 5 } as const;

/** What a word of a name says about the version, as {@link VersionScanner} uses it. */
export type VersionWord =
  /** A quality, wherever in the name it stands. */
  | { readonly kind: 'quality'; readonly quality: number }
  /** A coding or delivery that makes no other programme of it, wherever it stands. */
  | { readonly kind: 'coding' }
  /** Says something about the version only at the end of a name or in brackets: "WWE Raw" is no version of "WWE". */
  | { readonly kind: 'weak'; readonly isBackup: boolean; readonly language: string }
  /** A country or language as providers abbreviate it; counts as prefix, in brackets and at the end behind other version words. */
  | { readonly kind: 'region'; readonly region: string; readonly language: string };

const QUALITIES: Readonly<Record<string, number>> = {
  sd: QUALITY.sd, '480p': QUALITY.sd, '576p': QUALITY.sd, '576i': QUALITY.sd,
  hd: QUALITY.hd, '720p': QUALITY.hd, '720': QUALITY.hd, hdtv: QUALITY.hd, hdready: QUALITY.hd,
  fhd: QUALITY.fhd, fullhd: QUALITY.fhd, '1080p': QUALITY.fhd, '1080i': QUALITY.fhd, '1080': QUALITY.fhd,
  uhd: QUALITY.uhd, '4k': QUALITY.uhd, '2160p': QUALITY.uhd, ultrahd: QUALITY.uhd, '8k': QUALITY.uhd8k, '4320p': QUALITY.uhd8k,
};

const CODINGS = [
  'hevc', 'h265', 'x265', 'h264', 'x264', 'avc', 'av1', 'mpeg2', '10bit', 'hdr', 'hdr10', 'hlg', 'sdr', '25fps', '30fps', '50fps', '60fps',
  'webdl', 'webrip', 'bluray', 'bdrip', 'brrip', 'dvdrip', 'hdrip', 'remux', 'dv',
];

const BACKUPS = ['backup', 'bkp', 'bk', 'alt', 'alternative', 'reserve', 'ersatz', 'copia', 'secours', 'yedek'];
const WEAK = ['raw', 'vip', 'hq', 'lq', 'low', 'high', 'dolby', 'atmos', 'vision', 'imax', 'extended', 'uncut', 'remastered', 'premium'];

/** Words that name a language of the sound at a name's end, by the language's two letters; `mul`: several. */
const SPOKEN: Readonly<Record<string, string>> = {
  multi: 'mul', dual: 'mul', multisub: 'mul', vostfr: 'fr', vost: 'fr', vff: 'fr', vf: 'fr', vfq: 'fr', truefrench: 'fr', french: 'fr', francais: 'fr',
  german: 'de', deutsch: 'de', english: 'en', spanish: 'es', espanol: 'es', castellano: 'es', latino: 'es', italian: 'it', italiano: 'it',
  turkish: 'tr', turkce: 'tr', polish: 'pl', polski: 'pl', lektor: 'pl', dubbing: 'pl', russian: 'ru', arabic: 'ar', hindi: 'hi', portuguese: 'pt',
  dublado: 'pt', legendado: 'pt', dutch: 'nl', swedish: 'sv', norwegian: 'no', danish: 'da', greek: 'el', persian: 'fa', farsi: 'fa', tamil: 'ta', telugu: 'te',
};

/** Country and language abbreviations: `region` (what splits channels) and the language mostly spoken there. */
const REGIONS: Readonly<Record<string, readonly [region: string, language: string]>> = {
  uk: ['uk', 'en'], gb: ['uk', 'en'], us: ['us', 'en'], usa: ['us', 'en'], ca: ['ca', 'en'], au: ['au', 'en'], nz: ['nz', 'en'], ie: ['ie', 'en'], irl: ['ie', 'en'],
  en: ['en', 'en'], eng: ['en', 'en'], de: ['de', 'de'], ger: ['de', 'de'], deu: ['de', 'de'], at: ['at', 'de'], ch: ['ch', 'de'], fr: ['fr', 'fr'], fra: ['fr', 'fr'],
  be: ['be', 'nl'], nl: ['nl', 'nl'], ned: ['nl', 'nl'], it: ['it', 'it'], ita: ['it', 'it'], es: ['es', 'es'], esp: ['es', 'es'], spa: ['es', 'es'], mx: ['mx', 'es'],
  lat: ['lat', 'es'], lam: ['lat', 'es'], pt: ['pt', 'pt'], por: ['pt', 'pt'], br: ['br', 'pt'], bra: ['br', 'pt'], pl: ['pl', 'pl'], pol: ['pl', 'pl'],
  tr: ['tr', 'tr'], tur: ['tr', 'tr'], ru: ['ru', 'ru'], rus: ['ru', 'ru'], ua: ['ua', 'uk'], ro: ['ro', 'ro'], rou: ['ro', 'ro'], bg: ['bg', 'bg'], gr: ['gr', 'el'],
  al: ['al', 'sq'], alb: ['al', 'sq'], rs: ['rs', 'sr'], srb: ['rs', 'sr'], hr: ['hr', 'hr'], cro: ['hr', 'hr'], si: ['si', 'sl'], slo: ['si', 'sl'], ba: ['ba', 'bs'],
  mk: ['mk', 'mk'], exyu: ['exyu', 'sr'], cz: ['cz', 'cs'], cze: ['cz', 'cs'], sk: ['sk', 'sk'], hu: ['hu', 'hu'], hun: ['hu', 'hu'], se: ['se', 'sv'], swe: ['se', 'sv'],
  no: ['no', 'no'], nor: ['no', 'no'], dk: ['dk', 'da'], den: ['dk', 'da'], fi: ['fi', 'fi'], fin: ['fi', 'fi'], ar: ['ar', 'ar'], ara: ['ar', 'ar'], sa: ['sa', 'ar'],
  ksa: ['sa', 'ar'], ae: ['ae', 'ar'], uae: ['ae', 'ar'], eg: ['eg', 'ar'], ma: ['ma', 'ar'], dz: ['dz', 'ar'], tn: ['tn', 'ar'], iq: ['iq', 'ar'], qa: ['qa', 'ar'],
  ir: ['ir', 'fa'], af: ['af', 'fa'], il: ['il', 'he'], kurd: ['kurd', 'ku'], ku: ['kurd', 'ku'], in: ['in', 'hi'], ind: ['in', 'hi'], pk: ['pk', 'ur'], bd: ['bd', 'bn'],
  cn: ['cn', 'zh'], hk: ['hk', 'zh'], tw: ['tw', 'zh'], jp: ['jp', 'ja'], kr: ['kr', 'ko'], vn: ['vn', 'vi'], th: ['th', 'th'], ph: ['ph', 'tl'], id: ['id', 'id'], my: ['my', 'ms'],
};

/** All words by their folded form. */
export function versionWords(): ReadonlyMap<string, VersionWord> {
  const words = new Map<string, VersionWord>();
  for (const word of Object.keys(REGIONS)) {
    const [region, language] = REGIONS[word] ?? ['', ''];
    words.set(word, { kind: 'region', region, language });
  }
  for (const word of Object.keys(SPOKEN)) words.set(word, { kind: 'weak', isBackup: false, language: SPOKEN[word] ?? '' });
  for (const word of WEAK) words.set(word, { kind: 'weak', isBackup: false, language: '' });
  for (const word of BACKUPS) words.set(word, { kind: 'weak', isBackup: true, language: '' });
  for (const word of CODINGS) words.set(word, { kind: 'coding' });
  for (const word of Object.keys(QUALITIES)) words.set(word, { kind: 'quality', quality: QUALITIES[word] ?? 0 });
  return words;
}
