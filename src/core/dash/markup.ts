/** An element of a document that is written again: names keep their prefixes. */
export interface MarkupElement {
  readonly name: string;
  /** In their order; two of one name do not occur. */
  attributes: MarkupAttribute[];
  children: Array<MarkupElement | string>;
}

/** An attribute, its value without escapes. */
export interface MarkupAttribute {
  readonly name: string;
  value: string;
}

/** Deeper documents are no manifests. */
const MOST_DEPTH = 32;
/** Text, what says nothing to a player, sections of text, ends, beginnings. A document type is none of these: it could bring in anything. */
const TOKEN = /([^<]+)|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([^\s<>/]+)\s*>|<([A-Za-z_][^\s<>/"'=]*)((?:\s+[^\s<>/"'=]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g;
const ATTRIBUTE = /([^\s<>/"'=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ESCAPE = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'' };

/** A name without its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** A text without escapes; `null` where one is not known. */
function withoutEscapes(text: string): string | null {
  if (text.indexOf('&') === -1) return text;
  if (text.replace(ESCAPE, '').indexOf('&') !== -1) return null;
  return text.replace(ESCAPE, (_whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? '';
    const code = hex === undefined ? parseInt(decimal ?? '0', 10) : parseInt(hex, 16);
    // Letters outside the first plane stand in no address.
    return code > 0 && code < 0xffff ? String.fromCharCode(code) : '';
  });
}

function attributesOf(text: string): MarkupAttribute[] | null {
  const attributes: MarkupAttribute[] = [];
  ATTRIBUTE.lastIndex = 0;
  for (let match = ATTRIBUTE.exec(text); match !== null; match = ATTRIBUTE.exec(text)) {
    const name = match[1] ?? '';
    const value = withoutEscapes(match[2] ?? match[3] ?? '');
    if (value === null || attributes.some((each) => each.name === name)) return null;
    attributes.push({ name, value });
  }
  return attributes;
}

/**
 * Reads a document strictly: whoever writes it again has to have understood all of it. Answers its root; `null` for anything that is not
 * well-formed, has a document type or escapes of its own, or something beside its root.
 */
export function readMarkup(text: string): MarkupElement | null {
  const top: MarkupElement = { name: '', attributes: [], children: [] };
  const open: MarkupElement[] = [top];
  let at = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    if (match.index !== at) return null;
    at = match.index + match[0].length;
    if (!takeToken(match, open)) return null;
  }
  const root = top.children.filter((child) => typeof child !== 'string' || !/^[\s\ufeff]*$/.test(child));
  const only = root[0];
  return at === text.length && open.length === 1 && root.length === 1 && only !== undefined && typeof only !== 'string' ? only : null;
}

/** Takes one token into the innermost open element; `false`: the document is not well-formed. */
function takeToken(match: RegExpExecArray, open: MarkupElement[]): boolean {
  const inner = open[open.length - 1];
  if (inner === undefined) return false;
  const words = match[1] === undefined ? match[2] ?? null : withoutEscapes(match[1]);
  if (match[1] !== undefined && words === null) return false;
  if (words !== null) inner.children.push(words);
  if (match[3] !== undefined) {
    open.pop();
    return open.length > 0 && inner.name === match[3];
  }
  if (match[4] === undefined) return true;
  const attributes = attributesOf(match[5] ?? '');
  if (attributes === null || open.length > MOST_DEPTH) return false;
  const element: MarkupElement = { name: match[4], attributes, children: [] };
  inner.children.push(element);
  if (match[6] !== '/') open.push(element);
  return true;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** The document of a root, as text. */
export function writeMarkup(root: MarkupElement): string {
  const attributes = root.attributes.map(({ name, value }) => ` ${name}="${escaped(value)}"`).join('');
  if (root.children.length === 0) return `<${root.name}${attributes}/>`;
  const inside = root.children.map((child) => (typeof child === 'string' ? escaped(child) : writeMarkup(child))).join('');
  return `<${root.name}${attributes}>${inside}</${root.name}>`;
}

/** Child elements of a name without prefix, in order. */
export function childrenNamed(element: MarkupElement, name: string): MarkupElement[] {
  return element.children.filter((child): child is MarkupElement => typeof child !== 'string' && localName(child.name) === name);
}

/** The value of an attribute; `null` where there is none. */
export function attributeOf(element: MarkupElement, name: string): string | null {
  const found = element.attributes.filter((each) => each.name === name)[0];
  return found === undefined ? null : found.value;
}

/** All text directly inside an element, trimmed. */
export function textOf(element: MarkupElement): string {
  return element.children.filter((child) => typeof child === 'string').join('').trim();
}
