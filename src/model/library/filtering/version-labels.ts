import type { CatalogReader, Row } from '#core/catalog';
import { orderVersions, QUALITY, readVersionTraits, VersionScanner } from '#core/versions';
import type { VersionTraits } from '#core/versions';
import { parseItemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import type { TitleVersion } from '../library-model';
import { chipLabel } from './filter-groups';
import type { FilterWords } from './filter-groups';

const QUALITIES: Readonly<Record<number, string>> = { [QUALITY.sd]: 'SD', [QUALITY.hd]: 'HD', [QUALITY.fhd]: 'Full HD', [QUALITY.uhd]: '4K', [QUALITY.uhd8k]: '8K' };

function keyOf(reader: CatalogReader, kind: 'movie' | 'series', row: Row): ItemKey | null {
  return (kind === 'movie' ? reader.movie(row) : reader.series(row))?.key ?? null;
}

/** The versions a reader knows, the best first, told apart by quality, language and source; equals are numbered. */
export function versionLabels(words: FilterWords, reader: CatalogReader, kind: 'movie' | 'series', rows: readonly Row[], own: ItemKey): readonly TitleVersion[] {
  const scanner = new VersionScanner();
  const traits = rows.map((row) => readVersionTraits(reader, kind, row, scanner)).filter((each): each is VersionTraits => each !== null);
  const locale = words.translator.locale.value;
  const seen = new Map<string, number>();
  const found: TitleVersion[] = [];
  for (const { row, quality, language } of orderVersions(traits, { languages: [locale] })) {
    const key = keyOf(reader, kind, row);
    if (key === null) continue;
    const source = parseItemKey(key)?.source ?? '';
    const parts = [QUALITIES[quality] ?? '', language === '' ? '' : chipLabel(words, 'language', language), words.nameOf(source)];
    const label = parts.filter((part) => part !== '').join(' · ');
    const place = (seen.get(label) ?? 0) + 1;
    seen.set(label, place);
    const numbered = label === '' ? words.translator.t('library.version', { number: place }) : place > 1 ? `${label} · ${words.translator.format.number(place)}` : label;
    found.push({ key, label: numbered, isThis: key === own });
  }
  return found;
}
