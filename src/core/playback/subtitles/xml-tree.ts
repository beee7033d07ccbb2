import { readCueEntities } from './cue-markup';

/** An element with its children in order; names come without their prefixes. */
export interface XmlElement {
  readonly name: string;
  /** By name without prefix; where two prefixes share one, the first stands. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Array<XmlElement | string>;
}

/** Deeper documents are no subtitles; what is deeper is left out. */
const MOST_DEPTH = 64;
const TOKEN = /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)|<[?!][^>]*>|<(\/?)([^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/g;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  ATTRIBUTE.lastIndex = 0;
  for (let match = ATTRIBUTE.exec(text); match !== null; match = ATTRIBUTE.exec(text)) {
    const name = localName(match[1] ?? '');
    if (!attributes.has(name)) attributes.set(name, readCueEntities(match[2] ?? match[3] ?? ''));
  }
  return attributes;
}

/** Reads XML as far as it goes: a document that is cut gives what came, an end without a beginning is passed over. Never fails. */
export function readXml(text: string): XmlElement {
  const root: XmlElement = { name: '', attributes: new Map(), children: [] };
  const open: XmlElement[] = [root];
  const top = (): XmlElement => open[open.length - 1] ?? root;
  let at = 0;
  const say = (words: string): void => {
    if (words !== '') top().children.push(words);
  };
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    say(readCueEntities(text.slice(at, match.index)));
    at = match.index + match[0].length;
    if (match[1] !== undefined) say(match[1]);
    if (match[3] === undefined) continue;
    const name = localName(match[3]);
    if (match[2] === '/') {
      const from = open.map((each) => each.name).lastIndexOf(name);
      if (from > 0) open.splice(from);
      continue;
    }
    const element: XmlElement = { name, attributes: attributesOf(match[4] ?? ''), children: [] };
    if (open.length < MOST_DEPTH) top().children.push(element);
    if (match[5] !== '/') open.push(element);
  }
  say(readCueEntities(text.slice(at)));
  return root;
}

/** Every element of a name below another, in order. */
export function elementsNamed(root: XmlElement, name: string): readonly XmlElement[] {
  const found: XmlElement[] = [];
  for (const child of root.children) {
    if (typeof child === 'string') continue;
    if (child.name === name) found.push(child);
    found.push(...elementsNamed(child, name));
  }
  return found;
}
