import { colorOf } from './cue-colors';
import { linesOfRuns, PLAIN_LOOK } from './subtitle-cue';
import type { CueLine, CueLook, CueRun } from './subtitle-cue';

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: '\u00a0', lrm: '\u200e', rlm: '\u200f', quot: '"', apos: "'" };
/** Only names that mean something are taken for tags: `<3` and `a < b` are text. */
const TOKEN = /<(\/?)(b|i|u|c|v|s|lang|ruby|rt|font|span|br)(?=[\s.>/])([^>]*)>|<\d+:[\d:.]+>|\{\\[^}]*\}|\{([biu])\}|\{\/([biu])\}/gi;

/** The character an entity stands for, or the entity itself where nobody knows it. */
export function readEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{2,6});/gi, (whole: string, name: string) => {
    if (name.charAt(0) !== '#') return ENTITIES[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function changed(look: CueLook, tag: string, rest: string): CueLook {
  switch (tag) {
    case 'b':
      return { ...look, isBold: true };
    case 'i':
      return { ...look, isItalic: true };
    case 'u':
      return { ...look, isUnderlined: true };
    case 'font': {
      const [, name = ''] = /color\s*=\s*["']?([^"'\s>]+)/i.exec(rest) ?? [];
      return { ...look, color: colorOf(name) ?? look.color };
    }
    default: {
      // Classes colour whatever tag they stand on; backgrounds are the viewer's affair.
      const named = rest.split(/[\s>]/)[0] ?? '';
      return named.split('.').reduce((seen, name) => (name === '' ? seen : { ...seen, color: colorOf(name) ?? seen.color }), look);
    }
  }
}

/**
 * Reads the markup of WebVTT and SubRip: bold, italic, underlined, classes and fonts that colour, voices, entities. What is no
 * known tag stays text; a tag that is never closed holds to the end of the cue.
 */
export function readMarkup(markup: string): readonly CueLine[] {
  const runs: CueRun[] = [];
  const open: Array<{ readonly tag: string; readonly look: CueLook }> = [];
  let at = 0;
  let isReading = true;
  const look = (): CueLook => open[open.length - 1]?.look ?? PLAIN_LOOK;
  const say = (text: string): void => {
    if (text !== '' && isReading) runs.push({ text: readEntities(text), look: look() });
  };
  const close = (tag: string): void => {
    const from = open.map((each) => each.tag).lastIndexOf(tag);
    if (from !== -1) open.splice(from);
    if (tag === 'rt') isReading = true;
  };
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(markup); match !== null; match = TOKEN.exec(markup)) {
    say(markup.slice(at, match.index));
    at = match.index + match[0].length;
    const tag = (match[2] ?? match[4] ?? match[5] ?? '').toLowerCase();
    if (tag === '') continue;
    if (tag === 'br') say('\n');
    else if (match[1] === '/' || match[5] !== undefined) close(tag);
    else {
      open.push({ tag, look: changed(look(), tag, match[3] ?? '') });
      // Reading aids above the line have no room of their own.
      if (tag === 'rt') isReading = false;
    }
  }
  say(markup.slice(at));
  return linesOfRuns(runs);
}
