import { encodeUtf8Into } from '../text';

const [AMPERSAND, SEMICOLON, HASH] = [0x26, 0x3b, 0x23];
/** Longest entity looked for; a bare ampersand must not search the rest of a text. */
const MAX_ENTITY = 12;

/** Entities of XML and those of HTML that feeds use without declaring them. */
const ENTITIES: Readonly<Record<string, number>> = {
  amp: 0x26, lt: 0x3c, gt: 0x3e, quot: 0x22, apos: 0x27, nbsp: 0xa0, iexcl: 0xa1, cent: 0xa2, pound: 0xa3, sect: 0xa7, copy: 0xa9,
  laquo: 0xab, reg: 0xae, deg: 0xb0, sup2: 0xb2, acute: 0xb4, middot: 0xb7, raquo: 0xbb, frac12: 0xbd, iquest: 0xbf,
  Agrave: 0xc0, Aacute: 0xc1, Acirc: 0xc2, Atilde: 0xc3, Auml: 0xc4, Aring: 0xc5, AElig: 0xc6, Ccedil: 0xc7, Egrave: 0xc8, Eacute: 0xc9,
  Ecirc: 0xca, Euml: 0xcb, Igrave: 0xcc, Iacute: 0xcd, Icirc: 0xce, Iuml: 0xcf, Ntilde: 0xd1, Ograve: 0xd2, Oacute: 0xd3, Ocirc: 0xd4,
  Otilde: 0xd5, Ouml: 0xd6, times: 0xd7, Oslash: 0xd8, Ugrave: 0xd9, Uacute: 0xda, Ucirc: 0xdb, Uuml: 0xdc, szlig: 0xdf,
  agrave: 0xe0, aacute: 0xe1, acirc: 0xe2, atilde: 0xe3, auml: 0xe4, aring: 0xe5, aelig: 0xe6, ccedil: 0xe7, egrave: 0xe8, eacute: 0xe9,
  ecirc: 0xea, euml: 0xeb, igrave: 0xec, iacute: 0xed, icirc: 0xee, iuml: 0xef, ntilde: 0xf1, ograve: 0xf2, oacute: 0xf3, ocirc: 0xf4,
  otilde: 0xf5, ouml: 0xf6, oslash: 0xf8, ugrave: 0xf9, uacute: 0xfa, ucirc: 0xfb, uuml: 0xfc, OElig: 0x152, oelig: 0x153, Scaron: 0x160,
  scaron: 0x161, ndash: 0x2013, mdash: 0x2014, lsquo: 0x2018, rsquo: 0x2019, sbquo: 0x201a, ldquo: 0x201c, rdquo: 0x201d, bdquo: 0x201e,
  bull: 0x2022, hellip: 0x2026, euro: 0x20ac, trade: 0x2122,
};

function entityPoint(name: string): number {
  if (name.charCodeAt(0) !== HASH) return ENTITIES[name] ?? -1;
  const isHex = /^#x[0-9a-f]{1,6}$/i.test(name);
  if (!isHex && !/^#\d{1,7}$/.test(name)) return -1;
  const point = parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000) ? point : -1;
}

function pointText(point: number): string {
  return point < 0x10000 ? String.fromCharCode(point) : String.fromCharCode(0xd7c0 + (point >> 10), 0xdc00 | (point & 0x3ff));
}

/** The character the entity at `pos` (behind the `&`) ending at `semicolon` stands for; -1 when it is none. The usual five are told by their bytes. */
function pointAt(bytes: Uint8Array, pos: number, semicolon: number): number {
  const first = bytes[pos] ?? 0;
  const length = semicolon - pos;
  if (first === 0x61 && length === 3 && bytes[pos + 1] === 0x6d && bytes[pos + 2] === 0x70) return AMPERSAND;
  if (first === 0x6c && length === 2 && bytes[pos + 1] === 0x74) return 0x3c;
  if (first === 0x67 && length === 2 && bytes[pos + 1] === 0x74) return 0x3e;
  let name = '';
  for (let at = pos; at < semicolon; at += 1) name += String.fromCharCode(bytes[at] ?? 0);
  return entityPoint(name);
}

function semicolonBehind(bytes: Uint8Array, pos: number, end: number): number {
  const stop = Math.min(end, pos + MAX_ENTITY);
  for (let at = pos; at < stop; at += 1) if (bytes[at] === SEMICOLON) return at;
  return -1;
}

/**
 * Appends `bytes[start..end)` at `to`, further behind in the same array, with entities resolved once (`&amp;amp;` becomes `&amp;`), and returns
 * the new end; never longer than the source. What is no entity stays as it is.
 */
export function appendXmlText(bytes: Uint8Array, start: number, end: number, to: number): number {
  let at = start;
  let out = to;
  for (;;) {
    let ampersand = at;
    while (ampersand < end && bytes[ampersand] !== AMPERSAND) ampersand += 1;
    bytes.copyWithin(out, at, ampersand);
    out += ampersand - at;
    if (ampersand >= end) return out;
    const semicolon = semicolonBehind(bytes, ampersand + 1, end);
    const point = semicolon < 0 ? -1 : pointAt(bytes, ampersand + 1, semicolon);
    if (point < 0x80) {
      bytes[out++] = point < 0 ? AMPERSAND : point;
    } else {
      out = encodeUtf8Into(pointText(point), bytes, out);
    }
    at = point < 0 ? ampersand + 1 : semicolon + 1;
  }
}
