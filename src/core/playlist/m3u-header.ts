import type { M3uHeader } from './m3u-contract';
import { resolveUrl } from './resolve-url';

/** Lengths are bounded, or a megabyte of letters without an equals sign would be tried from each of its letters on. */
const ATTRIBUTE = /([a-z0-9_.-]{1,64})\s{0,8}=\s{0,8}(?:"([^"]*)"?|'([^']*)'?|([^\s"']+))/gi;
/** More guides than any list names; a header of rubbish must not be compared with itself a million times. */
const MAX_GUIDES = 256;
const GUIDE_NAMES: readonly string[] = ['x-tvg-url', 'url-tvg', 'tvg-url', 'url-xml', 'url-epg'];

/** A header nobody wrote. */
export const EMPTY_HEADER: M3uHeader = {
  guideUrls: [], name: '', tvgShiftHours: 0, catchup: '', catchupSource: '', catchupDays: 0, catchupCorrectionHours: 0, attributes: {},
};

/** A number, comma or dot as the decimal sign; 0 for anything else. */
export function numberOrZero(text: string): number {
  const value = parseFloat(text.replace(',', '.'));
  return Number.isFinite(value) ? value : 0;
}

/** Between two addresses of a list: a comma may be part of an address, but behind one of these signs an address begins. */
const BETWEEN = /[\s,;]{1,8}(?=[a-z][a-z0-9+.-]{0,30}:\/\/)|\s/i;

function withoutCommas(text: string): string {
  let end = text.length;
  while (end > 0 && (text.charAt(end - 1) === ',' || text.charAt(end - 1) === ';')) end -= 1;
  return text.slice(0, end).trim();
}

function splitGuides(list: string): readonly string[] {
  return list.split(BETWEEN).map(withoutCommas).filter((part) => part !== '');
}

function addGuides(guideUrls: string[], list: string, baseUrl: string): void {
  for (const guide of splitGuides(list)) {
    const url = resolveUrl(baseUrl, guide);
    if (guideUrls.length < MAX_GUIDES && guideUrls.indexOf(url) < 0) guideUrls.push(url);
  }
}

/** Adds the guide of a single channel. */
export function addOwnGuide(header: M3uHeader, list: string, baseUrl: string): M3uHeader {
  const guideUrls = header.guideUrls.slice();
  addGuides(guideUrls, list, baseUrl);
  return { ...header, guideUrls };
}

/** Adds what one `#EXTM3U` line says to what earlier ones said; later values win, guide addresses add up. */
export function addHeaderLine(header: M3uHeader, line: string, baseUrl: string): M3uHeader {
  const attributes: Record<string, string> = { ...header.attributes };
  const guideUrls = header.guideUrls.slice();
  for (;;) {
    const match = ATTRIBUTE.exec(line);
    if (match === null) break;
    const name = (match[1] ?? '').toLowerCase();
    const value = (match[2] ?? match[3] ?? match[4] ?? '').trim();
    if (name === '__proto__' || value === '') continue;
    attributes[name] = value;
    if (GUIDE_NAMES.indexOf(name) < 0) continue;
    addGuides(guideUrls, value, baseUrl);
  }
  ATTRIBUTE.lastIndex = 0;
  return {
    guideUrls,
    name: header.name,
    tvgShiftHours: numberOrZero(attributes['tvg-shift'] ?? ''),
    catchup: (attributes['catchup'] ?? attributes['catchup-type'] ?? '').toLowerCase(),
    catchupSource: attributes['catchup-source'] ?? '',
    catchupDays: numberOrZero(attributes['catchup-days'] ?? attributes['timeshift'] ?? ''),
    catchupCorrectionHours: numberOrZero(attributes['catchup-correction'] ?? ''),
    attributes,
  };
}
