import type { CatalogReader, ListedKind, Row } from '../catalog';
import { encodeUtf8 } from '../text';
import type { VersionScanner } from './version-scanner';

/** What a row's name says about its version. */
export interface VersionTraits {
  readonly row: Row;
  /** One of `QUALITY`: 0 unknown, 1 SD, 2 HD, 3 FHD, 4 UHD, 5 8K. */
  readonly quality: number;
  /** Two letters, `mul` for several, empty if the name does not say. */
  readonly language: string;
  readonly region: string;
  readonly isBackup: boolean;
}

/** What the viewer prefers among versions. */
export interface VersionWish {
  /** Two-letter languages in order of preference. */
  readonly languages: readonly string[];
  /** Highest quality the set or the line carries; absent: any. */
  readonly maxQuality?: number;
}

/** The traits of a row, read from its name; `null` outside the catalogue. */
export function readVersionTraits(catalog: CatalogReader, kind: ListedKind, row: Row, scanner: VersionScanner): VersionTraits | null {
  const record = kind === 'channel' ? catalog.channel(row) : kind === 'movie' ? catalog.movie(row) : catalog.series(row);
  if (record === null) return null;
  const name = encodeUtf8(record.name);
  scanner.scan(name, 0, name.length, kind !== 'channel');
  const { quality, language, region, isBackup } = scanner;
  return { row, quality, language, region, isBackup };
}

function languageRank(language: string, wish: VersionWish): number {
  if (language === '') return wish.languages.length;
  const place = wish.languages.indexOf(language);
  if (place >= 0) return place;
  // Several languages probably hold the wanted one.
  return language === 'mul' ? 0.5 : wish.languages.length + 1;
}

function qualityRank(quality: number, wish: VersionWish): number {
  const max = wish.maxQuality ?? Infinity;
  // Too good for the set is the last choice; unknown stands between SD and HD.
  return quality > max ? 100 + quality : -(quality === 0 ? 1.5 : quality);
}

/** Versions in order of preference: main before backup, wanted language, best quality the set carries; equals keep their order. */
export function orderVersions(versions: readonly VersionTraits[], wish: VersionWish): readonly VersionTraits[] {
  return versions
    .map((traits, index) => ({ traits, index, language: languageRank(traits.language, wish), quality: qualityRank(traits.quality, wish) }))
    .sort(
      (a, b) =>
        Number(a.quality >= 100) - Number(b.quality >= 100) ||
        a.language - b.language ||
        Number(a.traits.isBackup) - Number(b.traits.isBackup) ||
        a.quality - b.quality ||
        a.index - b.index,
    )
    .map(({ traits }) => traits);
}
