import type { ItemKey, Steps } from '#core/base';
import type { CatalogSnapshot } from '#core/catalog';
import { groupIdOf, titleGroupIdOf } from '#core/lineup';
import { foldText } from '#core/text';
import { isSeparator, kindOf, regionOf, titleKindOf } from './recognise-group';
import type { TourKind } from './recognise-group';

/** A provider's group as the tour sees it. */
export interface TourGroup {
  /** As the line-up calls it. */
  readonly id: string;
  /** `null`: the name does not say. */
  readonly region: string | null;
  readonly kind: TourKind;
  /** `null`: a group of channels. */
  readonly medium: 'movie-titles' | 'series-titles' | null;
  readonly isAdult: boolean;
  readonly channels: number;
  /** Films or series. */
  readonly titles: number;
  /** Of the channels those of each sort that can go. */
  readonly rows: Readonly<Record<'adult' | 'duplicates' | 'separators', number>>;
}

/** What own sources list. */
export interface TourRows {
  readonly groups: readonly TourGroup[];
  readonly adult: readonly ItemKey[];
  readonly separators: readonly ItemKey[];
  readonly duplicates: readonly ItemKey[];
  /** Channels, and films and series. */
  readonly all: number;
  readonly allTitles: number;
}

/** Nothing. */
export const NO_ROWS: TourRows = { groups: [], adult: [], separators: [], duplicates: [], all: 0, allTitles: 0 };

const NO_CLEANUPS: TourGroup['rows'] = { adult: 0, duplicates: 0, separators: 0 };
const STEP_ROWS = 512;
/** Rows of a sort that are hidden one by one. More: the line-up's file grows past what old sets store. */
const MOST_ROWS = 2000;

/** Groups of films and of series. Those about what channels are about too (kids, documentaries) are of the same kind. */
function readTitleGroups(catalog: CatalogSnapshot, isOwn: (sourceId: string) => boolean): readonly TourGroup[] {
  const groups: TourGroup[] = [];
  for (const kind of ['movie', 'series'] as const) {
    for (const { sourceId, name, isAdult, count } of catalog.categories(kind)) {
      if (!isOwn(sourceId)) continue;
      groups.push({ id: titleGroupIdOf(kind, sourceId, name), region: regionOf(name), kind: titleKindOf(name) ?? `${kind}-titles`, medium: `${kind}-titles`, isAdult, channels: 0, titles: count, rows: NO_CLEANUPS });
    }
  }
  return groups;
}

/** Reads groups and rows of own sources, in short steps. A duplicate has the very name of a channel before it in its group; other versions (HD, 4K) are none. */
export function* readRowsSteps(catalog: CatalogSnapshot, isOwn: (sourceId: string) => boolean): Steps<TourRows> {
  const groups: TourGroup[] = [];
  const lists: Record<'adult' | 'duplicates' | 'separators', ItemKey[]> = { adult: [], duplicates: [], separators: [] };
  const seen = new Set<ItemKey>();
  let passed = 0;
  for (const category of catalog.categories('channel')) {
    if (!isOwn(category.sourceId)) continue;
    const rows = catalog.rows('channel', category.index);
    const names = new Set<string>();
    let radios = 0;
    const counts = { adult: 0, duplicates: 0, separators: 0 };
    for (let i = 0; i < rows.length; i += 1) {
      passed += 1;
      if (passed % STEP_ROWS === 0) yield;
      const channel = catalog.channel(rows.at(i));
      if (channel === null) continue;
      if (channel.isRadio) radios += 1;
      const name = foldText(channel.name).trim();
      const isRuler = isSeparator(channel.name);
      const sort = isRuler ? 'separators' : names.has(name) ? 'duplicates' : channel.isAdult && !category.isAdult ? 'adult' : null;
      if (sort !== null && lists[sort].length < MOST_ROWS) {
        counts[sort] += 1;
        if (!seen.has(channel.key)) lists[sort].push(channel.key);
      }
      names.add(name);
      seen.add(channel.key);
    }
    const isRadio = rows.length > 0 && radios === rows.length;
    groups.push({ id: groupIdOf(category.sourceId, category.name), region: regionOf(category.name), kind: isRadio ? 'radio' : kindOf(category.name), medium: null, isAdult: category.isAdult, channels: rows.length, titles: 0, rows: counts });
  }
  const titles = readTitleGroups(catalog, isOwn);
  const listed = titles.reduce((sum, group) => sum + group.titles, 0);
  // A title in several groups is counted in each; nobody is told more than there are.
  return { groups: groups.concat(titles), ...lists, all: seen.size, allTitles: Math.min(listed, catalog.count('movie') + catalog.count('series')) };
}
