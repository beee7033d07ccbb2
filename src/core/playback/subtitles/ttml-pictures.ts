import { elementsNamed } from './xml-tree';
import type { XmlElement } from './xml-tree';

/** Larger pictures are no words; a hostile document is not held in memory twice. */
const MOST_LETTERS = 2_000_000;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** What picture files begin with, in base64. */
const KINDS: ReadonlyArray<readonly [start: string, type: string]> = [['iVBORw0KGgo', 'image/png'], ['/9j/', 'image/jpeg']];

/**
 * Pictures that stand in a document (SMPTE-TT `image`, TTML2 `data`), as `data:` addresses by the reference they are named with (`#id`). Only PNG and JPEG, told by
 * their first bytes: whatever else a document calls a picture is left out.
 */
export function readTtmlPictures(root: XmlElement): ReadonlyMap<string, string> {
  const pictures = new Map<string, string>();
  for (const element of elementsNamed(root, 'image').concat(elementsNamed(root, 'data'))) {
    const id = element.attributes.get('id') ?? '';
    const text = element.children.map((child) => (typeof child === 'string' ? child : '')).join('').replace(/\s+/g, '');
    const type = KINDS.find(([start]) => text.indexOf(start) === 0)?.[1];
    if (id === '' || type === undefined || text.length > MOST_LETTERS || !BASE64.test(text)) continue;
    pictures.set(`#${id}`, `data:${type};base64,${text}`);
  }
  return pictures;
}
