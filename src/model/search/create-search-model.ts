import type { ItemKey, SourceId } from '#core/base';
import type { CatalogReader, ListedKind, Row } from '#core/catalog';
import { computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import { TitleNames } from '#core/versions';
import type { ClockPort, LogPort } from '#ports';
import type { Action, Cards } from '#model/cards';
import type { CatalogModel } from '#model/catalog';
import type { FavouritesModel } from '#model/favourites';
import type { HomeModel } from '#model/home';
import type { Translator } from '#model/i18n';
import type { NoticesModel } from '#model/notices';
import type { ProgressModel } from '#model/progress';
import type { SessionModel } from '#model/session';
import type { TimeModel } from '#model/time';
import type { StoredCell } from '#sources/storage';
import { findResults, NOTHING_FOUND } from './find-results';
import type { Found } from './find-results';
import { MAX_RESULTS } from './find-rows';
import type { FindRules, FoundRow } from './find-rows';
import { LikedTitles } from './liked-titles';
import { airingId, airingResult, channelResult, resultList, titleResult } from './result-views';
import type { ResultWords } from './result-views';
import { SearchHistory } from './search-history';
import type { LaterProgramme, PopularRow, ResultGroup, ResultKind, ResultList, ResultView, SearchAnswer, SearchModel } from './search-model';
import { ShelfKeeper } from './shelf-keeper';
import { keyOf } from './shelves';
import type { Shelves, TitleShelf } from './shelves';
import { ShownRows } from './shown-rows';
import { correctQueries, suggestQueries } from './suggest-queries';
import { warmSteps } from './warm-search';

/** What search needs. */
export interface SearchDeps {
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly catalog: CatalogModel;
  readonly cards: Cards;
  readonly translator: Translator;
  readonly favourites: FavouritesModel;
  readonly progress: ProgressModel;
  readonly time: TimeModel;
  readonly session: Pick<SessionModel, 'sources' | 'profile'>;
  readonly home: Pick<HomeModel, 'rows'>;
  readonly notices: Pick<NoticesModel, 'ask' | 'showToast'>;
  /** One row of each channel, in their order; `null` where versions are not grouped. Effects follow. */
  mergeChannels(rows: readonly Row[]): readonly Row[] | null;
  /** Where a profile's searches are kept. */
  cellOf(profileId: string): StoredCell;
  perform(action: Action): void;
  /** Sets a reminder and says so. */
  remind(programme: LaterProgramme): void;
}

/** Longer queries say no more. */
const MAX_QUERY = 80;
/** Channels looked at beyond those in view, so that a step shows what is on. */
const AHEAD = 6;
/** Adult categories never stand in rows nobody asked for. */
const POPULAR_KINDS: readonly string[] = ['top10', 'poster'];
const POPULAR_CARDS = 12;
const TAB_KEYS: Readonly<Record<ResultKind, string>> = {
  live: 'search.tab.live', programme: 'search.tab.programmes', movie: 'search.tab.movies', series: 'search.tab.series',
};
const HEADING_KEYS: Readonly<Record<ResultKind, string>> = {
  live: 'search.live-now', programme: 'search.programmes', movie: 'search.movies', series: 'search.series',
};

class Search implements SearchModel {
  readonly query = signal('');
  readonly answer: ReadonlySignal<SearchAnswer>;
  readonly isPreparing: ReadonlySignal<boolean>;
  readonly suggestions: ReadonlySignal<readonly string[]>;
  readonly corrections: ReadonlySignal<readonly string[]>;
  readonly history: ReadonlySignal<readonly string[]>;
  readonly popular: ReadonlySignal<PopularRow | null>;
  private readonly deps: SearchDeps;
  private readonly keeper: ShelfKeeper;
  private readonly past: SearchHistory;
  private readonly liked: LikedTitles;
  private readonly names = new TitleNames();
  private shown: ShownRows | null = null;
  private readonly person = signal<{ readonly name: string; readonly from: ItemKey } | null>(null);

  constructor(deps: SearchDeps) {
    this.deps = deps;
    this.keeper = new ShelfKeeper({
      ...deps,
      sources: () => deps.session.sources.peek().map(({ id }) => id),
      warm: (shelves) => warmSteps(shelves, (query) => this.rules(query)),
    });
    this.past = new SearchHistory(deps);
    this.liked = new LikedTitles(deps.favourites, deps.progress);
    this.history = this.past.queries;
    const { refresh } = deps.catalog;
    this.isPreparing = computed(() => this.keeper.isPreparing.value || refresh.value.kind === 'empty' || refresh.value.kind === 'loading');
    const found = computed(() => this.find(this.keeper.shelves.value));
    this.answer = computed(() => this.write(found.value));
    this.suggestions = computed(() => (this.person.value === null ? suggestQueries(this.keeper.shelves.value.titles, this.rules()) : []));
    this.corrections = computed(() => {
      const isEmpty = this.query.value.trim() !== '' && this.answer.value.groups.length === 0;
      return isEmpty ? correctQueries(this.keeper.shelves.value.titles, this.rules()) : [];
    });
    this.popular = computed(() => this.choosePopular());
  }

  setQuery(query: string): void {
    const text = query.slice(0, MAX_QUERY);
    if (text === this.query.peek()) return;
    this.person.value = null;
    this.query.value = text;
  }

  askPerson(name: string, from: ItemKey): void {
    this.query.value = name.slice(0, MAX_QUERY);
    this.person.value = { name, from };
  }

  async prepare(): Promise<void> {
    await this.past.openProfile(this.deps.session.profile.peek()?.id ?? null);
    await this.keeper.prepare();
  }

  showing(kind: ResultKind, first: number, count: number): void {
    if (kind !== 'live') return;
    const results = this.answer.peek().groups.find((group) => group.kind === kind)?.results;
    const keys: ItemKey[] = [];
    for (let index = first; index < first + count + AHEAD; index += 1) {
      const action = results?.at(index)?.action;
      if (action?.kind === 'watch-channel') keys.push(action.key);
    }
    if (keys.length > 0) this.deps.catalog.wantGuide(keys);
  }

  open(result: ResultView): void {
    this.past.note(this.query.peek());
    if (result.action.kind === 'tell-later') void this.tellLater(result.action);
    else this.deps.perform(result.action);
  }

  forgetHistory(): void {
    this.past.forget();
    this.deps.notices.showToast(this.deps.translator.t('search.forgotten'));
  }

  rest(): void {
    this.keeper.rest();
  }

  dispose(): void {
    this.keeper.dispose();
  }

  private rules(query = this.query.value): FindRules {
    const { time, catalog, session, mergeChannels } = this.deps;
    const reader = catalog.catalog.value;
    if (this.shown?.reader !== reader) this.shown = new ShownRows(reader, this.names);
    return {
      query,
      nowMs: time.minuteMs.value,
      shown: this.shown,
      guide: catalog.guide.value,
      isTolerant: this.person.value === null,
      mayMissWords: true,
      mergeChannels,
      mayFindAdult: session.profile.value?.isKids !== true,
      boosts: this.liked.of(this.keeper.shelves.value.titles),
    };
  }

  private find(shelves: Shelves): Found {
    const person = this.person.value;
    if (this.query.value.trim() === '') return NOTHING_FOUND;
    const rules = this.rules();
    const found = findResults(shelves, rules);
    return person === null ? found : withTitle(found, shelves.titles, rules.shown.reader, person.from);
  }

  private write(found: Found): SearchAnswer {
    const { translator, cards, catalog, time, session } = this.deps;
    void translator.locale.value;
    void this.deps.progress.revision.value;
    const sources = session.sources.value;
    const words: ResultWords = {
      translator,
      cards,
      catalog: catalog.catalog.value,
      guide: catalog.guide.value,
      nowMs: time.minuteMs.value,
      sourceName: (id) => (sources.length < 2 ? '' : (sources.find((source) => source.id === (id as SourceId))?.name ?? '')),
    };
    const rows = (kind: ListedKind, list: readonly FoundRow[]): ResultList => {
      const key = ({ shelf, row }: FoundRow): ItemKey => keyOf(shelf, kind, row);
      return resultList(list, key, (each) => (kind === 'channel' ? channelResult(key(each), words) : titleResult(key(each), kind, words)));
    };
    const lists: ReadonlyArray<readonly [ResultKind, ResultList]> = [
      ['live', rows('channel', found.channels)],
      ['programme', resultList(found.airings, airingId, (item) => airingResult(item, words))],
      ['movie', rows('movie', found.movies)],
      ['series', rows('series', found.series)],
    ];
    const groups = lists.filter(([, results]) => results.length > 0).map(([kind, results]) => this.group(kind, results));
    return { query: this.query.value, groups, summary: this.summarise(groups) };
  }

  private group(kind: ResultKind, results: ResultList): ResultGroup {
    const { t, format } = this.deps.translator;
    const n = results.length >= MAX_RESULTS ? `${format.number(MAX_RESULTS)}+` : format.number(results.length);
    return { kind, heading: t(HEADING_KEYS[kind]), label: t(TAB_KEYS[kind], { n }), results };
  }

  private summarise(groups: readonly ResultGroup[]): string {
    const query = this.query.value.trim();
    if (query === '') return '';
    const { t } = this.deps.translator;
    const count = groups.reduce((sum, { results }) => sum + results.length, 0);
    if (count === 0) return this.isPreparing.value ? t('search.preparing') : t('search.nothing.title', { query });
    return t('search.summary', { count, query, kinds: groups.map(({ label }) => label).join(', ') });
  }

  private choosePopular(): PopularRow | null {
    const rows = this.deps.home.rows.value;
    const row = POPULAR_KINDS.map((kind) => rows.find((each) => each.kind === kind)).find((each) => each !== undefined);
    if (row === undefined) return null;
    return { title: row.kind === 'top10' ? this.deps.translator.t('search.popular') : row.title, cards: row.cards.slice(0, POPULAR_CARDS).map((card) => ({ ...card, rank: 0 })) };
  }

  private async tellLater(programme: LaterProgramme): Promise<void> {
    const { notices, translator } = this.deps;
    const { t } = translator;
    const answer = await notices.ask({
      title: programme.title,
      text: t('search.later.text', { when: programme.when, channel: programme.channelName }),
      buttons: [
        { id: 'remind', label: t('search.later.remind') },
        { id: 'watch', label: t('search.later.watch', { channel: programme.channelName }) },
        { id: 'close', label: t('search.later.close') },
      ],
      safeId: 'close',
    });
    if (answer === 'watch') this.deps.perform({ kind: 'watch-channel', key: programme.key });
    else if (answer === 'remind') this.deps.remind(programme);
  }
}

/** Puts the title a person's name was read on first among its kind: there they are, whatever the names in the indexes say. */
function withTitle(found: Found, titles: readonly TitleShelf[], catalog: CatalogReader, key: ItemKey): Found {
  const first = (kind: 'movie' | 'series', rows: readonly FoundRow[]): readonly FoundRow[] => {
    const shown = catalog.rowOf(kind, key);
    if (shown === -1) return rows;
    for (const shelf of titles) {
      const row = shelf.catalog.rowOf(kind, key);
      if (row !== -1) return [{ shelf, row, shown, score: 0 }, ...rows.filter((each) => each.shelf !== shelf || each.row !== row)];
    }
    return rows;
  };
  return { ...found, movies: first('movie', found.movies), series: first('series', found.series) };
}

/** Makes search. Nothing is read before {@link SearchModel.prepare}. */
export function createSearchModel(deps: SearchDeps): SearchModel {
  return new Search(deps);
}
