import { readXml, elementsNamed } from '../playback';
import type { XmlElement } from '../playback';

/** Where a break stands. */
export type AdOffset =
  | { readonly kind: 'start' }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'share'; readonly share: number };

/** A break of a title with the address that fills it. */
export interface AdBreak {
  readonly id: string;
  readonly offset: AdOffset;
  readonly tagUrl: string;
}

const MOST_BREAKS = 100;
const TIME = /^(\d{1,3}):([0-5]\d):([0-5]\d)(?:\.(\d{1,3}))?$/;

/** `00:01:30.500`, `25%`, `start`; `null` for `end` and `#2`, which nothing here follows. */
function readOffset(text: string): AdOffset | null {
  if (text === 'start') return { kind: 'start' };
  const share = /^(\d{1,3}(?:\.\d+)?)%$/.exec(text)?.[1];
  if (share !== undefined) return Number(share) === 0 ? { kind: 'start' } : { kind: 'share', share: Math.min(1, Number(share) / 100) };
  const time = TIME.exec(text);
  if (time === null) return null;
  const [, hours = '0', minutes = '0', seconds = '0', part = ''] = time;
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(`${part}00`.slice(0, 3));
  return ms === 0 ? { kind: 'start' } : { kind: 'time', ms };
}

/** All text of an element. */
function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : '')).join('').trim();
}

/**
 * Reads VMAP 1.0: linear breaks with an address. Repeated ids, breaks at the end and those without an address are passed over; what is no
 * VMAP has none.
 */
export function parseVmap(text: string): readonly AdBreak[] {
  const breaks: AdBreak[] = [];
  const known = new Set<string>();
  for (const element of elementsNamed(readXml(text), 'AdBreak').slice(0, MOST_BREAKS)) {
    const offset = readOffset((element.attributes.get('timeOffset') ?? '').trim());
    const isLinear = (element.attributes.get('breakType') ?? 'linear').split(',').indexOf('linear') !== -1;
    const tag = elementsNamed(element, 'AdTagURI')[0];
    const tagUrl = tag === undefined ? '' : textOf(tag);
    const id = element.attributes.get('breakId') ?? element.attributes.get('timeOffset') ?? '';
    if (offset === null || !isLinear || !/^https?:\/\//i.test(tagUrl) || known.has(id)) continue;
    known.add(id);
    breaks.push({ id, offset, tagUrl });
  }
  return breaks;
}
