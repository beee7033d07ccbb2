import { AppError, fail } from '#core/base';
import type { Result, SourceId } from '#core/base';
import type { IngestProgress } from '#core/ingest';
import { allChannelsCall, categoriesCall, pageCall, portalRoot, readPortalCategories } from '#core/stalker';
import type { PortalCategory, PortalListKind } from '#core/stalker';
import type { ClockPort } from '#ports';
import { changedCatalog, refreshListeners } from '#sources/ingest';
import type { FedPart, Ingest, IngestJobHandle } from '#sources/ingest';
import type { RefreshOptions, RefreshOutcome } from '#sources/source';
import type { PortalClient } from './portal-client';
import { PortalJob } from './portal-job';
import type { ReadPage } from './portal-job';
import { knownRevisionOf, portalMark } from './portal-mark';
import { readPages } from './read-pages';
import type { PagesOutcome } from './read-pages';

/** Genres whose channels may be missing in the list of all and are asked for one by one. */
const MAX_GENRES = 30;
/** Pages of one such genre, of the stations, of one category where everything at once is refused. */
const MAX_SIDE_PAGES = 100;
/** Categories read one by one where a portal does not give everything at once. */
const MAX_CATEGORIES = 200;
/** Progress is told this often at most. */
const TELL_MS = 100;
const EVERYTHING = '*';

/** What reading a portal needs. */
export interface CatalogWish {
  readonly id: SourceId;
  readonly portal: PortalClient;
  readonly ingest: Ingest;
  readonly clock: Pick<ClockPort, 'monotonicMs' | 'after'>;
  readonly options: RefreshOptions;
}

const NOTHING: IngestProgress = { bytes: 0, channels: 0, movies: 0, series: 0, episodes: 0, fraction: -1 };

/** Reads a portal: channels at once, those of locked genres and stations by pages, series and films by pages. */
class CatalogRun {
  firstError: AppError | null = null;
  rowCount = 0;
  private readonly job: PortalJob;
  private readonly skipped: Record<string, number> = {};
  private readonly startMs: number;
  private latest = NOTHING;
  private isCut = false;
  private expected = 0;
  private pagedRows = 0;
  private toldMs = -Infinity;

  constructor(
    private readonly wish: CatalogWish,
    private readonly handle: IngestJobHandle,
  ) {
    const { id, portal, clock, options } = wish;
    this.job = new PortalJob(handle);
    this.startMs = clock.monotonicMs();
    handle.start({ kind: 'stalker', sourceId: id, root: portalRoot(portal.endpoint), knownRevision: knownRevisionOf(options.knownMark) });
  }

  /** The program is so far. */
  told(progress: IngestProgress): void {
    this.latest = progress;
    this.tell();
  }

  /** Notes an error; whether the refresh has to end with it. A list that breaks off must not replace a whole one. */
  isEnd(error: AppError | null): boolean {
    if (error === null) return false;
    if (error.code === 'net.cancelled' || (this.wish.options.knownMark !== '' && error.canRetry)) return true;
    this.firstError = this.firstError ?? error;
    return false;
  }

  async readChannels(): Promise<AppError | null> {
    const { portal, options } = this.wish;
    const genres = await this.announce('channel');
    const all = await portal.list(allChannelsCall(), (response) => this.job.readAll('channel', response), options.signal);
    if (all.ok) this.count(all.value);
    if (all.ok && all.value.kept > 0) {
      if (all.value.isCut) return new AppError('net.timeout', { message: 'list was cut', facts: { kind: 'channel', rows: all.value.rows } });
      await this.readMissingGenres(genres, all.value.unfilled);
      return null;
    }
    if (!all.ok && isRefusal(all.error)) return all.error;
    // Older portals give their channels by pages only.
    const pages = await this.readList('channel', genres, undefined);
    return pages.kept > 0 ? pages.error : (pages.error ?? (all.ok ? null : all.error));
  }

  /** Stations are a bonus: portals without any answer in every way there is. */
  async readStations(): Promise<void> {
    this.job.announce('radio', []);
    await this.pages('radio', EVERYTHING, MAX_SIDE_PAGES);
  }

  /** Series, then films: series that newer portals list among the films are known by then. */
  async readTitles(): Promise<AppError | null> {
    const { portal, options } = this.wish;
    const lists: { kind: 'series' | 'movie'; categories: readonly PortalCategory[]; first: Uint8Array | undefined }[] = [];
    for (const kind of ['series', 'movie'] as const) {
      const categories = await this.announce(kind);
      const first = await portal.page(pageCall(kind, EVERYTHING, 1), options.signal);
      if (first.ok) this.expected += await this.job.peek(kind, first.value);
      lists.push({ kind, categories, first: first.ok ? first.value : undefined });
    }
    for (const { kind, categories, first } of lists) {
      const { error } = await this.readList(kind, categories, first);
      if (this.isEnd(error)) return error;
    }
    return null;
  }

  /** The rows so far, to be shown while the long part is read. */
  preview(): void {
    if (this.wish.options.onPreview !== undefined) this.job.askPreview();
  }

  async finish(): Promise<Result<RefreshOutcome, AppError>> {
    const { startMs, skipped, isCut, rowCount, handle } = this;
    const result = await this.job.end();
    this.latest = result.progress;
    this.tell(1);
    const report: FedPart['report'] = { bytes: result.progress.bytes, kept: rowCount, unwanted: 0, skipped, notes: [], isCut };
    const parts: readonly FedPart[] = [{ problem: null, report, guide: null, search: [], receivedBytes: 0, broken: null }];
    return changedCatalog(this.wish.clock, result, { mark: portalMark(result.revision), parts, ranIn: handle.ranIn, startMs });
  }

  private async announce(kind: PortalListKind): Promise<readonly PortalCategory[]> {
    const answer = await this.wish.portal.ask(categoriesCall(kind), this.wish.options.signal);
    const categories = answer.ok ? readPortalCategories(answer.value) : [];
    this.job.announce(kind, categories);
    return categories;
  }

  /** Channels behind the parental lock are left out of the list of all; some portals do not even mark their genres. */
  private async readMissingGenres(genres: readonly PortalCategory[], unfilled: readonly string[]): Promise<void> {
    const missing = genres.filter(({ id }) => unfilled.indexOf(id) >= 0);
    const locked = missing.filter((genre) => genre.isCensored).concat(missing.filter((genre) => !genre.isCensored));
    for (const genre of locked.slice(0, MAX_GENRES)) {
      const outcome = await this.pages('channel', genre.id, MAX_SIDE_PAGES);
      if (outcome.error?.code === 'net.cancelled') return;
    }
  }

  /** Everything at once, page by page; where a portal gives nothing so, category by category. */
  private async readList(kind: PortalListKind, categories: readonly PortalCategory[], first: Uint8Array | undefined): Promise<PagesOutcome> {
    const whole = await this.pages(kind, EVERYTHING, undefined, first);
    if (whole.kept > 0 || categories.length === 0 || (whole.error !== null && isRefusal(whole.error))) return whole;
    let sum = whole;
    for (const category of categories.slice(0, MAX_CATEGORIES)) {
      const part = await this.pages(kind, category.id, MAX_SIDE_PAGES);
      sum = { kept: sum.kept + part.kept, missing: sum.missing + part.missing, beyond: sum.beyond + part.beyond, error: part.error };
      if (part.error !== null && (part.error.code === 'net.cancelled' || isRefusal(part.error))) break;
    }
    return sum;
  }

  private async pages(kind: PortalListKind, category: string, maxPages: number | undefined, first?: Uint8Array): Promise<PagesOutcome> {
    const { portal, options } = this.wish;
    const outcome = await readPages({
      portal, kind, category, job: this.job, signal: options.signal,
      ...(maxPages === undefined ? {} : { maxPages }),
      ...(first === undefined ? {} : { first }),
      onPage: (page) => {
        this.count(page);
        if (kind === 'movie' || kind === 'series') this.pagedRows += page.rows;
        this.tell();
      },
    });
    this.skip('missing-page', outcome.missing);
    this.skip('beyond-limit', outcome.beyond);
    return outcome;
  }

  private count(page: ReadPage): void {
    this.rowCount += page.kept;
    this.isCut = this.isCut || page.isCut;
    for (const reason of Object.keys(page.skipped)) this.skip(reason, page.skipped[reason] ?? 0);
  }

  private skip(reason: string, count: number): void {
    if (count > 0) this.skipped[reason] = (this.skipped[reason] ?? 0) + count;
  }

  private tell(fraction = this.expected > 0 ? Math.min(0.99, this.pagedRows / this.expected) : -1): void {
    const nowMs = this.wish.clock.monotonicMs();
    if (nowMs - this.toldMs < TELL_MS && fraction < 1) return;
    this.toldMs = nowMs;
    const { channels, movies, series } = this.latest;
    this.wish.options.onProgress({ channels, movies, series, fraction });
  }
}

/** The portal does not let in; asking for other things is of no use. */
function isRefusal(error: AppError): boolean {
  return error.code === 'net.cancelled' || error.code === 'source.mac-refused' || error.code === 'source.disabled' || error.code === 'source.device-conflict';
}

async function readInto(run: CatalogRun, { options }: CatalogWish): Promise<Result<RefreshOutcome, AppError>> {
  const channels = await run.readChannels();
  if (channels !== null && (run.isEnd(channels) || isRefusal(channels))) return fail(channels);
  await run.readStations();
  run.preview();
  const titles = await run.readTitles();
  if (titles !== null) return fail(titles);
  if (options.signal.isCancelled) return fail(new AppError('net.cancelled'));
  if (run.rowCount === 0) return fail(run.firstError ?? new AppError('source.empty'));
  return run.finish();
}

/**
 * Reads everything a portal lists, off the drawing thread or in slices; the same content as the stored is unchanged. Errors: `source.empty`
 * when it lists nothing, `net.cancelled`, a portal's refusal; with a stored catalogue whatever may be better next time.
 */
export function readCatalog(wish: CatalogWish): Promise<Result<RefreshOutcome, AppError>> {
  const current: { run: CatalogRun | null } = { run: null };
  const onProgress = (progress: IngestProgress): void => {
    current.run?.told(progress);
  };
  return wish.ingest.run({ ...refreshListeners(wish.clock, wish.options), onProgress }, (handle) => {
    const run = new CatalogRun(wish, handle);
    current.run = run;
    return readInto(run, wish);
  });
}
