import type { CueTag } from './cue-markup';
import { styledLook } from './styled-look';
import { PLAIN_LOOK } from './subtitle-cue';
import type { CueLook } from './subtitle-cue';

/** More rules than any file has; the rest of a hostile one is left out. */
const MOST_RULES = 200;

/** What a rule stands for: all cues, the cue of an id, or the tags inside. Empty fields stand for all. */
interface Selector {
  readonly id: string;
  readonly tag: string;
  readonly classes: readonly string[];
  readonly voice: string;
  /** How much it says: of two that stand for the same the one that says more wins, else the later. */
  readonly weight: number;
}

interface Rule {
  readonly selector: Selector;
  readonly declarations: ReadonlyMap<string, string>;
  readonly place: number;
}

/**
 * The STYLE blocks of a WebVTT file (section 8.2): `::cue` with ids, tags, classes and voices; colour, background, slant, weight,
 * underline, sizes relative to the viewer's, shadows and outlines. What depends on the moment (`:past`, `:future`) is not read.
 */
export class VttStyleSheet {
  private readonly rules: Rule[] = [];

  /** Takes the lines of a block; what cannot be read is left out. */
  add(css: string): void {
    // Pieces that end with a brace; no search that a hostile file makes begin again at each of its letters.
    for (const piece of withoutComments(css).split('}').slice(0, -1)) {
      if (this.rules.length >= MOST_RULES) break;
      const [inside = '', selectors = ''] = piece.split('{').reverse();
      if (selectors === '') continue;
      const declarations = readDeclarations(inside);
      for (const selector of readSelectors(selectors)) this.rules.push({ selector, declarations, place: this.rules.length });
    }
    // Engines below Chrome 70 do not keep the order of equals.
    this.rules.sort((a, b) => a.selector.weight - b.selector.weight || a.place - b.place);
  }

  /** How the text of a cue looks before any tag. */
  lookOfCue(id: string): CueLook {
    return this.apply(PLAIN_LOOK, ({ tag, classes, voice, id: wanted }) => tag === '' && classes.length === 0 && voice === '' && (wanted === '' || wanted === id));
  }

  /** How a tag looks inside of something that looks like `outer`. */
  readonly lookOfTag = (told: CueTag, outer: CueLook): CueLook =>
    this.apply(outer, ({ tag, classes, voice, id }) => {
      if (id !== '' || (tag === '' && classes.length === 0 && voice === '')) return false;
      return (tag === '' || tag === told.name) && (voice === '' || voice === told.voice) && classes.every((each) => told.classes.indexOf(each) !== -1);
    });

  private apply(look: CueLook, isMeant: (selector: Selector) => boolean): CueLook {
    return this.rules.reduce((seen, { selector, declarations }) => (isMeant(selector) ? styled(seen, declarations) : seen), look);
  }
}

/** One that is never closed stays. */
function withoutComments(css: string): string {
  let text = '';
  let at = 0;
  for (let open = css.indexOf('/*'); open !== -1; open = css.indexOf('/*', at)) {
    const close = css.indexOf('*/', open + 2);
    if (close === -1) break;
    text += css.slice(at, open);
    at = close + 2;
  }
  return text + css.slice(at);
}

function styled(look: CueLook, declarations: ReadonlyMap<string, string>): CueLook {
  const value = (name: string): string => declarations.get(name) ?? '';
  const weight = value('font-weight');
  return styledLook(look, {
    weight: weight === 'bolder' || Number(weight) >= 600 ? 'bold' : weight,
    slant: value('font-style'),
    line: value('text-decoration') + value('text-decoration-line'),
    color: value('color'),
    ground: value('background-color') === '' ? value('background') : value('background-color'),
    size: value('font-size'),
    shadow: value('text-shadow'),
    outline: value('-webkit-text-stroke') === '' ? value('outline') : value('-webkit-text-stroke'),
  });
}

function readDeclarations(text: string): ReadonlyMap<string, string> {
  const declarations = new Map<string, string>();
  for (const each of text.split(';')) {
    const colon = each.indexOf(':');
    if (colon === -1) continue;
    const value = each.slice(colon + 1).replace(/!\s*important/i, '').trim().toLowerCase();
    if (value !== '') declarations.set(each.slice(0, colon).trim().toLowerCase(), value);
  }
  return declarations;
}

/** The selectors of a rule that are `::cue`, alone or with arguments; all others are left out. */
function readSelectors(text: string): readonly Selector[] {
  const selectors: Selector[] = [];
  const shape = /(?:^|,)\s*(?:video\s*)?::cue\s*(?:\(([^()]*(?:\([^()]*\)[^()]*)*)\)|(?=\s*(?:,|$)))/g;
  for (let match = shape.exec(text); match !== null; match = shape.exec(text)) {
    for (const part of (match[1] ?? '').split(',')) {
      const selector = readSelector(part.trim());
      if (selector !== null) selectors.push(selector);
    }
  }
  return selectors;
}

function readSelector(text: string): Selector | null {
  // Names may be written with escapes: `#\31 23` is the cue `123`.
  const plain = text.replace(/\\([0-9a-f]{1,6})\s?/gi, (_whole, code: string) => String.fromCharCode(parseInt(code, 16)));
  const match = /^([a-z]*)(#[^\s.[\]:#]+)?((?:\.[^\s.[\]:#]+)*)(?:\[\s*(?:voice|lang)\s*=\s*["']?([^"'\]]*)["']?\s*\])?$/i.exec(plain);
  if (match === null) return null;
  const [, tag = '', id = '', classes = '', voice = ''] = match;
  const named = classes.split('.').filter((each) => each !== '');
  return { tag: tag.toLowerCase(), id: id.slice(1), classes: named, voice, weight: (id === '' ? 0 : 100) + (named.length + (voice === '' ? 0 : 1)) * 10 + (tag === '' ? 0 : 1) };
}
