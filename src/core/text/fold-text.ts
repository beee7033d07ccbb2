/** Letters that do not fall apart into base and mark under NFKD. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ħ: 'h', ŧ: 't', ŋ: 'n', ς: 'σ',
  ٱ: 'ا', ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه', ـ: '',
};

const ASCII_ONLY = /^[\x20-\x7e]*$/;
/** Combining marks of Latin, Greek, Cyrillic, Hebrew and Arabic. */
const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g;
const SPECIAL = /[\u00df\u00e6\u0153\u00f8\u0111\u00f0\u00fe\u0142\u0131\u0127\u0167\u014b\u03c2\u0671\u0649\u06cc\u06a9\u0629\u0640\u0660-\u0669\u06f0-\u06f9]/g;

function foldSpecial(letter: string): string {
  const code = letter.charCodeAt(0);
  if (code >= 0x660 && code <= 0x669) return String.fromCharCode(code - 0x660 + 0x30);
  if (code >= 0x6f0 && code <= 0x6f9) return String.fromCharCode(code - 0x6f0 + 0x30);
  return LETTERS[letter] ?? letter;
}

/**
 * Lower case without diacritics and letter variants, so that what people mean to be the same compares equal: Latin, Greek,
 * Cyrillic, Hebrew points, Arabic forms, tatweel and digits, full-width and raised forms. Keeps spaces and punctuation.
 */
export function foldText(text: string): string {
  if (ASCII_ONLY.test(text)) return text.toLowerCase();
  const bare = text.normalize('NFKD').replace(MARKS, '').replace(/\ufe0f/g, '').toLowerCase();
  // NFC joins again what NFKD took apart and nobody would call a mark: Hangul, Kana.
  return bare.replace(SPECIAL, foldSpecial).normalize('NFC');
}

/** Runs of what is neither letter nor digit in any script, as far as plain ranges can say it. */
const SEPARATORS = /[\u0000-\u002a\u002c-\u002f\u003a-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u2bff\u3000-\u3003\u3008-\u3020]+/g;
/** Words that name a quality or a delivery, not a channel. */
const QUALITY = /^(?:uhd|fhd|hd|sd|4k|8k|hevc|h265|h264|x265|1080p|1080|720p|720|50fps|60fps|raw|vip|backup|hq|lq)$/;

/** `text` folded, with single spaces between words and nothing else (`+` stays: "Canal+"). */
export function foldWords(text: string): string {
  return foldText(text).replace(SEPARATORS, ' ').trim();
}

/**
 * A channel's name as guides and playlists agree on: folded, quality words and a leading country tag (`DE: `, `|UK| `,
 * `[FR]`) removed, without spaces. Empty if nothing but such words is left; callers then fall back to {@link foldWords}.
 */
export function normaliseChannelName(name: string): string {
  const bare = name.replace(/^\s*(?:[[(|]\s*[A-Za-z]{2,3}\s*[\])|]|[A-Za-z]{2,3}\s*[:|])\s*/, '');
  const words = foldWords(bare).split(' ');
  return words.filter((word) => !QUALITY.test(word)).join('');
}
