import { decodeUtf8 } from '../../text';
import type { DecoderFactory } from '../../text';
import { CODE_PAGES } from './code-pages';
import { decodeEastAsian } from './east-asian';

/** Judged from this much; more says the same. */
const SAMPLE_BYTES = 64 * 1024;
/** A few broken sequences do not make a file something else. */
const MOST_BROKEN_SHARE = 0.2;

const BY_LANGUAGE: Readonly<Record<string, string>> = {
  ru: '1251', uk: '1251', bg: '1251', sr: '1251', mk: '1251', be: '1251', el: '1253', tr: '1254', az: '1254', he: '1255', iw: '1255', ar: '1256', fa: '1256', ur: '1256',
  pl: '1250', cs: '1250', sk: '1250', hu: '1250', sl: '1250', hr: '1250', bs: '1250', ro: '1250', sq: '1250', lt: '1257', lv: '1257', et: '1257', vi: '1258',
};

type PageLetters = ReadonlyArray<readonly [page: string, letters: string]>;

/**
 * The commonest small letters beyond ASCII of the languages a page was made for; ties go to the first page. Left out is what another
 * language writes with the same byte more often.
 */
const LATIN: PageLetters = [
  ['1252', 'äöüßéèêëàâáíóúñçãõôåøæœîïûùìò'],
  ['1250', 'ąćęłńóśźżáéíóúěščřžůďťňőűöüăâîşľĺôä'],
  ['1254', 'ığşçöüâ'],
  ['1257', 'āčēģīķļņšūžąęėįųõäöü'],
];
/** Of scripts of their own. */
const OTHER: PageLetters = [
  ['1251', 'оеаинтсрвлкмдпуяыьзбгійї'],
  ['1253', 'αοιετσνηυρπκλμςάέίόύήώ'],
  ['1255', 'יוהלארתבשמנעכדחפק'],
  ['1256', 'اليمونتربدعسفحكهةقأ'],
];

/** How many well-formed sequences of UTF-8 there are beyond ASCII, and how many bytes that belong to none. */
function countUtf8(bytes: Uint8Array): { readonly good: number; readonly broken: number } {
  let good = 0;
  let broken = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) continue;
    const more = byte >= 0xc2 && byte <= 0xdf ? 1 : byte >= 0xe0 && byte <= 0xef ? 2 : byte >= 0xf0 && byte <= 0xf4 ? 3 : 0;
    // The sample may end inside of one.
    if (more > 0 && i + more >= bytes.length) break;
    let isGood = more > 0;
    for (let k = 1; k <= more; k += 1) isGood = isGood && ((bytes[i + k] ?? 0) & 0xc0) === 0x80;
    if (isGood) {
      good += 1;
      i += more;
    } else broken += 1;
  }
  return { good, broken };
}

function isAsciiLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

/** The page whose commonest letters the bytes beyond ASCII are most often. A sign inside of a word speaks against a page. */
function guessPage(bytes: Uint8Array): string {
  let beyond = 0;
  let ascii = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    if ((bytes[i] ?? 0) >= 0x80) beyond += 1;
    else if (isAsciiLetter(bytes[i] ?? 0)) ascii += 1;
  }
  let best = '1252';
  let bestScore = 0;
  for (const [page, letters] of beyond > ascii ? OTHER : LATIN) {
    const table = CODE_PAGES[page] ?? '';
    let score = 0;
    for (let i = 0; i < bytes.length; i += 1) {
      const byte = bytes[i] ?? 0;
      if (byte < 0x80) continue;
      const sign = table.charAt(byte - 0x80);
      const small = sign.toLowerCase();
      // Text in capitals is rare: a page in which everything is a capital is the wrong one.
      if (letters.indexOf(small) !== -1) score += small === sign ? 1 : 0.4;
      else if (small === sign.toUpperCase() && isAsciiLetter(bytes[i - 1] ?? 0) && isAsciiLetter(bytes[i + 1] ?? 0)) score -= 1;
    }
    if (score > bestScore) {
      bestScore = score;
      best = page;
    }
  }
  return best;
}

function decodePage(bytes: Uint8Array, page: string): string {
  const table = CODE_PAGES[page] ?? '';
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += 4096) {
    let part = '';
    const end = Math.min(bytes.length, from + 4096);
    for (let i = from; i < end; i += 1) {
      const byte = bytes[i] ?? 0;
      part += byte < 0x80 ? String.fromCharCode(byte) : table.charAt(byte - 0x80);
    }
    parts.push(part);
  }
  return parts.join('');
}

function decodeUtf16(bytes: Uint8Array, from: number, isBigEndian: boolean): string {
  const parts: string[] = [];
  let part = '';
  for (let i = from; i + 1 < bytes.length; i += 2) {
    const [first = 0, second = 0] = [bytes[i], bytes[i + 1]];
    part += String.fromCharCode(isBigEndian ? (first << 8) | second : (second << 8) | first);
    if (part.length >= 4096) {
      parts.push(part);
      part = '';
    }
  }
  return parts.concat(part).join('');
}

/** Without a mark UTF-16 shows by its zeros: every second byte of what is mostly ASCII. */
function zerosOf(bytes: Uint8Array, offset: 0 | 1): number {
  let zeros = 0;
  for (let i = offset; i < bytes.length; i += 2) if (bytes[i] === 0) zeros += 1;
  return zeros / Math.max(1, bytes.length / 2);
}

/**
 * The text of a subtitle file in whatever encoding it came: UTF-8 and UTF-16 by their marks or their form, else the Windows code page
 * of its language (`language`: two letters, or empty), else the one its letters speak for. Chinese, Japanese and Korean need the
 * engine's decoders (`createDecoder`). Never fails; marks are taken off.
 */
export function decodeSubtitles(bytes: Uint8Array, language: string, createDecoder?: DecoderFactory): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 2, false);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 2, true);
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (zerosOf(sample, 1) > 0.4) return decodeUtf16(bytes, 0, false);
  if (zerosOf(sample, 0) > 0.4) return decodeUtf16(bytes, 0, true);
  const { good, broken } = countUtf8(sample);
  if (broken <= good * MOST_BROKEN_SHARE) return decodeUtf8(bytes, 0, bytes.length).replace(/^\ufeff/, '');
  const eastern = createDecoder === undefined ? null : decodeEastAsian(bytes, language, createDecoder);
  if (eastern !== null) return eastern;
  return decodePage(bytes, BY_LANGUAGE[language] ?? guessPage(sample));
}
