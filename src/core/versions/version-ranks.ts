import type { Steps } from '../base';
import type { ListedKind } from '../catalog';
import { Pace } from '../text';
import { NameSpan } from './name-span';
import type { VersionPart } from './version-index';
import type { VersionScanner } from './version-scanner';
import type { VersionWish } from './version-traits';

/** Rows between two pauses: half a millisecond of a desk computer; before its code is warm the scanner is ten times slower. */
const ROWS_PER_STEP = 256;
/** Behind everything the set carries. */
const TOO_GOOD = 1 << 12;
/** Of a name that says no language, counted in halves; more languages are not told apart. */
const MOST_LANGUAGES = 14;
/** Unknown stands between SD and HD, as in `orderVersions`. */
const QUALITY_RANKS: readonly number[] = [4, 5, 3, 2, 1, 0];

function languageRank(language: string, languages: readonly string[]): number {
  const count = Math.min(MOST_LANGUAGES, languages.length);
  if (language === '') return count * 2;
  const place = languages.indexOf(language);
  if (place >= 0 && place < count) return place * 2;
  return language === 'mul' ? 1 : count * 2 + 1;
}

/** How much each row is wanted among its versions, by its name: lower first, in the order of `orderVersions`. Two bytes a row. */
export function* buildVersionRanksSteps(kind: ListedKind, parts: readonly VersionPart[], scanner: VersionScanner, wish: VersionWish): Steps<Uint16Array> {
  const ranks = new Uint16Array(parts.reduce((sum, part) => Math.max(sum, part.firstRow + part.data.tables[kind].count), 0));
  const most = wish.maxQuality ?? Infinity;
  const pace = new Pace(ROWS_PER_STEP);
  for (const { data, firstRow } of parts) {
    const table = data.tables[kind];
    const span = new NameSpan(data.store.heap);
    for (let own = 0; own < table.count; own += 1) {
      span.open(table.offset[own] ?? 0);
      scanner.scan(span.bytes, span.start, span.end, kind !== 'channel');
      const { quality, language, isBackup } = scanner;
      const quick = languageRank(language, wish.languages) * 64 + (isBackup ? 32 : 0);
      ranks[firstRow + own] = quality > most ? TOO_GOOD + quick + quality : quick + (QUALITY_RANKS[quality] ?? 4);
      if (pace.isDue(1)) yield;
    }
  }
  return ranks;
}
