/** Writing systems the product ships fonts for. */
export type Script = 'latin' | 'latin-ext' | 'greek' | 'cyrillic' | 'arabic' | 'devanagari';

/** First and last code point of what each font file holds; the files were cut along these. */
const RANGES: ReadonlyArray<readonly [from: number, to: number, script: Script]> = [
  [0x0100, 0x02ba, 'latin-ext'],
  [0x0301, 0x0301, 'cyrillic'],
  [0x0370, 0x03ff, 'greek'],
  [0x0400, 0x045f, 'cyrillic'],
  [0x0490, 0x0491, 'cyrillic'],
  [0x04b0, 0x04b1, 'cyrillic'],
  [0x0600, 0x06ff, 'arabic'],
  [0x0750, 0x077f, 'arabic'],
  [0x08a0, 0x08ff, 'arabic'],
  [0x0900, 0x097f, 'devanagari'],
  [0x1e00, 0x1e9f, 'latin-ext'],
  [0x20a0, 0x20ab, 'latin-ext'],
  [0x20ad, 0x20c0, 'latin-ext'],
  [0x2116, 0x2116, 'cyrillic'],
  [0xa8e0, 0xa8ff, 'devanagari'],
  [0xfb50, 0xfdff, 'arabic'],
  [0xfe70, 0xfeff, 'arabic'],
];

const LAST_PLAIN_LATIN = 0xff;

function scriptOf(code: number): Script | null {
  if (code <= LAST_PLAIN_LATIN) return 'latin';
  for (const [from, to, script] of RANGES) {
    if (code >= from && code <= to) return script;
  }
  return null;
}

/** Calls `found` for every script beside plain Latin that `content` needs; may name one twice. */
export function forEachScript(content: string, found: (script: Script) => void): void {
  let last: Script | null = null;
  for (let i = 0; i < content.length; i += 1) {
    const code = content.charCodeAt(i);
    if (code <= LAST_PLAIN_LATIN) continue;
    const script = scriptOf(code);
    if (script === null || script === 'latin' || script === last) continue;
    last = script;
    found(script);
  }
}

/**
 * Raised, circled, wide and mathematical letters: what lists write `HD` and marks with, and no font of the product has. Wide commas, colons,
 * question marks and brackets are how Chinese is written.
 */
const DRESSED = /[\u1d2c-\u1dbf\u2070-\u209c\u2460-\u24ff\uff02-\uff07\uff0a\uff0b\uff0d\uff0f-\uff19\uff1c-\uff1e\uff20-\uff5d]|\ud835[\udc00-\udfff]/g;

/** The same words in plain letters and digits (Unicode's compatibility form), so that nothing is drawn as an empty box. */
export function plainLetters(content: string): string {
  return content.replace(DRESSED, (letter) => letter.normalize('NFKC'));
}

/** Letters of Latin, Greek, Cyrillic and Armenian, of the scripts of India and South-East Asia, of Chinese, Japanese and Korean. */
const LEFT_TO_RIGHT_LETTER = /[A-Za-z\u00c0-\u024f\u0370-\u058f]|[\u0900-\u1fff]|[\u2e80-\u2fff\u3005-\u3007\u3021-\ud7ff]/;

/** Whether a line is set from right to left: the first letter with a direction decides, as Unicode says. */
export function isRightToLeft(content: string): boolean {
  for (let i = 0; i < content.length; i += 1) {
    const code = content.charCodeAt(i);
    if ((code >= 0x0590 && code <= 0x08ff) || (code >= 0xfb1d && code <= 0xfefc)) return true;
    if (LEFT_TO_RIGHT_LETTER.test(content.charAt(i))) return false;
  }
  return false;
}

/** Isolates hide what they hold from the direction of the line around them. */
const ISOLATE_FROM = 0x2066;
const ISOLATE_TO = 0x2068;
const ISOLATE_END = 0x2069;

/**
 * Whether a text of a right-to-left screen is itself left to right: a provider's plot in English keeps its full stop at
 * its end. The first letter outside inserted parts decides; figures alone follow the screen.
 */
export function beginsLeftToRight(content: string): boolean {
  let depth = 0;
  for (let i = 0; i < content.length; i += 1) {
    const code = content.charCodeAt(i);
    if (code >= ISOLATE_FROM && code <= ISOLATE_TO) depth += 1;
    else if (code === ISOLATE_END) depth = Math.max(0, depth - 1);
    else if (depth === 0 && isRightToLeft(content.charAt(i))) return false;
    else if (depth === 0 && LEFT_TO_RIGHT_LETTER.test(content.charAt(i))) return true;
  }
  return false;
}
