import { M3U } from './m3u-contract';
import type { M3uField } from './m3u-contract';
import { lower } from './bytes';

/** Attribute names and the field they mean. Spellings beyond the standard ones are from lists in the field. */
const KEYS: Readonly<Record<string, M3uField>> = {
  'tvg-id': M3U.tvgId, 'tvg_id': M3U.tvgId, 'tvgid': M3U.tvgId, 'channel-id': M3U.tvgId, 'tvg-name': M3U.tvgName, 'tvg_name': M3U.tvgName,
  'tvg-logo': M3U.tvgLogo, 'tvg_logo': M3U.tvgLogo, 'logo': M3U.tvgLogo, 'tvg-chno': M3U.tvgChno, 'tvg-ch': M3U.tvgChno,
  'ch-number': M3U.tvgChno, 'channel-number': M3U.tvgChno, 'tvg-num': M3U.tvgChno, 'tvg-shift': M3U.tvgShift, 'tvg-rec': M3U.tvgRec,
  'timeshift': M3U.timeshift, 'radio': M3U.radio, 'catchup': M3U.catchup, 'catchup-type': M3U.catchup, 'catchup-days': M3U.catchupDays,
  'catchup-source': M3U.catchupSource, 'catchup-correction': M3U.catchupCorrection, 'user-agent': M3U.userAgent,
  'http-user-agent': M3U.userAgent, 'referrer': M3U.referrer, 'referer': M3U.referrer, 'http-referrer': M3U.referrer,
  'http-referer': M3U.referrer, 'parent-code': M3U.parentCode, 'censored': M3U.parentCode, 'adult': M3U.parentCode, 'tvg-type': M3U.tvgType,
  'group-title': M3U.groupTitle, 'tvg-group': M3U.groupTitle, 'media': M3U.media, 'tvg-url': M3U.tvgUrl,
};

const NAMES = Object.keys(KEYS);
const FIELDS: readonly M3uField[] = NAMES.map((name) => KEYS[name] ?? M3U.url);
const SLOTS = 256;

function hashText(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

/** Slot → index into NAMES + 1, by open addressing. */
const table = new Uint8Array(SLOTS);
NAMES.forEach((name, index) => {
  let slot = hashText(name) & (SLOTS - 1);
  while (table[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
  table[slot] = index + 1;
});

/** The field an attribute name means, in any letter case; -1 for names without one. */
export function fieldOfKey(bytes: Uint8Array, start: number, end: number): M3uField | -1 {
  let hash = 0;
  for (let i = start; i < end; i += 1) hash = (Math.imul(hash, 31) + lower(bytes[i] ?? 0)) | 0;
  for (let slot = hash & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
    const index = table[slot] ?? 0;
    if (index === 0) return -1;
    const name = NAMES[index - 1] ?? '';
    if (name.length !== end - start) continue;
    let at = 0;
    while (at < name.length && name.charCodeAt(at) === lower(bytes[start + at] ?? 0)) at += 1;
    if (at === name.length) return FIELDS[index - 1] ?? -1;
  }
}
