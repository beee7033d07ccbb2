import { AppError, createCancelSource, fail, HOUR_MS, parseItemKey } from '#core/base';
import type { CancelSignal, ItemKey, Result, SourceId } from '#core/base';
import { decodeSnapshot, EMPTY_CATALOG, encodeSnapshot, mergeCatalogs } from '#core/catalog';
import type { CatalogSnapshot, ColumnarCatalog, GuideReader, MovieDetail, SeriesDetail } from '#core/catalog';
import { createWindowGuide, decodeGuide, EMPTY_GUIDE, encodeGuide, mergeGuides } from '#core/guide';
import type { ColumnarGuide, WindowGuide } from '#core/guide';
import { batch, signal } from '#core/state';
import { parseWireHome } from '#core/wire';
import type { BlobStoragePort, ClockPort, LogPort, StoragePort } from '#ports';
import type { PlayAnswer, PlayTarget, Source } from '#sources/source';
import { readStored, writeStored } from '#sources/storage';
import type { CatalogModel, LandingState, RefreshState } from './catalog-model';
import { DetailCache } from './detail-cache';
import { GuideFetcher } from './guide-fetcher';
import { SnapshotStore } from './snapshot-store';

/** A guide file younger than this is not read again by a refresh. */
const GUIDE_FILE_AGE_MS = 6 * HOUR_MS;
const LANDING_PREFIX = 'landing.';

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
}

/** The catalogue as the app builds it. */
export interface CatalogCore extends CatalogModel {
  /** The sources in use, in order. Catalogues of others are forgotten; new ones are empty until the next refresh. */
  useSources(sources: readonly Source[]): void;
}

interface Part {
  readonly catalog: ColumnarCatalog;
  readonly mark: string;
  readonly savedAtMs: number;
}

class Catalog implements CatalogCore {
  readonly catalog = signal<CatalogSnapshot>(EMPTY_CATALOG);
  readonly guide = signal<GuideReader>(EMPTY_GUIDE);
  readonly refresh = signal<RefreshState>({ kind: 'empty' });
  readonly loadedAtMs = signal(0);
  readonly landing = signal<LandingState>({ kind: 'unknown' });
  readonly hasGuide = signal(false);
  private readonly deps: CatalogDeps;
  private readonly store: SnapshotStore<ColumnarCatalog>;
  private readonly guideStore: SnapshotStore<ColumnarGuide>;
  private windows: WindowGuide = createWindowGuide();
  private readonly fetcher: GuideFetcher;
  private readonly movieDetails = new DetailCache<MovieDetail>();
  private readonly seriesDetails = new DetailCache<SeriesDetail>();
  private readonly life = createCancelSource();
  private sources: readonly Source[] = [];
  private parts = new Map<SourceId, Part>();
  private guideFiles = new Map<SourceId, { readonly guides: readonly ColumnarGuide[]; readonly readAtMs: number }>();
  private running: Promise<void> | null = null;

  constructor(deps: CatalogDeps) {
    this.deps = deps;
    this.store = new SnapshotStore(deps.blobs, deps.log, { prefix: 'cat.', encode: encodeSnapshot, decode: decodeSnapshot });
    this.guideStore = new SnapshotStore(deps.blobs, deps.log, { prefix: 'guide.', encode: encodeGuide, decode: decodeGuide });
    this.fetcher = new GuideFetcher({
      clock: deps.clock,
      log: deps.log,
      store: () => this.windows,
      signal: this.life.signal,
      catalog: () => this.catalog.peek(),
      sourceOf: (channel) => this.sourceOf(channel.stream.sourceId),
      changed: () => {
        this.hasGuide.value = true;
        this.publishGuide();
      },
    });
  }

  useSources(sources: readonly Source[]): void {
    this.sources = sources;
    const has = (id: SourceId): boolean => sources.some((source) => source.id === id);
    const gone = Array.from(this.parts.keys()).filter((id) => !has(id));
    for (const id of gone) {
      this.parts.delete(id);
      this.guideFiles.delete(id);
    }
    if (gone.length > 0) this.windows = createWindowGuide();
    batch(() => {
      this.publish();
      this.publishGuide();
      const { value: landing } = this.landing;
      if (sources.length === 0) this.refresh.value = { kind: 'empty' };
      if (landing.kind === 'known' && !has(landing.landing.sourceId)) this.landing.value = { kind: 'unknown' };
      if (sources.length > 0 && !this.landingSource()) this.landing.value = { kind: 'none' };
    });
  }

  async loadStored(): Promise<boolean> {
    const { sources } = this;
    const found = new Map<SourceId, Part>();
    for (const source of sources) {
      const stored = await this.store.read(source.id);
      if (stored !== null) found.set(source.id, { catalog: stored.value, mark: stored.mark, savedAtMs: stored.savedAtMs });
    }
    await this.loadStoredLanding();
    await this.loadStoredGuides(sources);
    if (this.sources !== sources) return found.size > 0;
    for (const [id, part] of found) if (!this.parts.has(id)) this.parts.set(id, part);
    batch(() => {
      this.publish();
      this.publishGuide();
      if (found.size > 0 && this.refresh.peek().kind === 'empty') this.refresh.value = { kind: 'ready' };
    });
    return found.size > 0;
  }

  refreshNow(): Promise<void> {
    this.running ??= this.run().then(() => {
      this.running = null;
    });
    return this.running;
  }

  async refreshLanding(): Promise<void> {
    const source = this.landingSource();
    if (source === null) {
      if (this.sources.length > 0) this.landing.value = { kind: 'none' };
      return;
    }
    const answer = await source.landing(this.life.signal);
    if (this.life.signal.isCancelled || this.landingSource() !== source) return;
    if (!answer.ok || answer.value === null) {
      // Without any word of the operator the rows are computed here; a page known from before stays.
      if (this.landing.peek().kind === 'unknown') this.landing.value = { kind: 'none' };
      return;
    }
    const home = answer.value;
    const known = this.landing.peek();
    if (known.kind === 'known' && JSON.stringify(known.landing.home) === JSON.stringify(home)) return;
    this.landing.value = { kind: 'known', landing: { sourceId: source.id, home } };
    try {
      await writeStored(this.deps.storage, LANDING_PREFIX + source.id, home);
    } catch (error) {
      this.deps.log.write('warn', 'landing page not kept', { reason: error instanceof AppError ? error.code : 'unknown' });
    }
  }

  wantGuide(channels: readonly ItemKey[], fromMs?: number, toMs?: number): void {
    this.fetcher.want(channels, fromMs, toMs);
  }

  movieDetail(key: ItemKey): Promise<Result<MovieDetail, AppError>> {
    return this.movieDetails.get(key, () => {
      const reader = this.catalog.peek();
      const movie = reader.movie(reader.rowOf('movie', key));
      const source = this.sourceOfKey(key);
      if (movie === null || source === null) return Promise.resolve(fail(new AppError('http.not-found')));
      return source.movieDetail(movie, this.life.signal);
    });
  }

  seriesDetail(key: ItemKey): Promise<Result<SeriesDetail, AppError>> {
    return this.seriesDetails.get(key, () => {
      const reader = this.catalog.peek();
      const row = reader.rowOf('series', key);
      const series = reader.series(row);
      const source = this.sourceOfKey(key);
      if (series === null || source === null) return Promise.resolve(fail(new AppError('http.not-found')));
      const seasons = reader.seasons(row);
      if (seasons.length === 0) return source.seriesDetail(series, this.life.signal);
      // Playlists list episodes as rows of their own; there is nobody to ask for more.
      const detail: SeriesDetail = { key, plot: series.plot, cast: [], seasons, trailerUrl: '', badges: [], similar: [] };
      return Promise.resolve({ ok: true, value: detail });
    });
  }

  resolve(target: PlayTarget, signalOfLoad: CancelSignal): Promise<Result<PlayAnswer, AppError>> {
    const id = sourceIdOf(target);
    const source = id === null ? null : this.sourceOf(id);
    if (source === null) return Promise.resolve(fail(new AppError('media.not-found', { message: 'its source is gone' })));
    return source.resolve(target, signalOfLoad);
  }

  dispose(): void {
    this.life.cancel();
    this.fetcher.dispose();
  }

  private async run(): Promise<void> {
    const { sources } = this;
    let firstError: AppError | null = null;
    for (const source of sources) {
      const error = await this.refreshSource(source);
      if (this.life.signal.isCancelled) return;
      if (!this.isUsed(source)) continue;
      this.deps.report(source.id, error);
      firstError = firstError ?? error;
    }
    await this.store.keepOnly(this.sources.map((source) => source.id));
    await this.guideStore.keepOnly(this.sources.reduce<readonly string[]>((names, source) => names.concat(guideNames(source.id)), []));
    const hasContent = this.parts.size > 0;
    if (firstError !== null && !hasContent) this.refresh.value = { kind: 'failed', error: firstError };
    else if (this.sources.length > 0) this.refresh.value = { kind: 'ready' };
    await this.refreshLanding();
    await this.readGuideFiles();
    // Somebody added or removed a source meanwhile.
    if (this.sources !== sources && this.sources.length > 0 && !this.life.signal.isCancelled) await this.run();
  }

  private async refreshSource(source: Source): Promise<AppError | null> {
    const known = this.parts.get(source.id);
    const sourceName = this.deps.nameOf(source.id);
    // A refresh behind a full screen is silent; only an empty one shows its progress.
    if (this.parts.size === 0)
      this.refresh.value = { kind: 'loading', progress: { sourceName, channels: 0, movies: 0, series: 0, fraction: -1 } };
    const answer = await source.refresh({
      signal: this.life.signal,
      knownMark: known?.mark ?? '',
      onProgress: (count) => {
        if (this.refresh.peek().kind === 'loading') this.refresh.value = { kind: 'loading', progress: { sourceName, ...count } };
      },
    });
    if (!answer.ok) return answer.error;
    if (this.life.signal.isCancelled || !this.isUsed(source)) return null;
    const nowMs = this.deps.clock.nowMs();
    if (answer.value.kind === 'unchanged') {
      if (known !== undefined) this.parts.set(source.id, { ...known, savedAtMs: nowMs });
      this.publish();
      await this.store.touch(source.id, nowMs);
      return null;
    }
    const { snapshot, mark } = answer.value;
    this.parts.set(source.id, { catalog: snapshot, mark, savedAtMs: nowMs });
    this.movieDetails.clear();
    this.seriesDetails.clear();
    this.publish();
    await this.store.write(source.id, snapshot, mark, nowMs);
    return null;
  }

  private async readGuideFiles(): Promise<void> {
    const nowMs = this.deps.clock.nowMs();
    for (const source of this.sources) {
      const known = this.guideFiles.get(source.id);
      const part = this.parts.get(source.id);
      if (source.guideMode !== 'file' || part === undefined) continue;
      if (known !== undefined && nowMs - known.readAtMs < GUIDE_FILE_AGE_MS) continue;
      const answer = await source.loadGuideFiles(part.catalog, this.life.signal);
      if (this.life.signal.isCancelled) return;
      if (!answer.ok) {
        this.deps.log.write('info', 'guide file not read', { source: source.id, code: answer.error.code });
        continue;
      }
      this.guideFiles.set(source.id, { guides: answer.value, readAtMs: nowMs });
      this.publishGuide();
      const names = guideNames(source.id);
      for (const [index, guide] of answer.value.entries()) {
        const name = names[index];
        if (name !== undefined) await this.guideStore.write(name, guide, '', nowMs);
      }
    }
  }

  private async loadStoredGuides(sources: readonly Source[]): Promise<void> {
    for (const source of sources) {
      const guides: ColumnarGuide[] = [];
      let readAtMs = 0;
      for (const name of source.kind === 'playlist' ? guideNames(source.id) : []) {
        const stored = await this.guideStore.read(name);
        if (stored === null) continue;
        guides.push(stored.value);
        readAtMs = stored.savedAtMs;
      }
      if (guides.length > 0 && !this.guideFiles.has(source.id)) this.guideFiles.set(source.id, { guides, readAtMs });
    }
  }

  private async loadStoredLanding(): Promise<void> {
    const source = this.landingSource();
    if (source === null || this.landing.peek().kind === 'known') return;
    const home = parseWireHome(await readStored(this.deps.storage, this.deps.log, LANDING_PREFIX + source.id));
    if (home.ok && this.landingSource() === source)
      this.landing.value = { kind: 'known', landing: { sourceId: source.id, home: home.value } };
  }

  private publish(): void {
    const parts = this.sources.map((source) => this.parts.get(source.id)).filter((part): part is Part => part !== undefined);
    const next = parts.length === 0 ? EMPTY_CATALOG : mergeCatalogs(parts.map((part) => part.catalog));
    batch(() => {
      // The same content keeps the same object, so that nothing is drawn again.
      if (next.revision !== this.catalog.peek().revision) this.catalog.value = next;
      this.loadedAtMs.value = parts.reduce((oldest, part) => Math.min(oldest, part.savedAtMs), parts.length === 0 ? 0 : Infinity);
    });
  }

  private publishGuide(): void {
    const guides: GuideReader[] = [this.windows.snapshot()];
    for (const source of this.sources) guides.push(...(this.guideFiles.get(source.id)?.guides ?? []));
    batch(() => {
      if (guides.length > 1) this.hasGuide.value = true;
      this.guide.value = mergeGuides(guides);
    });
  }

  private landingSource(): Source | null {
    return this.sources.find((source) => source.kind === 'platform') ?? null;
  }

  private isUsed(source: Source): boolean {
    return this.sources.indexOf(source) !== -1;
  }

  private sourceOf(id: SourceId): Source | null {
    return this.sources.find((source) => source.id === id) ?? null;
  }

  private sourceOfKey(key: ItemKey): Source | null {
    const parts = parseItemKey(key);
    return parts === null ? null : this.sourceOf(parts.source);
  }
}

function sourceIdOf(target: PlayTarget): SourceId | null {
  switch (target.kind) {
    case 'live':
    case 'archive':
      return target.channel.stream.sourceId;
    case 'movie':
      return target.movie.stream.sourceId;
    case 'episode':
      return target.episode.stream.sourceId;
    case 'trailer':
      return parseItemKey(target.key)?.source ?? null;
  }
}

/** Names under which the guide files of a source are stored. */
function guideNames(id: SourceId): readonly string[] {
  return [0, 1, 2].map((index) => `${id}-${String(index)}`);
}

/** Makes the catalogue; empty until sources are given and stored or fetched. */
export function createCatalogModel(deps: CatalogDeps): CatalogCore {
  return new Catalog(deps);
}
