import { clamp } from '../../base';
import { styledLook } from './styled-look';
import type { CueLook, CuePlace } from './subtitle-cue';
import { elementsNamed } from './xml-tree';
import type { XmlElement } from './xml-tree';

/** Deeper chains of styles go in circles. */
const MOST_CHAIN = 8;
/** Below this the file wants what everybody gets, and the viewer's own place counts. */
const USUAL_LINE = 0.8;
/** The picture. */
const WHOLE = { left: 0, top: 0, width: 1, height: 1 } as const;

/** Styles and regions of a document by their ids. */
export class TtmlStyles {
  private readonly styles = new Map<string, XmlElement>();
  private readonly regions = new Map<string, XmlElement>();
  private readonly size: readonly [width: number, height: number] | null;
  private readonly cells: readonly [columns: number, rows: number];

  constructor(root: XmlElement) {
    const tt = elementsNamed(root, 'tt')[0] ?? root;
    for (const style of elementsNamed(root, 'style')) this.styles.set(style.attributes.get('id') ?? '', style);
    for (const region of elementsNamed(root, 'region')) this.regions.set(region.attributes.get('id') ?? '', region);
    this.size = pairOf(tt.attributes.get('extent') ?? '', /^([\d.]+)px\s+([\d.]+)px$/);
    this.cells = pairOf(tt.attributes.get('cellResolution') ?? '', /^(\d+)\s+(\d+)$/) ?? [32, 15];
  }

  /** What an element says of a property, itself or by the styles it names; `''` when it says nothing. The last named style wins. */
  valueOf(element: XmlElement, property: string, depth = 0): string {
    const own = element.attributes.get(property);
    if (own !== undefined) return own;
    if (depth >= MOST_CHAIN) return '';
    // A region holds its styles inside.
    for (const child of element.name === 'region' ? element.children : []) {
      const inside = typeof child === 'string' || child.name !== 'style' ? '' : this.valueOf(child, property, depth + 1);
      if (inside !== '') return inside;
    }
    const names = (element.attributes.get('style') ?? '').split(/\s+/).reverse();
    for (const name of names) {
      const style = this.styles.get(name);
      const value = style === undefined || style === element ? '' : this.valueOf(style, property, depth + 1);
      if (value !== '') return value;
    }
    return '';
  }

  /** The look of an element inside of something that looks like `outer`. */
  lookOf(element: XmlElement, outer: CueLook): CueLook {
    return styledLook(outer, {
      weight: this.valueOf(element, 'fontWeight'),
      slant: this.valueOf(element, 'fontStyle'),
      line: this.valueOf(element, 'textDecoration'),
      color: this.valueOf(element, 'color'),
      ground: this.valueOf(element, 'backgroundColor'),
      // Of a paragraph it is the size of all text in other words, and the viewer's affair.
      size: element.name === 'span' ? this.valueOf(element, 'fontSize') : '',
      shadow: this.valueOf(element, 'textShadow'),
      outline: this.valueOf(element, 'textOutline'),
    });
  }

  /** The region an id names, `null` without one. */
  regionOf(id: string): XmlElement | null {
    return this.regions.get(id) ?? null;
  }

  /** Where text with this alignment stands in a region; `null` where the file wants what is usual anyway, or tells nothing that can be read. */
  placeIn(region: XmlElement, textAlign: string): CuePlace | null {
    const { left, top, width, height } = this.boxOf(region);
    const vertical = this.valueOf(region, 'displayAlign');
    const lineEdge = vertical === 'after' ? 'end' : vertical === 'center' ? 'center' : 'start';
    const align = textAlign === '' ? this.valueOf(region, 'textAlign') : textAlign;
    const positionEdge = align === 'center' ? 'center' : align === 'end' || align === 'right' ? 'end' : 'start';
    const share = { start: 0, center: 0.5, end: 1 } as const;
    const line = clamp(top + height * share[lineEdge], 0, 1);
    const position = clamp(left + width * share[positionEdge], 0, 1);
    const isUsual = line >= USUAL_LINE && lineEdge === 'end' && positionEdge === 'center' && Math.abs(position - 0.5) < 0.05;
    return isUsual ? null : { line, lineEdge, position, positionEdge };
  }

  /** Where a region stands; the whole picture where it does not tell, or without one. */
  boxOf(region: XmlElement | null): { readonly left: number; readonly top: number; readonly width: number; readonly height: number } {
    if (region === null) return WHOLE;
    const [left, top] = this.shares(this.valueOf(region, 'origin')) ?? [0, 0];
    const [width, height] = this.shares(this.valueOf(region, 'extent')) ?? [1 - left, 1 - top];
    return { left, top, width, height };
  }

  /** Two lengths as shares of the picture: percentages, pixels of a document that tells its size, or cells. */
  private shares(text: string): readonly [number, number] | null {
    const percents = pairOf(text, /^([\d.]+)%\s+([\d.]+)%$/);
    if (percents !== null) return [percents[0] / 100, percents[1] / 100];
    const cells = pairOf(text, /^([\d.]+)c\s+([\d.]+)c$/);
    if (cells !== null) return [cells[0] / this.cells[0], cells[1] / this.cells[1]];
    const pixels = pairOf(text, /^([\d.]+)px\s+([\d.]+)px$/);
    return pixels === null || this.size === null ? null : [pixels[0] / this.size[0], pixels[1] / this.size[1]];
  }
}

function pairOf(text: string, shape: RegExp): readonly [number, number] | null {
  const match = shape.exec(text.trim());
  const pair = [Number(match?.[1]), Number(match?.[2])] as const;
  return match !== null && pair.every(Number.isFinite) ? pair : null;
}
