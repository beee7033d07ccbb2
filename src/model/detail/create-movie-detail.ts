import type { ItemKey } from '#core/base';
import type { MovieDetail } from '#core/catalog';
import { computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { DetailDeps } from './create-detail-model';
import type { DetailState, MovieDetailModel, ResumeView } from './detail-model';
import { nearerTo, similarTitles } from './similar-titles';
import { castOf, movieHeader, priceText } from './title-header';

function resumeView({ progress, translator }: DetailDeps, key: ItemKey): ResumeView | null {
  void progress.revision.value;
  const part = progress.fraction(key);
  const point = progress.get(key);
  if (part <= 0 || point === null) return null;
  return { progress: part, left: translator.t('title.left', { duration: translator.format.duration(point.durationMs - point.positionMs) }) };
}

/** What a viewer does with a film, each in one step. */
function movieDeeds({ perform }: DetailDeps, key: ItemKey, detail: ReadonlySignal<MovieDetail | null>): Pick<MovieDetailModel, 'play' | 'playFromStart' | 'buy' | 'choosePlan' | 'openProduct' | 'playTrailer'> {
  return {
    play() {
      perform({ kind: 'watch-movie', key, from: 'resume' });
    },
    playFromStart() {
      perform({ kind: 'watch-movie', key, from: 'start' });
    },
    buy() {
      perform({ kind: 'buy', key });
    },
    choosePlan() {
      perform({ kind: 'choose-plan', key, plan: detail.peek()?.plan?.id ?? '' });
    },
    openProduct() {
      perform({ kind: 'open-product', key, product: detail.peek()?.productId ?? '' });
    },
    playTrailer() {
      perform({ kind: 'watch-trailer', key });
    },
  };
}

/** Makes the model of one visit to a film's page. Loading begins at once. */
export function createMovieDetail(deps: DetailDeps, key: ItemKey): MovieDetailModel {
  const { catalog, translator, cards, favourites } = deps;
  const detail = signal<MovieDetail | null>(null);
  const state = signal<DetailState>({ kind: 'loading' });
  let isDisposed = false;

  const record = computed(() => {
    const reader = catalog.catalog.value;
    return reader.movie(reader.rowOf('movie', key));
  });
  const nearer = nearerTo(deps, key);
  const load = async (): Promise<void> => {
    state.value = { kind: 'loading' };
    const answer = await catalog.movieDetail(key);
    if (isDisposed) return;
    if (answer.ok) detail.value = answer.value;
    state.value = answer.ok ? { kind: 'ready' } : { kind: 'failed', error: answer.error };
  };
  void load();

  return {
    header: computed(() => (record.value === null ? null : movieHeader(record.value, detail.value, translator, cards))),
    state,
    resume: computed(() => resumeView(deps, key)),
    cast: computed(() => castOf(detail.value?.cast ?? [], detail.value?.directors ?? [], translator)),
    similar: computed(() =>
      record.value === null || state.value.kind === 'loading'
        ? []
        : similarTitles(catalog.catalog.value, 'movie', record.value, { named: detail.value?.similar ?? [], nearer: nearer.value }, cards).filter((card) => deps.taste.opinionOf(card.key) !== 'not'),
    ),
    hasTrailer: computed(() => (detail.value?.trailerUrl ?? '') !== ''),
    saleFrom: computed(() => priceText(detail.value?.saleFrom, translator)),
    plan: computed(() => detail.value?.plan ?? null),
    productId: computed(() => detail.value?.productId ?? ''),
    isInMyList: computed(() => favourites.has(key)),
    ...movieDeeds(deps, key, detail),
    restOn(id) {
      const from = id === 'play' ? 'resume' : id === 'from-start' ? 'start' : null;
      deps.player.expectTitle(from === null ? null : { kind: 'watch-movie', key, from });
    },
    toggleMyList() {
      deps.toggleMyList(key, record.peek()?.name ?? '');
    },
    retry() {
      void load();
    },
    dispose() {
      isDisposed = true;
    },
  };
}
