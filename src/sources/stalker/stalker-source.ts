import { AppError, createCancelSource, fail, MINUTE_MS, ok } from '#core/base';
import type { CancelSignal, Disposer, Result, SourceId } from '#core/base';
import type { ChannelRecord, MovieDetail, MovieRecord, ProgrammeRecord, SeriesDetail, SeriesRecord } from '#core/catalog';
import { accountCall, categoriesCall, readPortalAccount, readPortalCategories, readShortGuide, shortGuideCall, watchdogCall } from '#core/stalker';
import type { PortalAccess, PortalProfile, PortalProgramme } from '#core/stalker';
import type { WireHome } from '#core/wire';
import type { ClockPort, LogPort } from '#ports';
import type { HttpClient } from '#sources/http';
import type { Ingest } from '#sources/ingest';
import type { GuideFile, GuideRequest, GuideWindow, PlayAnswer, PlayTarget, RefreshOptions, RefreshOutcome, Source, SourceAccount } from '#sources/source';
import type { StoredCell } from '#sources/storage';
import { PortalClient } from './portal-client';
import { movieDetail, seriesDetail } from './portal-details';
import { resolveTarget } from './portal-play';
import { readCatalog } from './read-catalog';

/** What a portal's source needs. */
export interface StalkerSourceDeps {
  readonly id: SourceId;
  /** Secret. */
  readonly access: PortalAccess;
  readonly client: HttpClient;
  /** Reads its lists. */
  readonly ingest: Ingest;
  readonly clock: Pick<ClockPort, 'nowMs' | 'monotonicMs' | 'after' | 'every'>;
  readonly log: LogPort;
  /** Keeps what the portal knows the box by. Secret. */
  readonly memory: StoredCell;
  /** Names of request headers this host cannot set; told where a portal refuses. */
  readonly forbiddenHeaders: ReadonlySet<string>;
}

/** Short guides asked at the same time. */
const GUIDE_LANES = 3;
/** Programmes of one short guide: about an evening. */
const GUIDE_SIZE = 12;
/** Length assumed for a last programme whose end nobody tells. */
const OPEN_END_MS = 30 * MINUTE_MS;

/**
 * A Stalker or Ministra portal, known by a MAC address. MAC, login, token and the addresses it gives out are secret: they go to the portal
 * and to the player and nowhere else.
 */
export class StalkerSource implements Source {
  readonly id: SourceId;
  readonly kind = 'stalker';
  readonly guideMode = 'channel';
  readonly sync = null;
  private readonly deps: StalkerSourceDeps;
  private readonly portal: PortalClient;
  private readonly life = createCancelSource();

  constructor(deps: StalkerSourceDeps) {
    this.deps = deps;
    this.id = deps.id;
    this.portal = new PortalClient(deps);
  }

  async check(signal: CancelSignal): Promise<Result<SourceAccount, AppError>> {
    const profile = await this.portal.open(signal);
    if (!profile.ok) return profile;
    const known = await this.proveKnown(profile.value, signal);
    if (!known.ok) return known;
    const answer = await this.portal.ask(accountCall(), signal);
    // The account in words is a bonus; many portals leave it out.
    const account = readPortalAccount(answer.ok ? answer.value : null);
    const expiresAtMs = account.expiresAtMs > 0 ? account.expiresAtMs : profile.value.expiresAtMs;
    return ok({ name: account.name, expiresAtMs, isTrial: false, maxConnections: 0, activeConnections: 0 });
  }

  async refresh(options: RefreshOptions): Promise<Result<RefreshOutcome, AppError>> {
    // A box that is not let in gets lists in odd ways: the profile says plainly what is wrong.
    const profile = await this.portal.open(options.signal);
    if (!profile.ok) return profile;
    const { id, clock, ingest } = this.deps;
    const read = await readCatalog({ id, clock, ingest, options, portal: this.portal });
    if (read.ok || read.error.code !== 'source.empty') return read;
    const { expiresAtMs, isBare } = profile.value;
    if (expiresAtMs > 0 && expiresAtMs < clock.nowMs()) return fail(new AppError('source.expired'));
    return isBare ? fail(new AppError('source.mac-refused')) : read;
  }

  async fetchGuide(request: GuideRequest): Promise<Result<GuideWindow, AppError>> {
    const programmes = new Map<string, readonly ProgrammeRecord[]>();
    const queue = Array.from(request.channels);
    const errors: AppError[] = [];
    const lane = async (): Promise<void> => {
      for (let channel = queue.shift(); channel !== undefined; channel = queue.shift()) {
        const answer = await this.portal.ask(shortGuideCall(channel.stream.nativeId, GUIDE_SIZE), request.signal);
        if (answer.ok) programmes.set(channel.guideKey, programmesOf(channel, readShortGuide(answer.value)));
        else errors.push(answer.error);
      }
    };
    await Promise.all(Array.from({ length: GUIDE_LANES }, lane));
    const [firstError] = errors;
    if (programmes.size === 0 && firstError !== undefined) return fail(firstError);
    return ok({ fromMs: request.fromMs, toMs: request.toMs, programmes });
  }

  loadGuideFiles(): Promise<Result<readonly GuideFile[], AppError>> {
    return Promise.resolve(ok([]));
  }

  movieDetail(movie: MovieRecord, signal: CancelSignal): Promise<Result<MovieDetail, AppError>> {
    return movieDetail(this.portal, movie, signal);
  }

  seriesDetail(series: SeriesRecord, signal: CancelSignal): Promise<Result<SeriesDetail, AppError>> {
    return seriesDetail(this.portal, series, signal);
  }

  landing(): Promise<Result<WireHome | null, AppError>> {
    return Promise.resolve(ok(null));
  }

  async resolve(target: PlayTarget, signal: CancelSignal): Promise<Result<PlayAnswer, AppError>> {
    const answer = await resolveTarget(target, { portal: this.portal, mac: this.deps.access.mac, signal });
    const isVideo = target.kind === 'movie' || target.kind === 'episode';
    return answer.ok ? ok({ ...answer.value, hold: () => this.keepAlive(isVideo) }) : answer;
  }

  dispose(): void {
    // Requests carry the signal of who asked; only signs of life run on their own.
    this.life.cancel();
  }

  /**
   * Gives signs of life while something plays, as often as the portal asked for; portals count a box that falls silent as switched off. Ends
   * with the disposer. A sign that gets no answer is nothing: the next one follows.
   */
  private keepAlive(isVideo: boolean): Disposer {
    const { signal } = this.life;
    let isFirst = true;
    const ping = (): void => {
      void this.portal.ask(watchdogCall(isFirst, isVideo), signal);
      isFirst = false;
    };
    ping();
    const stop = this.deps.clock.every(this.portal.watchdogMs, ping);
    const leave = signal.onCancel(stop);
    return () => {
      stop();
      leave();
    };
  }

  /** Portals that say nothing of the box may answer so to everybody: genres are given to boxes they know only. */
  private async proveKnown(profile: PortalProfile, signal: CancelSignal): Promise<Result<void, AppError>> {
    if (!profile.isBare) return ok(undefined);
    const genres = await this.portal.ask(categoriesCall('channel'), signal);
    if (!genres.ok) return genres;
    return readPortalCategories(genres.value).length > 0 ? ok(undefined) : fail(new AppError('source.mac-refused'));
  }
}

function programmesOf(channel: ChannelRecord, rows: readonly PortalProgramme[]): readonly ProgrammeRecord[] {
  return rows.map((row, index) => ({
    channelKey: channel.guideKey,
    startMs: row.startMs,
    stopMs: row.stopMs > row.startMs ? row.stopMs : (rows[index + 1]?.startMs ?? row.startMs + OPEN_END_MS),
    title: row.title,
    subtitle: '',
    description: row.description ?? '',
    category: row.category ?? '',
    picture: '',
    age: -1,
    ...(row.archiveId === '' ? {} : { catchupId: row.archiveId }),
  }));
}
