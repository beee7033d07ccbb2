import { AppError, createCancelSource, fail, parseItemKey, runInSlices } from '#core/base';
import type { CancelSignal, Disposer, ItemKey, Result, SourceId } from '#core/base';
import { EMPTY_CATALOG, mergeCatalogs } from '#core/catalog';
import type { CatalogSnapshot, ColumnarCatalog, GuideReader, MovieDetail, SeriesDetail } from '#core/catalog';
import { createWindowGuide, mergeGuides } from '#core/guide';
import type { ColumnarGuide, GuideRows, WindowGuide } from '#core/guide';
import { batch, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { BlobStoragePort, ClockPort, LogPort, StoragePort } from '#ports';
import type { AddressWish, ChangedCatalog, PlayAnswer, PlayTarget, RefreshReport, Source } from '#sources/source';
import type { CatalogModel, LandingState, RefreshState } from './catalog-model';
import { DetailCache } from './detail-cache';
import { GuideFetcher } from './guide-fetcher';
import { GuideFiles, guideNames } from './guide-files';
import { LandingPage } from './landing-page';
import { loadWriting } from './load-writing';
import { keyOfTarget, sourceIdOf } from './play-target-keys';
import { SearchChunks } from './search-chunks';
import { SiftedView } from './sifted-view';
import type { CatalogArranger, CatalogSift } from './sifted-view';
import { SnapshotStore } from './snapshot-store';
import type { StoredHead } from './snapshot-store';
import type { KeepDeps } from './snapshot-writing';
import { StoredCatalogs } from './stored-catalogs';

/** The rest of what is stored is read this long after its first rows, unless a refresh asks for it sooner: the first page comes first. */
const WHOLE_DELAY_MS = 2_000;
/** What the next start shows first is written down when it has not changed for this long. */
const PIN_REST_MS = 10_000;

/** What the catalogue needs. */
export interface CatalogDeps {
  readonly clock: ClockPort;
  readonly storage: StoragePort;
  readonly blobs: BlobStoragePort;
  readonly log: LogPort;
  /** Display name of a source, for progress. */
  nameOf(id: SourceId): string;
  /** Outcome of each source's refresh. */
  report(id: SourceId, error: AppError | null): void;
  /** Rows the first page shows and the viewer goes to first, most wanted first: what the next start must have at once. */
  atHand?(): readonly ItemKey[];
}

/** The catalogue as the app builds it. */
export interface CatalogCore extends CatalogModel {
  /** The sources in use, in order. Catalogues of others are forgotten; new ones are empty until the next refresh. */
  useSources(sources: readonly Source[]): void;
  /** From now on everything is read as a profile may see it; `closed`: nothing is. Resolves when it is so. Never rejects. */
  useSift(sift: CatalogSift | 'closed' | null): Promise<void>;
  /** From now on channels are read with a viewer's line-up; `null`: the provider's. Resolves when it is so. Never rejects. */
  useLineup(arranger: CatalogArranger | null): Promise<void>;
  /** From now on the guide is read through this, after all else; `null`: as it is. */
  veilGuide(veil: ((guide: GuideReader) => GuideReader) | null): void;
  /** The catalogue as the profile may see it, without its line-up. */
  readonly plain: ReadonlySignal<CatalogSnapshot>;
  /** Channels of guide files, by their ids, that somebody chose by hand: they are kept from now on. Resolves when files that lack one were read anew. Never rejects. */
  keepGuides(guideIds: readonly string[]): Promise<void>;
  /** A source to ask directly; `null`: it is not in use. */
  sourceOf(sourceId: SourceId): Source | null;
  /** What {@link CatalogDeps.atHand} tells has changed; it is written down after a rest. Cheap to call. */
  noteAtHand(): void;
}

interface Part {
  readonly catalog: CatalogSnapshot;
  /** `null` while only first rows are here. */
  readonly whole: ColumnarCatalog | null;
  /** Where the rest is stored; `null`: nowhere. */
  readonly head: StoredHead | null;
  readonly mark: string;
  readonly savedAtMs: number;
}

class Catalog implements CatalogCore {
  readonly catalog: ReadonlySignal<CatalogSnapshot>;
  readonly plain: ReadonlySignal<CatalogSnapshot>;
  readonly guide: ReadonlySignal<GuideReader>;
  readonly refresh = signal<RefreshState>({ kind: 'empty' });
  readonly loadedAtMs = signal(0);
  readonly reports = signal<ReadonlyMap<SourceId, RefreshReport>>(new Map());
  readonly landing: ReadonlySignal<LandingState>;
  readonly hasGuide = signal(false);
  private readonly deps: CatalogDeps;
  private readonly life = createCancelSource();
  private readonly view: SiftedView;
  private readonly store: SnapshotStore;
  private readonly guideStore: SnapshotStore;
  private readonly stored: StoredCatalogs;
  /** What the writing half works with. */
  private readonly keeping: KeepDeps;
  private readonly landingPage: LandingPage;
  private readonly guideFiles: GuideFiles;
  private windows: WindowGuide = createWindowGuide();
  private readonly fetcher: GuideFetcher;
  private readonly movieDetails = new DetailCache<MovieDetail>();
  private readonly seriesDetails = new DetailCache<SeriesDetail>();
  private sources: readonly Source[] = [];
  private parts = new Map<SourceId, Part>();
  private readonly search: SearchChunks;
  /** What is pinned of each source, in one text. */
  private readonly pinned = new Map<SourceId, string>();
  private keptGuides: readonly string[] = [];
  private running: Promise<void> | null = null;
  private loadingWhole: Promise<void> | null = null;
  private stopWaiting: Disposer = () => undefined;
  private stopPinning: Disposer = () => undefined;

  constructor(deps: CatalogDeps) {
    this.deps = deps;
    const { signal: over } = this.life;
    this.view = new SiftedView({ clock: deps.clock, signal: over });
    this.catalog = this.view.catalog;
    this.plain = this.view.plain;
    this.guide = this.view.guide;
    this.store = new SnapshotStore(deps.blobs, deps.log, 'cat.');
    this.guideStore = new SnapshotStore(deps.blobs, deps.log, 'guide.');
    this.stored = new StoredCatalogs(this.store, deps.clock, over);
    this.keeping = { clock: deps.clock, store: this.store, signal: over };
    this.search = new SearchChunks(this.keeping);
    this.landingPage = new LandingPage({ ...deps, signal: over });
    this.landing = this.landingPage.state;
    const changed = (): void => {
      this.publishGuide();
    };
    this.guideFiles = new GuideFiles({ ...deps, store: this.guideStore, signal: over, changed });
    this.fetcher = new GuideFetcher({
      clock: deps.clock,
      log: deps.log,
      store: () => this.windows,
      signal: over,
      catalog: () => this.catalog.peek(),
      plain: () => this.plain.peek(),
      sourceOf: (channel) => this.sourceOf(channel.stream.sourceId),
      changed: () => {
        this.hasGuide.value = true;
        this.publishGuide();
      },
    });
  }

  useSources(sources: readonly Source[]): void {
    this.sources = sources;
    const gone = Array.from(this.parts.keys()).filter((id) => this.sourceOf(id) === null);
    for (const id of gone) {
      this.parts.delete(id);
      this.guideFiles.forget(id);
    }
    if (gone.length > 0) this.windows = createWindowGuide();
    batch(() => {
      this.publish();
      this.publishGuide();
      if (sources.length === 0) this.refresh.value = { kind: 'empty' };
      this.landingPage.useSources(sources);
      if (gone.length > 0) this.reports.value = new Map(Array.from(this.reports.peek()).filter(([id]) => this.sourceOf(id) !== null));
    });
  }

  useSift(sift: CatalogSift | 'closed' | null): Promise<void> {
    // What was read for one viewer is not another's.
    this.movieDetails.clear();
    this.seriesDetails.clear();
    return this.view.use(sift);
  }

  veilGuide(veil: ((guide: GuideReader) => GuideReader) | null): void { this.view.veilGuide(veil); }

  useLineup(arranger: CatalogArranger | null): Promise<void> {
    return this.view.arrange(arranger);
  }

  async keepGuides(guideIds: readonly string[]): Promise<void> {
    if (guideIds.join('\n') === this.keptGuides.join('\n')) return;
    this.keptGuides = guideIds;
    await (this.running ?? this.whole());
    for (const source of this.sources) await this.guideFiles.refresh(source, this.catalogOf(source.id), this.keptGuides);
  }

  async loadStored(): Promise<boolean> {
    const { sources } = this;
    const [found] = await Promise.all([
      Promise.all(sources.map(({ id }) => this.stored.first(id))),
      this.landingPage.loadStored(),
      this.guideFiles.loadStored(sources, 'small'),
    ]);
    const hasAny = found.some((first) => first !== null);
    if (this.sources !== sources) return hasAny;
    batch(() => {
      sources.forEach(({ id }, index) => {
        const first = found[index] ?? null;
        if (first === null || this.parts.has(id)) return;
        const { catalog, whole, head, report } = first;
        this.parts.set(id, { catalog, whole, head, mark: head.mark, savedAtMs: head.savedAtMs });
        if (report !== null) this.noteReport(id, report);
      });
      this.publish();
      this.publishGuide();
      if (hasAny && this.refresh.peek().kind === 'empty') this.refresh.value = { kind: 'ready' };
    });
    this.stopWaiting = this.deps.clock.after(WHOLE_DELAY_MS, () => {
      void this.whole();
    });
    return hasAny;
  }

  whole(): Promise<void> {
    this.stopWaiting();
    this.loadingWhole ??= this.loadWhole().then(() => {
      this.loadingWhole = null;
    });
    return this.loadingWhole;
  }

  refreshNow(): Promise<void> {
    this.running ??= this.run().then(() => {
      this.running = null;
    });
    return this.running;
  }

  refreshLanding(): Promise<void> {
    return this.landingPage.refresh();
  }

  noteAtHand(): void {
    this.stopPinning();
    this.stopPinning = this.deps.clock.after(PIN_REST_MS, () => {
      void this.keepPins(Array.from(this.parts.keys()));
    });
  }

  catalogOf(sourceId: SourceId): ColumnarCatalog | null {
    return this.parts.get(sourceId)?.whole ?? null;
  }

  sourceOf(sourceId: SourceId): Source | null {
    return this.sources.find(({ id }) => id === sourceId) ?? null;
  }

  guidesOf(sourceId: SourceId): readonly ColumnarGuide[] {
    return this.guideFiles.of(sourceId);
  }

  async readSearchChunks(sourceId: SourceId): Promise<readonly Uint8Array[] | null> {
    await this.whole();
    const source = this.sourceOf(sourceId);
    const part = this.parts.get(sourceId);
    return source === null || part === undefined || part.whole === null ? null : this.search.read(source, part.whole, part.mark);
  }

  async readGuideSearchChunks(sourceId: SourceId): Promise<ReadonlyArray<readonly Uint8Array[] | null>> {
    await this.whole();
    return this.guideFiles.searchChunks(sourceId);
  }

  wantGuide(channels: readonly ItemKey[], fromMs?: number, toMs?: number): void {
    this.fetcher.want(channels, fromMs, toMs);
  }

  movieDetail(key: ItemKey): Promise<Result<MovieDetail, AppError>> {
    return this.movieDetails.get(key, async () => {
      if (this.catalog.peek().rowOf('movie', key) === -1) await this.whole();
      const reader = this.catalog.peek();
      const movie = reader.movie(reader.rowOf('movie', key));
      const source = this.sourceOfKey(key);
      if (movie === null || source === null) return fail(new AppError('http.not-found'));
      if (movie.isLocked === true) return fail(new AppError('parental.locked'));
      return source.movieDetail(movie, this.life.signal);
    });
  }

  forgetDetail(key: ItemKey): void {
    this.movieDetails.forget(key);
    this.seriesDetails.forget(key);
  }

  seriesDetail(key: ItemKey): Promise<Result<SeriesDetail, AppError>> {
    return this.seriesDetails.get(key, async () => {
      // Episodes of playlists are not among the first rows.
      if (Array.from(this.parts.values()).some((part) => part.whole === null)) await this.whole();
      const reader = this.catalog.peek();
      const row = reader.rowOf('series', key);
      const series = reader.series(row);
      const source = this.sourceOfKey(key);
      if (series === null || source === null) return fail(new AppError('http.not-found'));
      if (series.isLocked === true) return fail(new AppError('parental.locked'));
      const seasons = reader.seasons(row);
      if (seasons.length === 0) return source.seriesDetail(series, this.life.signal);
      // Playlists list episodes as rows of their own; there is nobody to ask for more.
      const detail: SeriesDetail = { key, plot: series.plot, cast: [], seasons, trailerUrl: '', badges: [], similar: [] };
      return { ok: true, value: detail };
    });
  }

  async resolve(target: PlayTarget, signalOfLoad: CancelSignal, wish?: AddressWish): Promise<Result<PlayAnswer, AppError>> {
    const id = sourceIdOf(target);
    const source = id === null ? null : this.sourceOf(id);
    if (source === null) return fail(new AppError('media.not-found', { message: 'its source is gone' }));
    const admitted = await this.view.admit(keyOfTarget(target));
    if (!admitted.ok) return admitted;
    return signalOfLoad.isCancelled ? fail(new AppError('net.cancelled')) : source.resolve(target, signalOfLoad, wish);
  }

  dispose(): void {
    this.life.cancel();
    this.stopWaiting();
    this.stopPinning();
    this.fetcher.dispose();
  }

  /** Replaces first rows by their catalogues. A source whose catalogue cannot be read is then asked for all of it. */
  private async loadWhole(): Promise<void> {
    for (const [id, part] of Array.from(this.parts)) {
      if (part.whole !== null || part.head === null) continue;
      const whole = await this.stored.whole(id, part.head);
      if (this.life.signal.isCancelled) return;
      if (this.parts.get(id) !== part) continue;
      this.parts.set(id, whole === null ? { ...part, head: null, mark: '' } : { ...part, catalog: whole, whole });
      this.publish();
    }
    await this.guideFiles.loadStored(this.sources, 'all');
  }

  private async run(): Promise<void> {
    const { sources } = this;
    // What is stored must have proved whole before a source may answer that it is still good.
    if (this.parts.size > 0) await this.whole();
    let firstError: AppError | null = null;
    const isFirst = this.parts.size === 0;
    for (const source of sources) {
      const error = await this.refreshSource(source);
      if (this.life.signal.isCancelled) return;
      if (!this.isUsed(source)) continue;
      this.deps.report(source.id, error);
      firstError = firstError ?? error;
    }
    await this.forgetOthers();
    const hasContent = this.parts.size > 0;
    if (firstError !== null && !hasContent) this.refresh.value = { kind: 'failed', error: firstError };
    else if (this.sources.length > 0) this.refresh.value = { kind: 'ready' };
    await this.refreshLanding();
    for (const source of this.sources) {
      await this.guideFiles.refresh(source, this.catalogOf(source.id), this.keptGuides);
      if (this.life.signal.isCancelled) return;
    }
    // A set's first catalogue comes with its index; that of a later one is fetched when somebody searches, since it is as long as ever.
    if (isFirst) for (const source of this.sources) if (source.searchIndex !== undefined) void this.readSearchChunks(source.id);
    // Somebody added or removed a source meanwhile.
    if (this.sources !== sources && this.sources.length > 0 && !this.life.signal.isCancelled) await this.run();
  }

  private async refreshSource(source: Source): Promise<AppError | null> {
    const { id } = source;
    const known = this.parts.get(id);
    const sourceName = this.deps.nameOf(id);
    // A refresh behind a full screen is silent; only an empty one shows its progress.
    if (this.parts.size === 0)
      this.refresh.value = { kind: 'loading', progress: { sourceName, channels: 0, movies: 0, series: 0, fraction: -1 } };
    const answer = await source.refresh({
      signal: this.life.signal,
      knownMark: known?.mark ?? '',
      knownChunks: async () => {
        const whole = known?.whole ?? null;
        const writing = await loadWriting(this.store);
        return whole === null || writing === null ? null : writing.chunksOf(this.keeping, whole);
      },
      onProgress: (count) => {
        if (this.refresh.peek().kind === 'loading') this.refresh.value = { kind: 'loading', progress: { sourceName, ...count } };
      },
      onPreview: (first) => {
        if (this.parts.has(id) || !this.isUsed(source)) return;
        this.parts.set(id, { catalog: first, whole: null, head: null, mark: '', savedAtMs: this.deps.clock.nowMs() });
        this.publish();
      },
    });
    if (this.life.signal.isCancelled || !this.isUsed(source)) return null;
    if (!answer.ok) {
      // First rows of a list that broke off are no catalogue.
      if (known === undefined) this.parts.delete(id);
      this.publish();
      return answer.error;
    }
    const nowMs = this.deps.clock.nowMs();
    if (answer.value.kind === 'changed') {
      await this.take(source, answer.value, nowMs);
      return null;
    }
    if (known !== undefined) this.parts.set(id, { ...known, savedAtMs: nowMs });
    this.publish();
    await (await loadWriting(this.store))?.touchSnapshot(this.store, id, nowMs);
    return null;
  }

  /** Shows a fetched catalogue, then stores it. */
  private async take(source: Source, fetched: ChangedCatalog, nowMs: number): Promise<void> {
    const { id } = source;
    const { snapshot, mark, report, searchChunks } = fetched;
    try {
      await runInSlices(this.deps.clock, snapshot.prepareSteps(), this.life.signal);
    } catch {
      // The app ends.
      return;
    }
    if (!this.isUsed(source)) return;
    this.parts.set(id, { catalog: snapshot, whole: snapshot, head: null, mark, savedAtMs: nowMs });
    this.movieDetails.clear();
    this.seriesDetails.clear();
    batch(() => {
      this.publish();
      if (report !== undefined) this.noteReport(id, report);
    });
    await this.search.during(snapshot, searchChunks, async () => (await loadWriting(this.store))?.keepCatalog(this.keeping, fetched, nowMs));
    await this.keepPins([id]);
  }

  private async keepPins(ids: readonly SourceId[]): Promise<void> {
    const { atHand } = this.deps;
    const keys = atHand?.() ?? [];
    const writing = await loadWriting(this.store);
    for (const id of ids) {
      const whole = this.parts.get(id)?.whole ?? null;
      // Where somebody watches the same film for an hour nothing new is at hand.
      const pinned = [whole?.revision, ...keys].join();
      if (whole === null || this.pinned.get(id) === pinned) continue;
      this.pinned.set(id, pinned);
      await writing?.keepPins(this.keeping, whole, keys);
    }
  }

  private async forgetOthers(): Promise<void> {
    const writing = await loadWriting(this.store);
    await writing?.keepOnly(this.store, this.sources.map((source) => source.id));
    await writing?.keepOnly(this.guideStore, this.sources.reduce<readonly string[]>((names, source) => names.concat(guideNames(source.id)), []));
  }

  private noteReport(id: SourceId, report: RefreshReport): void {
    this.reports.value = new Map(this.reports.peek()).set(id, report);
  }

  private publish(): void {
    const parts = this.sources.map((source) => this.parts.get(source.id)).filter((part): part is Part => part !== undefined);
    const next = parts.length === 0 ? EMPTY_CATALOG : mergeCatalogs(parts.map((part) => part.catalog));
    batch(() => {
      this.view.show(next);
      this.loadedAtMs.value = parts.reduce((oldest, part) => Math.min(oldest, part.savedAtMs), parts.length === 0 ? 0 : Infinity);
    });
  }

  private publishGuide(): void {
    const guides: GuideRows[] = [this.windows.snapshot()];
    for (const source of this.sources) guides.push(...this.guideFiles.of(source.id));
    batch(() => {
      if (guides.length > 1) this.hasGuide.value = true;
      this.view.showGuide(mergeGuides(guides));
    });
  }

  private isUsed(source: Source): boolean {
    return this.sources.indexOf(source) !== -1;
  }

  private sourceOfKey(key: ItemKey): Source | null {
    const parts = parseItemKey(key);
    return parts === null ? null : this.sourceOf(parts.source);
  }
}

/** Makes the catalogue; empty until sources are given and stored or fetched. */
export function createCatalogModel(deps: CatalogDeps): CatalogCore {
  return new Catalog(deps);
}
