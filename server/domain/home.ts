import type { WireHome } from '#core/wire';
import type { CatalogStore, CategoryRow, ListKind } from '#server/store';
import { HOME_TEXTS } from '#server/texts';
import type { HomeTexts, Language } from '#server/texts';
import { readHomeDigest } from './home-digest';
import type { HomeDigest, HomeTitle, TitleKind } from './home-digest';
import type { RecommendedItem, RecommendedRows } from './recommend';
import type { Asker } from './rights';

/** What an operator (here: the sample catalogue) puts first. Titles are named by source and external key. */
export interface HomeCuration {
  readonly sourceId: string;
  readonly hero: ReadonlyArray<{ readonly kind: TitleKind; readonly externalKey: string; readonly badge: 'new-film' | 'new-series' | 'new-season' | '' }>;
  readonly top10: ReadonlyArray<{ readonly kind: TitleKind; readonly externalKey: string }>;
}

/** Who Home is for. */
export interface HomeAudience {
  readonly asker: Asker;
  /** Empty: whichever profile of the account watched last. */
  readonly profileId: string;
  readonly includesAdult: boolean;
  readonly language: Language;
}

type Row = WireHome['rows'][number];
type Item = Row['items'][number];

const SHORTEST_ROW = 3;
const MOST_GENRE_ROWS = 6;
const MOST_CATEGORY_ROWS = 12;
const CATEGORY_ROW_LENGTH = 20;
const HERO_LENGTH = 5;
const TOP = 10;

/** What only the catalogue changes. */
interface Prepared {
  readonly digest: HomeDigest;
  readonly categoryRows: readonly Row[];
  readonly hasChannels: boolean;
  readonly hero: ReadonlyArray<Chosen<HomeCuration['hero'][number]>>;
  readonly top10: ReadonlyArray<Chosen<HomeCuration['top10'][number]>>;
}

/** A title the operator chose that is there. */
interface Chosen<T> {
  readonly entry: T;
  readonly id: number;
}

/** The operator's landing page, composed from whatever catalogue there is. */
export class Home {
  private readonly prepared = new Map<boolean, Promise<Prepared>>();
  private revision = '';

  constructor(
    private readonly store: { readonly catalog: CatalogStore },
    private readonly recommendations: { rowsFor(asker: Asker, profileId: string): Promise<RecommendedRows> },
    private readonly curation: HomeCuration | null,
    private readonly platformName: string,
  ) {}

  /** Home for one account; the costly part is kept until the catalogue changes. */
  async compose(audience: HomeAudience): Promise<WireHome> {
    const texts = HOME_TEXTS[audience.language];
    const prepared = await this.prepare(audience.includesAdult);
    const { digest, categoryRows, hasChannels } = prepared;
    const recommended = await this.recommendations.rowsFor(audience.asker, audience.profileId);
    const mayName = ageGate(audience.asker.maxAge);
    const rows: Row[] = [{ id: 'continue', kind: 'continue', title: texts.continueWatching, items: [] }];
    if (hasChannels) {
      rows.push({ id: 'on-now', kind: 'on-now', title: texts.onNow, items: [] });
      // The set knows what is usual for who watches; what comes with it is for those who have no habits yet.
      rows.push({ id: 'usual', kind: 'usual', title: texts.usual, items: recommended.hour.map(wireItem) });
    }
    rows.push(...recommendedRow('trending-now', texts.trendingNow, recommended.now));
    for (const row of recommended.because) {
      rows.push(...recommendedRow(`because-${row.item}`, texts.because.replace('{title}', row.name), row.items));
    }
    rows.push(...recommendedRow('for-you', texts.forYou, recommended.forYou));
    rows.push(...weekRows(prepared, recommended.week, texts, mayName));
    rows.push(...titleRow('new-films', 'poster', texts.newFilms, digest.newestMovies.filter(mayName)));
    rows.push(...titleRow('series', 'landscape', texts.series, digest.newestSeries.filter(mayName)));
    for (const genre of digest.genres.slice(0, MOST_GENRE_ROWS)) {
      rows.push(...titleRow(`genre-${genre.name.toLowerCase()}`, 'poster', texts.genre[genre.name] ?? genre.name, genre.titles.filter(mayName)));
    }
    if (digest.genres.length === 0) rows.push(...categoryRows);
    return { hero: this.hero(prepared, texts, mayName), rows };
  }

  private async prepare(includesAdult: boolean): Promise<Prepared> {
    const revision = await this.store.catalog.revision();
    if (revision !== this.revision) {
      this.prepared.clear();
      this.revision = revision;
    }
    const known = this.prepared.get(includesAdult);
    if (known !== undefined) return known;
    const fresh = this.read(includesAdult);
    this.prepared.set(includesAdult, fresh);
    fresh.catch(() => this.prepared.delete(includesAdult));
    return fresh;
  }

  private async read(includesAdult: boolean): Promise<Prepared> {
    const { catalog } = this.store;
    const digest = await readHomeDigest(catalog, includesAdult);
    return {
      digest,
      categoryRows: digest.genres.length === 0 ? await this.categoryRows(includesAdult) : [],
      hasChannels: (await catalog.count('channel')) > 0,
      hero: await this.curated(this.curation?.hero ?? []),
      top10: await this.curated(this.curation?.top10 ?? []),
    };
  }

  private hero({ digest, hero }: Prepared, texts: HomeTexts, mayName: (title: Aged) => boolean): WireHome['hero'] {
    const badges = { 'new-film': texts.badgeNewFilm, 'new-series': texts.badgeNewSeries, 'new-season': texts.badgeNewSeason, '': '' };
    const note = texts.only.replace('{platform}', this.platformName);
    if (hero.length > 0) return hero.map(({ entry, id }) => ({ kind: entry.kind, id: String(id), badge: badges[entry.badge], note }));
    const candidates = [...digest.newestMovies, ...digest.newestSeries].filter((title) => title.hasBackdrop && mayName(title));
    return candidates.slice(0, HERO_LENGTH).map((title) => ({ kind: title.kind, id: String(title.id), badge: '', note: '' }));
  }

  private async curated<T extends { readonly kind: TitleKind; readonly externalKey: string }>(entries: readonly T[]): Promise<ReadonlyArray<Chosen<T>>> {
    const found: Array<Chosen<T>> = [];
    for (const entry of entries) {
      const [id] = await this.store.catalog.idsOf(this.curation?.sourceId ?? '', entry.kind, [entry.externalKey]);
      if (id !== undefined) found.push({ entry, id });
    }
    return found;
  }

  /** Rows by category, for catalogues that know no genres. */
  private async categoryRows(includesAdult: boolean): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for (const kind of ['movie', 'series', 'channel'] as const) {
      for (const category of await this.store.catalog.categories(kind)) {
        if (rows.length >= MOST_CATEGORY_ROWS) return rows;
        if (category.isAdult) continue;
        const items = await this.firstOf(kind, category, includesAdult);
        const rowKind = kind === 'channel' ? 'landscape' : 'poster';
        if (items.length >= SHORTEST_ROW) rows.push({ id: `category-${String(category.id)}`, kind: rowKind, title: category.name, items });
      }
    }
    return rows;
  }

  private async firstOf(kind: ListKind, category: CategoryRow, includesAdult: boolean): Promise<Item[]> {
    const filter = { categoryId: category.id, includesAdult };
    const { catalog } = this.store;
    const pages: AsyncIterable<ReadonlyArray<{ readonly id: number }>> =
      kind === 'channel' ? catalog.channels(filter) : kind === 'movie' ? catalog.movies(filter) : catalog.series(filter);
    for await (const page of pages) return page.slice(0, CATEGORY_ROW_LENGTH).map((row) => ({ kind, id: String(row.id) }));
    return [];
  }
}

type Aged = Pick<HomeTitle, 'age'>;

/** What a profile's age allows to be named; adult rows are left out before. */
function ageGate(maxAge: number): (title: Aged) => boolean {
  return (title) => maxAge < 0 || title.age <= maxAge;
}

function wireItem({ kind, id, why, of }: RecommendedItem): Item {
  return { kind, id: String(id), why, ...(of === undefined ? {} : { of: { kind: of.kind, id: String(of.id) } }) };
}

/** The Top 10: what operators chose, with what is watched most beside it; else what is watched most, where it is known, and what is rated best. */
function weekRows({ digest, top10 }: Prepared, week: readonly RecommendedItem[], texts: HomeTexts, mayName: (title: Aged) => boolean): readonly Row[] {
  const watched = recommendedRow('trending-week', texts.trendingWeek, week);
  if (top10.length > 0) return [...titleRow('top10', 'top10', texts.top10, top10.map(({ entry, id }) => ({ kind: entry.kind, id }))), ...watched];
  if (week.length < TOP) return [...titleRow('top10', 'top10', texts.top10, digest.best.filter(mayName)), ...watched];
  return [{ id: 'top10', kind: 'top10', title: texts.top10, items: week.slice(0, TOP).map(wireItem) }];
}

/** A row of what was recommended, or none when there is too little. */
function recommendedRow(id: string, title: string, items: readonly RecommendedItem[]): readonly Row[] {
  return items.length < SHORTEST_ROW ? [] : [{ id, kind: 'poster', title, items: items.map(wireItem) }];
}

/** A row, or none when there is too little to fill it. */
function titleRow(id: string, kind: Row['kind'], title: string, titles: ReadonlyArray<Pick<HomeTitle, 'kind' | 'id'>>): readonly Row[] {
  if (titles.length < SHORTEST_ROW) return [];
  return [{ id, kind, title, items: titles.map((it) => ({ kind: it.kind, id: String(it.id) })) }];
}
