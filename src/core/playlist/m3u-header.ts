import type { M3uHeader } from './m3u-contract';
import { resolveUrl } from './resolve-url';

const ATTRIBUTE = /([a-z0-9_.-]+)\s*=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s"']+))/gi;
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

function splitGuides(list: string): readonly string[] {
  // A comma may be part of an address; a list has an address behind each comma.
  return list.split(/[\s,;]+(?=[a-z][a-z0-9+.-]*:\/\/)|\s+/i).map((part) => part.replace(/[,;]+$/, '').trim()).filter((part) => part !== '');
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
    for (const guide of splitGuides(value)) {
      const url = resolveUrl(baseUrl, guide);
      if (guideUrls.indexOf(url) < 0) guideUrls.push(url);
    }
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
