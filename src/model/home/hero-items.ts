import { itemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import type { CatalogReader, MovieRecord, SeriesRecord } from '#core/catalog';
import type { Cards } from '#model/cards';
import type { Landing } from '#model/catalog';
import type { FavouritesModel } from '#model/favourites';
import type { Translator } from '#model/i18n';
import type { ProgressModel } from '#model/progress';
import type { VersionMerger } from '#model/versions';
import type { HeroItem } from './home-model';

/** Slides at most (DESIGN section 10: 1 to 8); own sources get five. */
const MAX_HERO = 8;
const MAX_OWN_HERO = 5;
const SCAN_LIMIT = 400;
/** So many times the titles are looked at, since versions of a title are one slide. */
const SPARE = 3;

/** What a title's detail adds to its slide. */
export interface HeroExtras {
  readonly hasTrailer: boolean;
  readonly badges: readonly string[];
}

/** What hero items are made from. */
export interface HeroSources {
  readonly catalog: CatalogReader;
  readonly cards: Cards;
  readonly translator: Translator;
  readonly favourites: FavouritesModel;
  readonly progress: ProgressModel;
  /** Leaves one version of each; `null` until it is loaded. */
  readonly versions: VersionMerger | null;
  /** What details told; an unknown trailer is offered on the operator's slides and not on own ones. */
  readonly extras: ReadonlyMap<ItemKey, HeroExtras>;
}

/** `12+`, quality, then what the detail adds; each once. */
function badgesOf(age: string, quality: string, more: readonly string[]): readonly string[] {
  return [age, ...quality.split(/[ ,/]+/), ...more].filter((badge, index, all) => badge !== '' && all.indexOf(badge) === index);
}

function genresText(genres: readonly string[]): string {
  const text = genres.slice(0, 2).join(', ');
  return text.charAt(0) + text.slice(1).toLowerCase();
}

function heroOf(
  sources: HeroSources,
  record: MovieRecord | SeriesRecord,
  kind: 'movie' | 'series',
  slide: { readonly badge: string; readonly note: string; readonly mayHaveTrailer: boolean },
): HeroItem {
  const { cards, translator, progress } = sources;
  const extras = sources.extras.get(record.key);
  const third =
    'durationMs' in record
      ? record.durationMs > 0
        ? translator.format.duration(record.durationMs)
        : ''
      : record.seasonCount > 0
        ? translator.t('title.seasons', { count: record.seasonCount })
        : '';
  return {
    id: record.key,
    key: record.key,
    kind,
    badge: slide.badge,
    note: slide.note,
    title: record.name === '' ? translator.t('title.untitled') : record.name,
    titleArt: record.titleArt,
    backdrop: record.backdrop === '' ? record.landscape : record.backdrop,
    tint: record.tint,
    facts: [record.year > 0 ? String(record.year) : '', genresText(record.genres), third].filter((fact) => fact !== ''),
    rating: cards.rating(record.rating),
    badges: badgesOf(cards.age(record.age), 'quality' in record ? record.quality : '', extras?.badges ?? []),
    plot: record.plot,
    isInMyList: sources.favourites.has(record.key),
    canResume: kind === 'movie' ? progress.fraction(record.key) > 0 : progress.latestOfSeries(record.key) !== null,
    hasTrailer: extras?.hasTrailer ?? slide.mayHaveTrailer,
  };
}

function recordOf(catalog: CatalogReader, kind: 'movie' | 'series', key: ItemKey): MovieRecord | SeriesRecord | null {
  const row = catalog.rowOf(kind, key);
  return kind === 'movie' ? catalog.movie(row) : catalog.series(row);
}

/** Slides of the operator's landing page. */
export function landingHero(sources: HeroSources, landing: Landing): readonly HeroItem[] {
  const items: HeroItem[] = [];
  for (const slide of landing.home.hero) {
    const record = recordOf(sources.catalog, slide.kind, itemKey(landing.sourceId, slide.kind, slide.id));
    if (record !== null) items.push(heroOf(sources, record, slide.kind, { badge: slide.badge, note: slide.note, mayHaveTrailer: true }));
    if (items.length >= MAX_HERO) break;
  }
  return items;
}

/** Slides of own sources: the newest titles that have a backdrop. Without one there is no hero and rows begin the page. */
export function computedHero(sources: HeroSources): readonly HeroItem[] {
  const found: Array<{ readonly record: MovieRecord | SeriesRecord; readonly kind: 'movie' | 'series' }> = [];
  for (const kind of ['movie', 'series'] as const) {
    const rows = sources.catalog.rows(kind, 'all');
    for (let i = 0; i < Math.min(rows.length, SCAN_LIMIT); i += 1) {
      const record = kind === 'movie' ? sources.catalog.movie(rows.at(i)) : sources.catalog.series(rows.at(i));
      if (record !== null && record.backdrop !== '') found.push({ record, kind });
    }
  }
  const newest = found.sort((a, b) => b.record.addedMs - a.record.addedMs || b.record.rating - a.record.rating).slice(0, MAX_OWN_HERO * SPARE);
  const keys = newest.map(({ record }) => record.key);
  const kept = sources.versions?.firstOfEach(sources.catalog, keys) ?? keys;
  return newest
    .filter(({ record }) => kept.indexOf(record.key) !== -1)
    .slice(0, MAX_OWN_HERO)
    .map(({ record, kind }) => heroOf(sources, record, kind, { badge: '', note: '', mayHaveTrailer: false }));
}
