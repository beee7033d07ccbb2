import { readXml } from '#core/playback';
import type { XmlElement } from '#core/playback';

/** An attribute as the DOM gives it. */
export interface XmlAttribute {
  readonly nodeName: string;
  readonly nodeValue: string;
}

/**
 * As much of a DOM element as the VAST reader asks for, over our own reader: the same on every engine, without anything of the page,
 * and testable in Node.
 */
export class XmlNode {
  readonly nodeName: string;
  readonly childNodes: readonly XmlNode[];
  readonly parentNode: XmlNode | null;
  private readonly words: string;
  private readonly values: Map<string, string>;

  constructor(element: XmlElement | string, parent: XmlNode | null) {
    this.parentNode = parent;
    if (typeof element === 'string') {
      this.nodeName = '#text';
      this.words = element;
      this.values = new Map();
      this.childNodes = [];
    } else {
      this.nodeName = element.name;
      this.words = '';
      this.values = new Map(element.attributes);
      this.childNodes = element.children.map((child) => new XmlNode(child, this));
    }
  }

  /** Elements alone. */
  get children(): readonly XmlNode[] {
    return this.childNodes.filter((child) => child.nodeName !== '#text');
  }

  get textContent(): string {
    return this.words + this.childNodes.map((child) => child.textContent).join('');
  }

  get nodeValue(): string | null {
    return this.nodeName === '#text' ? this.words : null;
  }

  get attributes(): readonly XmlAttribute[] {
    return Array.from(this.values.keys()).map((nodeName) => ({ nodeName, nodeValue: this.values.get(nodeName) ?? '' }));
  }

  getAttribute(name: string): string | null {
    return this.values.get(name) ?? null;
  }

  setAttribute(name: string, value: string): void {
    this.values.set(name, value);
  }
}

/** What a document is to the VAST reader; `documentElement` is `null` where there is none. */
export interface XmlDocument {
  readonly documentElement: XmlNode | null;
}

/** Reads a document as far as it goes. */
export function xmlDocument(text: string): XmlDocument {
  const root = new XmlNode(readXml(text), null);
  return { documentElement: root.children[0] ?? null };
}
