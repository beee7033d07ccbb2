import type { WireHome } from '#core/wire';
import type { AccountsStore, CatalogStore, CategoryRow, ListKind, ProgressStore, TitleRow } from '#server/store';
import { HOME_TEXTS } from '#server/texts';
import type { HomeTexts, Language } from '#server/texts';
import { readHomeDigest } from './home-digest';
import type { HomeDigest, HomeTitle, TitleKind } from './home-digest';

/** What an operator (here: the sample catalogue) puts first. Titles are named by source and external key. */
export interface HomeCuration {
  readonly sourceId: string;
  readonly hero: ReadonlyArray<{ readonly kind: TitleKind; readonly externalKey: string; readonly badge: 'new-film' | 'new-series' | 'new-season' | '' }>;
  readonly top10: ReadonlyArray<{ readonly kind: TitleKind; readonly externalKey: string }>;
}

/** Who Home is for. */
export interface HomeAudience {
  readonly accountId: string;
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

interface Prepared {
  readonly revision: string;
  readonly digest: HomeDigest;
  readonly categoryRows: readonly Row[];
}

/** The operator's landing page, composed from whatever catalogue there is. */
export class Home {
  private readonly prepared = new Map<boolean, Promise<Prepared>>();
  private revision = '';

  constructor(
    private readonly store: { readonly accounts: AccountsStore; readonly catalog: CatalogStore; readonly progress: ProgressStore },
    private readonly curation: HomeCuration | null,
    private readonly platformName: string,
  ) {}

  /** Home for one account; the costly part is kept until the catalogue changes. */
  async compose(audience: HomeAudience): Promise<WireHome> {
    const texts = HOME_TEXTS[audience.language];
    const { digest, categoryRows } = await this.prepare(audience.includesAdult);
    const hasChannels = (await this.store.catalog.count('channel')) > 0;
    const rows: Row[] = [{ id: 'continue', kind: 'continue', title: texts.continueWatching, items: [] }];
    if (hasChannels) rows.push({ id: 'on-now', kind: 'on-now', title: texts.onNow, items: [] });
    rows.push(...(await this.becauseRow(audience, texts)));
    rows.push(...titleRow('top10', 'top10', texts.top10, await this.topTen(digest)));
    rows.push(...titleRow('new-films', 'poster', texts.newFilms, digest.newestMovies));
    rows.push(...titleRow('series', 'landscape', texts.series, digest.newestSeries));
    for (const genre of digest.genres.slice(0, MOST_GENRE_ROWS)) {
      rows.push(...titleRow(`genre-${genre.name.toLowerCase()}`, 'poster', texts.genre[genre.name] ?? genre.name, genre.titles));
    }
    if (digest.genres.length === 0) rows.push(...categoryRows);
    return { hero: await this.hero(digest, texts), rows };
  }

  private async prepare(includesAdult: boolean): Promise<Prepared> {
    const revision = await this.store.catalog.revision();
    if (revision !== this.revision) {
      this.prepared.clear();
      this.revision = revision;
    }
    const known = this.prepared.get(includesAdult);
    if (known !== undefined) return known;
    const fresh = this.read(revision, includesAdult);
    this.prepared.set(includesAdult, fresh);
    fresh.catch(() => this.prepared.delete(includesAdult));
    return fresh;
  }

  private async read(revision: string, includesAdult: boolean): Promise<Prepared> {
    const digest = await readHomeDigest(this.store.catalog, includesAdult);
    return { revision, digest, categoryRows: digest.genres.length === 0 ? await this.categoryRows(includesAdult) : [] };
  }

  private async hero(digest: HomeDigest, texts: HomeTexts): Promise<WireHome['hero']> {
    const badges = { 'new-film': texts.badgeNewFilm, 'new-series': texts.badgeNewSeries, 'new-season': texts.badgeNewSeason, '': '' };
    const curated = await this.curated(this.curation?.hero ?? []);
    const note = texts.only.replace('{platform}', this.platformName);
    if (curated.length > 0) return curated.map(({ entry, id }) => ({ kind: entry.kind, id: String(id), badge: badges[entry.badge], note }));
    const candidates = [...digest.newestMovies, ...digest.newestSeries].filter((title) => title.hasBackdrop);
    return candidates.slice(0, HERO_LENGTH).map((title) => ({ kind: title.kind, id: String(title.id), badge: '', note: '' }));
  }

  private async topTen(digest: HomeDigest): Promise<ReadonlyArray<Pick<HomeTitle, 'kind' | 'id'>>> {
    const curated = await this.curated(this.curation?.top10 ?? []);
    return curated.length > 0 ? curated.map(({ entry, id }) => ({ kind: entry.kind, id })) : digest.best;
  }

  private async curated<T extends { readonly kind: TitleKind; readonly externalKey: string }>(entries: readonly T[]): Promise<Array<{ entry: T; id: number }>> {
    const found: Array<{ entry: T; id: number }> = [];
    for (const entry of entries) {
      const [id] = await this.store.catalog.idsOf(this.curation?.sourceId ?? '', entry.kind, [entry.externalKey]);
      if (id !== undefined) found.push({ entry, id });
    }
    return found;
  }

  private async becauseRow(audience: HomeAudience, texts: HomeTexts): Promise<readonly Row[]> {
    const watched = await this.lastWatched(audience);
    if (watched === null || watched.title.detail.similarKeys.length === 0) return [];
    const { kind, title } = watched;
    const ids = await this.store.catalog.idsOf(title.sourceId, kind, title.detail.similarKeys);
    return titleRow('because', 'poster', texts.because.replace('{title}', title.name), ids.map((id) => ({ kind, id })));
  }

  private async lastWatched(audience: HomeAudience): Promise<{ kind: TitleKind; title: TitleRow } | null> {
    const profiles = await this.store.accounts.profiles(audience.accountId);
    const asked = profiles.filter((profile) => audience.profileId === '' || profile.id === audience.profileId);
    const newest = await this.store.progress.newest(asked.map((profile) => profile.id), ['m:', 'e:']);
    if (newest === null) return null;
    const kind: TitleKind = newest.key.startsWith('m:') ? 'movie' : 'series';
    const id = Number(kind === 'movie' ? newest.key.slice(2) : newest.parentId);
    if (!Number.isSafeInteger(id)) return null;
    const title = kind === 'movie' ? await this.store.catalog.movie(id) : await this.store.catalog.seriesById(id);
    return title === null ? null : { kind, title };
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

/** A row, or none when there is too little to fill it. */
function titleRow(id: string, kind: Row['kind'], title: string, titles: ReadonlyArray<Pick<HomeTitle, 'kind' | 'id'>>): readonly Row[] {
  if (titles.length < SHORTEST_ROW) return [];
  return [{ id, kind, title, items: titles.map((it) => ({ kind: it.kind, id: String(it.id) })) }];
}
