import { AppError, fail, ok } from '#core/base';
import type { CancelSignal, ItemKey, Result, SourceId } from '#core/base';
import type { CatalogReader, GuideReader, MovieDetail, SeriesDetail } from '#core/catalog';
import { signal } from '#core/state';
import type { Signal } from '#core/state';
import type { CatalogModel, LandingState, RefreshState } from '#model/catalog';
import type { PlayAnswer, PlayTarget, RefreshReport } from '#sources/source';
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
  /** When set, `resolve` fails with it. */
  resolveError: AppError | null = null;
  refreshes = 0;

  loadStored(): Promise<boolean> {
    return Promise.resolve(true);
  }

  whole(): Promise<void> {
    return Promise.resolve();
  }

  catalogOf(): null {
    return null;
  }

  guidesOf(): readonly never[] {
    return [];
  }

  readSearchChunks(): Promise<null> {
    return Promise.resolve(null);
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

  movieDetail(key: ItemKey): Promise<Result<MovieDetail, AppError>> {
    const detail = this.movieDetails.get(key);
    return Promise.resolve(detail === undefined ? fail(new AppError('http.not-found')) : ok(detail));
  }

  seriesDetail(key: ItemKey): Promise<Result<SeriesDetail, AppError>> {
    const detail = this.seriesDetails.get(key);
    return Promise.resolve(detail === undefined ? fail(new AppError('http.not-found')) : ok(detail));
  }

  resolve(target: PlayTarget, signalOfLoad: CancelSignal): Promise<Result<PlayAnswer, AppError>> {
    this.resolved.push(target);
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
    return Promise.resolve(
      ok({ media: { url: `https://media.test/${target.kind}/${id}`, form: 'hls', isLive }, thumbnailsUrl: '', subtitles: [] }),
    );
  }

  dispose(): void {
    this.refresh.value = { kind: 'ready' };
  }
}
