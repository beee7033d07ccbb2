import { parseItemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import type { EpisodeRecord, SeriesDetail, SeriesRecord } from '#core/catalog';
import { batch, computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import { nextEpisode } from '#model/cards';
import type { CardView } from '#model/cards';
import type { DetailDeps } from './create-detail-model';
import type { DetailState, PersonView, SeasonView, SeriesDetailModel, TitleHeader } from './detail-model';
import { seasonView } from './season-views';
import { nearerTo, similarTitles } from './similar-titles';
import { castOf, priceText, seriesHeader } from './title-header';

class SeriesVisit implements SeriesDetailModel {
  readonly header: ReadonlySignal<TitleHeader | null>;
  readonly state = signal<DetailState>({ kind: 'loading' });
  readonly seasons: ReadonlySignal<readonly SeasonView[]>;
  readonly seasonIndex: ReadonlySignal<number>;
  readonly nextEpisodeKey: ReadonlySignal<ItemKey | null>;
  readonly playLabel: ReadonlySignal<string>;
  readonly cast: ReadonlySignal<readonly PersonView[]>;
  readonly similar: ReadonlySignal<readonly CardView[]>;
  readonly hasTrailer: ReadonlySignal<boolean>;
  readonly saleFrom: ReadonlySignal<string>;
  readonly plan: ReadonlySignal<{ readonly id: string; readonly name: string } | null>;
  readonly productId: ReadonlySignal<string>;
  readonly isInMyList: ReadonlySignal<boolean>;
  private readonly deps: DetailDeps;
  private readonly key: ItemKey;
  private readonly detail = signal<SeriesDetail | null>(null);
  /** -1 until the viewer or the first load chose. */
  private readonly chosenSeason = signal(-1);
  private readonly record: ReadonlySignal<SeriesRecord | null>;
  private readonly next: ReadonlySignal<EpisodeRecord | null>;
  private readonly nearer: ReadonlySignal<readonly ItemKey[] | null>;
  private isDisposed = false;

  constructor(deps: DetailDeps, key: ItemKey) {
    this.deps = deps;
    this.key = key;
    const { catalog, translator, cards, progress, favourites } = deps;
    const { detail } = this;
    this.nearer = nearerTo(deps, key);
    this.record = computed(() => catalog.catalog.value.series(catalog.catalog.value.rowOf('series', key)));
    this.next = computed(() => {
      void progress.revision.value;
      const known = detail.value;
      // After the last episode the series begins again.
      return known === null ? null : (nextEpisode(known, progress.latestOfSeries(key)) ?? nextEpisode(known, null));
    });
    this.header = computed(() => (this.record.value === null ? null : seriesHeader(this.record.value, detail.value, translator, cards)));
    this.seasons = computed(() => {
      void progress.revision.value;
      return (detail.value?.seasons ?? []).map((season) => seasonView(deps, season));
    });
    this.seasonIndex = computed(() => Math.max(0, this.chosenSeason.value));
    this.nextEpisodeKey = computed(() => this.next.value?.key ?? null);
    this.playLabel = computed(() => this.makePlayLabel());
    this.cast = computed(() => castOf(detail.value?.cast ?? [], [], translator));
    this.similar = computed(() => {
      const record = this.record.value;
      if (record === null || this.state.value.kind === 'loading') return [];
      const titles = similarTitles(catalog.catalog.value, 'series', record, { named: detail.value?.similar ?? [], nearer: this.nearer.value }, cards);
      return titles.filter((card) => deps.taste.opinionOf(card.key) !== 'not');
    });
    this.hasTrailer = computed(() => (detail.value?.trailerUrl ?? '') !== '');
    this.plan = computed(() => this.detail.value?.plan ?? null);
    this.productId = computed(() => this.detail.value?.productId ?? '');
    this.saleFrom = computed(() => priceText(detail.value?.saleFrom, translator));
    this.isInMyList = computed(() => favourites.has(key));
    void this.load();
  }

  chooseSeason(index: number): void {
    if (index >= 0 && index < (this.detail.peek()?.seasons.length ?? 0)) this.chosenSeason.value = index;
  }

  restOn(id: string): void {
    const key = id === 'play' ? this.nextEpisodeKey.peek() : parseItemKey(id)?.kind === 'episode' ? (id as ItemKey) : null;
    this.deps.player.expectTitle(key === null ? null : { kind: 'watch-episode', key, seriesKey: this.key, from: 'resume' });
  }

  play(): void {
    const episode = this.next.peek();
    if (episode !== null) this.playEpisode(episode.key);
  }

  playEpisode(key: ItemKey): void {
    this.deps.perform({ kind: 'watch-episode', key, seriesKey: this.key, from: 'resume' });
  }

  choosePlan(): void {
    this.deps.perform({ kind: 'choose-plan', key: this.key, plan: this.plan.peek()?.id ?? '' });
  }

  openProduct(): void {
    this.deps.perform({ kind: 'open-product', key: this.key, product: this.productId.peek() });
  }

  buy(): void {
    this.deps.perform({ kind: 'buy', key: this.key });
  }

  playTrailer(): void {
    this.deps.perform({ kind: 'watch-trailer', key: this.key });
  }

  toggleMyList(): void {
    this.deps.toggleMyList(this.key, this.record.peek()?.name ?? '');
  }

  retry(): void {
    void this.load();
  }

  dispose(): void {
    this.isDisposed = true;
  }

  private makePlayLabel(): string {
    const { translator, progress } = this.deps;
    const episode = this.next.value;
    if (episode === null) return translator.t('detail.play');
    const numbers = { season: String(episode.season), episode: String(episode.number) };
    const code = translator.t('title.episode-code', numbers);
    const isBegun = progress.fraction(episode.key) > 0;
    return translator.t(isBegun ? 'detail.resume-episode' : 'detail.play-episode', { episode: code });
  }

  private async load(): Promise<void> {
    this.state.value = { kind: 'loading' };
    const answer = await this.deps.catalog.seriesDetail(this.key);
    if (this.isDisposed) return;
    batch(() => {
      if (answer.ok) {
        this.detail.value = answer.value;
        if (this.chosenSeason.peek() === -1) this.chosenSeason.value = this.seasonOfNext(answer.value);
      }
      this.state.value = answer.ok ? { kind: 'ready' } : { kind: 'failed', error: answer.error };
    });
  }

  private seasonOfNext(detail: SeriesDetail): number {
    const number = this.next.peek()?.season ?? 0;
    return Math.max(
      0,
      detail.seasons.findIndex((season) => season.number === number),
    );
  }
}

/** Makes the model of one visit to a series' page. Loading begins at once. */
export function createSeriesDetail(deps: DetailDeps, key: ItemKey): SeriesDetailModel {
  return new SeriesVisit(deps, key);
}
