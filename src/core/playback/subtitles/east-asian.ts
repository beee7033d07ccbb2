import type { DecoderFactory } from '../../text';

/** Encodings of a language's old files with the letters its texts are full of; labels as the WHATWG encoding standard has them. */
const ENCODINGS: ReadonlyArray<readonly [language: string, label: string, letters: string]> = [
  ['zh', 'gb18030', '的一是不了我你他在有人这们来到说就去会么没好什想知道那要吗吧为她对得可以过还都看'],
  ['zh', 'big5', '的一是不了我你他在有人這們來到說就去會麼沒好什想知道那要嗎吧為她對得可以過還都看'],
  ['ja', 'shift_jis', 'のにはをたがでてとしれさるいあっなかよまだこうんもそどちゃらくすきけえ'],
  ['ja', 'euc-jp', 'のにはをたがでてとしれさるいあっなかよまだこうんもそどちゃらくすきけえ'],
  ['ko', 'euc-kr', '이다는에을의가고지그나하어아니요거게서네데들라리도안한있없해내뭐야만자너기'],
];
/** Of the letters beyond ASCII so many must be common ones; other scripts read this way are rare signs without order. */
const LEAST_COMMON = 0.15;
/** More broken signs than this: something else. */
const MOST_BROKEN = 0.03;
/** What is judged of each encoding. */
const JUDGED_BYTES = 16 * 1024;

/** How many of the letters beyond ASCII are common in the language; 0 where too much cannot be read. */
function shareOfCommon(text: string, letters: string): number {
  let beyond = 0;
  let common = 0;
  let broken = 0;
  for (let i = 0; i < text.length; i += 1) {
    const sign = text.charAt(i);
    if (sign < '\u0080') continue;
    beyond += 1;
    if (sign === '\ufffd') broken += 1;
    else if (letters.indexOf(sign) !== -1) common += 1;
  }
  return beyond === 0 || broken / beyond > MOST_BROKEN ? 0 : common / beyond;
}

/**
 * The text of a file in one of the encodings of Chinese, Japanese and Korean, told by the letters that come out; `null` when it is in none
 * of them, or this engine knows none. `language`: two letters (files of others are in none), or empty where nobody knows.
 */
export function decodeEastAsian(bytes: Uint8Array, language: string, createDecoder: DecoderFactory): string | null {
  let best: string | null = null;
  let bestShare = LEAST_COMMON;
  for (const [spoken, label, letters] of ENCODINGS) {
    if (language !== '' && spoken !== language) continue;
    // The piece may end inside of a sign, which is waited for.
    const share = shareOfCommon(createDecoder(label)?.decode(bytes.subarray(0, JUDGED_BYTES), false) ?? '', letters);
    if (share <= bestShare) continue;
    best = label;
    bestShare = share;
  }
  return best === null ? null : (createDecoder(best)?.decode(bytes, true) ?? null);
}
