import { itemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import type { SeriesDetail } from '#core/catalog';
import { computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { Action, Cards, CardView } from '#model/cards';
import { nextEpisode } from '#model/cards';
import type { CatalogModel, Landing } from '#model/catalog';
import type { FavouritesModel } from '#model/favourites';
import type { Translator } from '#model/i18n';
import type { PicksModel } from '#model/picks';
import type { ProgressModel } from '#model/progress';
import type { TasteModel } from '#model/taste';
import type { TimeModel } from '#model/time';
import type { VersionMerger } from '#model/versions';
import { computedHero, landingHero } from './hero-items';
import type { HeroExtras } from './hero-items';
import type { HeroItem, HomeModel, HomeRow, HomeState } from './home-model';
import { computedRows, landingRows, smallRows } from './home-rows';
import type { RowSources } from './home-rows';
import { keepRows } from './keep-rows';

/** Channels looked at for On now where the operator does not choose. */
const NOW_CANDIDATES = 60;
/** Series whose next episode is looked up at once. */
const CONTINUE_LOOKUPS = 10;

/** What Home needs. */
export interface HomeDeps {
  readonly catalog: CatalogModel;
  readonly cards: Cards;
  readonly translator: Translator;
  readonly favourites: FavouritesModel;
  readonly progress: ProgressModel;
  readonly time: TimeModel;
  readonly taste: TasteModel;
  /** What the set proposes; `null` until it is loaded. Effects that read it follow. */
  picks(): PicksModel | null;
  /** Leaves one version of each; `null` until it is loaded. Effects that read it follow. */
  versions(): VersionMerger | null;
  /** The channel watched last, first under On now. */
  lastChannel(): ItemKey | null;
  /** Which page the viewer is on; a number of its own for each visit. */
  visit(): number;
  perform(action: Action): void;
  /** Adds to or takes from My list and says so. */
  toggleMyList(key: ItemKey, title: string): void;
}

class HomePage implements HomeModel {
  readonly state: ReadonlySignal<HomeState>;
  readonly hero: ReadonlySignal<readonly HeroItem[]>;
  readonly rows: ReadonlySignal<readonly HomeRow[]>;
  private readonly deps: HomeDeps;
  private readonly nowChannels: ReadonlySignal<readonly ItemKey[]>;
  /** The rows in their order, each made anew only when something that it shows has changed: a guide that grows makes one. */
  private readonly parts: ReadonlySignal<ReadonlyArray<ReadonlySignal<ReadonlyArray<HomeRow | null>>>>;
  private readonly details = signal<ReadonlyMap<ItemKey, SeriesDetail>>(new Map());
  private readonly extras = signal<ReadonlyMap<ItemKey, HeroExtras>>(new Map());
  private readonly sources: RowSources;
  private lastRows: readonly HomeRow[] = [];
  private lastHero: readonly HeroItem[] = [];
  private isDisposed = false;

  constructor(deps: HomeDeps) {
    this.deps = deps;
    this.nowChannels = computed(() => this.chooseNowChannels());
    this.sources = this.rowSources();
    const { sources } = this;
    this.parts = computed(() => {
      // Until it is known whether the operator has a page, nothing is shown: rows must not change places under the viewer.
      if (deps.catalog.landing.value.kind === 'unknown') return [];
      const landing = this.landing();
      return (landing === null ? computedRows(sources) : landingRows(sources, landing)).map((make) =>
        computed(() => {
          void deps.progress.revision.value;
          return make();
        }),
      );
    });
    this.rows = computed(() => {
      this.lastRows = keepRows(this.lastRows, this.makeRows());
      return this.lastRows;
    });
    this.hero = computed(() => {
      this.lastHero = keepRows(this.lastHero, this.makeHero());
      return this.lastHero;
    });
    this.state = computed(() => {
      if (this.rows.value.length > 0 || this.hero.value.length > 0) return 'ready';
      const { kind } = deps.catalog.refresh.value;
      if (kind === 'failed') return 'failed';
      return kind === 'ready' && deps.catalog.landing.value.kind !== 'unknown' ? 'empty' : 'loading';
    });
  }

  async refresh(): Promise<void> {
    const { catalog } = this.deps;
    catalog.wantGuide(this.nowChannels.peek());
    this.deps.picks()?.refresh();
    await catalog.refreshLanding();
    if (this.isDisposed) return;
    catalog.wantGuide(this.nowChannels.peek());
    await this.loadDetails();
    await this.loadExtras();
  }

  playHero(item: HeroItem): void {
    if (item.kind === 'movie') this.deps.perform({ kind: 'watch-movie', key: item.key, from: 'resume' });
    else void this.playSeries(item.key);
  }

  playTrailer(item: HeroItem): void {
    this.deps.perform({ kind: 'watch-trailer', key: item.key });
  }

  toggleMyList(item: HeroItem): void {
    this.deps.toggleMyList(item.key, item.title);
  }

  openHero(item: HeroItem): void {
    this.deps.perform({ kind: item.kind === 'movie' ? 'open-movie' : 'open-series', key: item.key });
  }

  removeFromContinue(card: Pick<CardView, 'id'>): void {
    // Cards of this row are named by their film or series.
    void this.deps.progress.remove(card.id as ItemKey);
  }

  dispose(): void {
    this.isDisposed = true;
  }

  private landing(): Landing | null {
    const state = this.deps.catalog.landing.value;
    return state.kind === 'known' ? state.landing : null;
  }

  private chooseNowChannels(): readonly ItemKey[] {
    const reader = this.deps.catalog.catalog.value;
    const landing = this.landing();
    const keys = new Set<ItemKey>();
    const last = this.deps.lastChannel();
    if (last !== null) keys.add(last);
    for (const row of landing === null ? [] : landing.home.rows) {
      for (const item of row.kind === 'on-now' ? row.items : []) {
        if (landing !== null && item.kind === 'channel') keys.add(itemKey(landing.sourceId, 'channel', item.id));
      }
    }
    for (const key of this.deps.favourites.keys.value) if (reader.rowOf('channel', key) !== -1) keys.add(key);
    const rows = reader.rows('channel', 'all');
    for (let i = 0; i < Math.min(rows.length, NOW_CANDIDATES); i += 1) {
      const channel = reader.channel(rows.at(i));
      if (channel !== null && !channel.isAdult && !channel.isRadio) keys.add(channel.key);
    }
    return Array.from(keys).slice(0, NOW_CANDIDATES);
  }

  private makeRows(): readonly HomeRow[] {
    const hidden = this.deps.taste.hiddenRows.value;
    const shown = (parts: ReadonlyArray<ReadonlyArray<HomeRow | null>>): HomeRow[] => {
      const rows: HomeRow[] = [];
      for (const part of parts) for (const row of part) if (row !== null && !hidden.has(row.id)) rows.push(row);
      return rows;
    };
    const rows = shown(this.parts.value.map((part) => part.value));
    // An operator's page with nothing on it says nothing of the viewer's own sources.
    const isOpen = this.deps.catalog.landing.value.kind !== 'unknown' && (this.landing() === null || this.hero.value.length === 0);
    const isBare = isOpen && rows.every(({ id }) => id === 'continue');
    return isBare ? rows.concat(shown([smallRows(this.sources)])) : rows;
  }

  /** Read by each row by itself, when it needs it. */
  private rowSources(): RowSources {
    const { nowChannels, details, deps } = this;
    const { catalog, progress, cards, translator, time, taste } = deps;
    return {
      get catalog() { return catalog.catalog.value; },
      get guide() { return catalog.guide.value; },
      cards,
      progress,
      translator,
      get nowMs() { return time.minuteMs.value; },
      get nowChannels() { return nowChannels.value; },
      get picks() { return deps.picks(); },
      get versions() { return deps.versions(); },
      isUnwanted: (key) => taste.opinionOf(key) === 'not',
      isLearnt: (key) => taste.learning.value.isOn && !taste.learning.value.forgotten.has(key),
      episodeToWatch(seriesKey, latest) {
        const detail = details.value.get(seriesKey);
        return detail === undefined ? undefined : nextEpisode(detail, latest);
      },
    };
  }

  private makeHero(): readonly HeroItem[] {
    const { catalog, progress, cards, translator, favourites, taste } = this.deps;
    void progress.revision.value;
    if (catalog.landing.value.kind === 'unknown') return [];
    const extras = this.extras.value;
    const sources = { catalog: catalog.catalog.value, cards, translator, favourites, progress, extras, versions: this.deps.versions() };
    const landing = this.landing();
    const slides = landing === null ? computedHero(sources) : landingHero(sources, landing);
    return slides.filter(({ key }) => taste.opinionOf(key) !== 'not');
  }

  /** Which episode Continue watching goes on with. */
  private async loadDetails(): Promise<void> {
    const wanted: ItemKey[] = [];
    for (const point of this.deps.progress.recent()) {
      if (point.parentKey !== '' && wanted.indexOf(point.parentKey) === -1) wanted.push(point.parentKey);
      if (wanted.length >= CONTINUE_LOOKUPS) break;
    }
    for (const key of wanted) {
      if (this.details.peek().has(key)) continue;
      const answer = await this.deps.catalog.seriesDetail(key);
      if (this.isDisposed) return;
      // A series that cannot be read keeps its plain card; the next visit tries again.
      if (answer.ok) this.details.value = new Map(this.details.peek()).set(key, answer.value);
    }
  }

  /** Trailers and badges of the slides; asked one after the other, since nobody waits for them. */
  private async loadExtras(): Promise<void> {
    const { catalog } = this.deps;
    for (const { key, kind } of this.hero.peek()) {
      if (this.extras.peek().has(key)) continue;
      const answer = kind === 'movie' ? await catalog.movieDetail(key) : await catalog.seriesDetail(key);
      if (this.isDisposed) return;
      if (!answer.ok) continue;
      const { trailerUrl, badges } = answer.value;
      this.extras.value = new Map(this.extras.peek()).set(key, { hasTrailer: trailerUrl !== '', badges });
    }
  }

  private async playSeries(key: ItemKey): Promise<void> {
    const visit = this.deps.visit();
    const answer = await this.deps.catalog.seriesDetail(key);
    const episode = answer.ok ? nextEpisode(answer.value, this.deps.progress.latestOfSeries(key)) : null;
    // Who has gone on meanwhile is not called back.
    if (this.isDisposed || this.deps.visit() !== visit) return;
    if (episode === null) this.deps.perform({ kind: 'open-series', key });
    else this.deps.perform({ kind: 'watch-episode', key: episode.key, seriesKey: key, from: 'resume' });
  }
}

/** Makes the landing page. */
export function createHomeModel(deps: HomeDeps): HomeModel {
  return new HomePage(deps);
}
