import { readEntities, XML_ENTITIES } from '../../text';
import { colorOf, groundOf } from './cue-colors';
import { linesOfRuns, PLAIN_LOOK } from './subtitle-cue';
import type { CueLine, CueLook, CueRun } from './subtitle-cue';

const ENTITIES: Readonly<Record<string, string>> = { ...XML_ENTITIES, nbsp: '\u00a0', lrm: '\u200e', rlm: '\u200f' };
/** Only names that mean something are taken for tags: `<3` and `a < b` are text. */
const TOKEN = /<(\/?)(b|i|u|c|v|s|lang|ruby|rt|font|span|br)(?=[\s.>/])([^>]*)>|<\d+:[\d:.]+>|\{\\[^}]*\}|\{([biu])\}|\{\/([biu])\}/gi;

/** The text with entities resolved that subtitles may have. */
export function readCueEntities(text: string): string {
  return readEntities(text, ENTITIES);
}

/** A tag as style sheets see it. `voice`: what follows the name, such as who speaks. */
export interface CueTag {
  readonly name: string;
  readonly classes: readonly string[];
  readonly voice: string;
}

/** What a file's own style sheet makes of a tag inside of something that looks like `outer`. */
export type TagStyler = (tag: CueTag, outer: CueLook) => CueLook;

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
    default:
      return look;
  }
}

/** Classes colour whatever tag they stand on: `yellow` the letters, `bg_blue` what lies behind them (WebVTT, default classes). */
function classed(look: CueLook, classes: readonly string[]): CueLook {
  return classes.reduce((seen, name) => {
    const isGround = name.slice(0, 3) === 'bg_';
    if (isGround) return { ...seen, ground: groundOf(name.slice(3)) ?? seen.ground };
    return { ...seen, color: colorOf(name) ?? seen.color };
  }, look);
}

function tagOf(name: string, rest: string): CueTag {
  const [classes = ''] = rest.split(/\s/);
  return { name, classes: classes.split('.').filter((each) => each !== ''), voice: rest.slice(classes.length).trim() };
}

/**
 * Reads the markup of WebVTT and SubRip: bold, italic, underlined, classes and fonts that colour, voices, entities. What is no
 * known tag stays text; a tag that is never closed holds to the end of the cue. `base`: what the file says of all text.
 */
export function readMarkup(markup: string, base: CueLook = PLAIN_LOOK, style: TagStyler = (_tag, outer) => outer): readonly CueLine[] {
  const runs: CueRun[] = [];
  const open: Array<{ readonly tag: string; readonly look: CueLook }> = [];
  let at = 0;
  let isReading = true;
  const look = (): CueLook => open[open.length - 1]?.look ?? base;
  const say = (text: string): void => {
    if (text !== '' && isReading) runs.push({ text: readCueEntities(text), look: look() });
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
      const told = tagOf(tag, match[3] ?? '');
      open.push({ tag, look: style(told, classed(changed(look(), tag, match[3] ?? ''), told.classes)) });
      // Reading aids above the line have no room of their own.
      if (tag === 'rt') isReading = false;
    }
  }
  say(markup.slice(at));
  return linesOfRuns(runs);
}
