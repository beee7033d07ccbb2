import { AppError, fail, ok } from '#core/base';
import type { CancelSignal, ItemKey, Result, SourceId } from '#core/base';
import type { CatalogReader, ColumnarCatalog, GuideReader, MovieDetail, SeriesDetail } from '#core/catalog';
import type { ColumnarGuide } from '#core/guide';
import { signal } from '#core/state';
import type { Signal } from '#core/state';
import type { CatalogModel, LandingState, RefreshState } from '#model/catalog';
import type { StreamForm } from '#ports';
import type { AddressWish, PlayAnswer, PlayTarget, RefreshReport } from '#sources/source';
import { createFakeCatalog, createFakeGuide } from './fake-catalog';

/** A catalogue model whose every fact a test sets. */
export class FakeCatalogModel implements CatalogModel {
  readonly catalog: Signal<CatalogReader> = signal(createFakeCatalog());
  readonly guide: Signal<GuideReader> = signal(createFakeGuide());
  readonly refresh: Signal<RefreshState> = signal<RefreshState>({ kind: 'ready' });
  readonly loadedAtMs = signal(0);
  readonly hasGuide = signal(true);
  readonly landing: Signal<LandingState> = signal<LandingState>({ kind: 'none' });
  readonly reports: Signal<ReadonlyMap<SourceId, RefreshReport>> = signal<ReadonlyMap<SourceId, RefreshReport>>(new Map());
  readonly movieDetails = new Map<ItemKey, MovieDetail>();
  readonly seriesDetails = new Map<ItemKey, SeriesDetail>();
  /** Every call of {@link wantGuide}. */
  readonly wanted: Array<readonly ItemKey[]> = [];
  /** Every target asked for. */
  readonly resolved: PlayTarget[] = [];
  /** How each of {@link resolved} was wished for. */
  readonly wishes: AddressWish[] = [];
  /** Forms live can be had in beside HLS; their addresses end in the form. */
  otherForms: readonly StreamForm[] = [];
  /** When set, `resolve` fails with it. */
  resolveError: AppError | null = null;
  refreshes = 0;
  /** Catalogues of single sources; none: only first rows are here. */
  readonly wholes = new Map<SourceId, ColumnarCatalog>();
  readonly guideFiles = new Map<SourceId, readonly ColumnarGuide[]>();
  /** Stored search indexes. */
  readonly searchChunks = new Map<SourceId, readonly Uint8Array[]>();

  loadStored(): Promise<boolean> {
    return Promise.resolve(true);
  }

  whole(): Promise<void> {
    return Promise.resolve();
  }

  catalogOf(sourceId: SourceId): ColumnarCatalog | null {
    return this.wholes.get(sourceId) ?? null;
  }

  guidesOf(sourceId: SourceId): readonly ColumnarGuide[] {
    return this.guideFiles.get(sourceId) ?? [];
  }

  readSearchChunks(sourceId: SourceId): Promise<readonly Uint8Array[] | null> {
    return Promise.resolve(this.searchChunks.get(sourceId) ?? null);
  }

  readGuideSearchChunks(): Promise<readonly never[]> {
    return Promise.resolve([]);
  }

  refreshNow(): Promise<void> {
    this.refreshes += 1;
    return Promise.resolve();
  }

  refreshLanding(): Promise<void> {
    return Promise.resolve();
  }

  wantGuide(channels: readonly ItemKey[]): void {
    this.wanted.push(channels);
  }

  forgetDetail(): void {
    // Nothing is kept here.
  }

  movieDetail(key: ItemKey): Promise<Result<MovieDetail, AppError>> {
    const detail = this.movieDetails.get(key);
    return Promise.resolve(detail === undefined ? fail(new AppError('http.not-found')) : ok(detail));
  }

  seriesDetail(key: ItemKey): Promise<Result<SeriesDetail, AppError>> {
    const detail = this.seriesDetails.get(key);
    return Promise.resolve(detail === undefined ? fail(new AppError('http.not-found')) : ok(detail));
  }

  resolve(target: PlayTarget, signalOfLoad: CancelSignal, wish: AddressWish = {}): Promise<Result<PlayAnswer, AppError>> {
    this.resolved.push(target);
    this.wishes.push(wish);
    if (this.resolveError !== null) return Promise.resolve(fail(this.resolveError));
    if (signalOfLoad.isCancelled) return Promise.resolve(fail(new AppError('net.cancelled')));
    const id =
      'channel' in target
        ? target.channel.stream.nativeId
        : 'movie' in target
          ? target.movie.stream.nativeId
          : 'episode' in target
            ? target.episode.stream.nativeId
            : 'trailer';
    const isLive = target.kind === 'live';
    const forms: readonly StreamForm[] = isLive ? ['hls' as StreamForm].concat(this.otherForms) : ['hls'];
    const form = forms.find((each) => each === wish.form) ?? 'hls';
    const url = `https://media.test/${target.kind}/${id}${form === 'hls' ? '' : `.${form}`}`;
    return Promise.resolve(
      ok({ media: { url, form, isLive }, thumbnailsUrl: '', subtitles: [], otherForms: forms.filter((each) => each !== form) }),
    );
  }

  dispose(): void {
    this.refresh.value = { kind: 'ready' };
  }
}
