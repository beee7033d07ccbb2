import { AppError, fail, MINUTE_MS, ok } from '#core/base';
import type { CancelSignal, Result, SourceId } from '#core/base';
import type {
  ChannelRecord,
  MovieDetail,
  MovieRecord,
  ProgrammeRecord,
  SeriesDetail,
  SeriesRecord,
} from '#core/catalog';
import { decodeUtf8 } from '#core/text';
import type { WireHome } from '#core/wire';
import {
  accountError,
  apiStatusError,
  apiUrl,
  episodeUrl,
  guideUrl,
  liveUrl,
  movieUrl,
  parseEpg,
  parseLooseJson,
  parseSeriesInfo,
  parseVodInfo,
  readAccountAnswer,
  timeshiftUrl,
  UTC_ZONE,
} from '#core/xtream';
import type { XtreamAccess, XtreamAccount, XtreamAction } from '#core/xtream';
import type { Capabilities, ClockPort, StreamForm } from '#ports';
import { errorOfStatus } from '#sources/http';
import type { HttpClient } from '#sources/http';
import { readGuideFiles, refreshListeners } from '#sources/ingest';
import type { Ingest } from '#sources/ingest';
import { streamForm } from '#sources/source';
import type {
  AddressWish,
  GuideFile,
  GuideFilesRequest,
  GuideRequest,
  GuideWindow,
  PlayAnswer,
  PlayTarget,
  RefreshOptions,
  RefreshOutcome,
  RoomBeside,
  Source,
  SourceAccount,
} from '#sources/source';
import { readLine } from './read-line';
import { movieDetailFromXtream, programmesFromXtream, seriesDetailFromXtream, withoutStamps } from './xtream-records';

/** What a line's source needs. */
export interface XtreamSourceDeps {
  readonly id: SourceId;
  readonly access: XtreamAccess;
  readonly client: HttpClient;
  readonly ingest: Ingest;
  readonly clock: Pick<ClockPort, 'nowMs' | 'monotonicMs' | 'after'>;
  readonly capabilities: Capabilities;
  /** The panel's whole guide (`xmltv.php`) instead of the short one per channel: some 100 MB for an evening's worth. Default false. */
  readonly hasWholeGuide?: boolean;
  /** Two-letter languages the whole guide is read in. */
  languages?(): readonly string[];
}

/** How live is asked for. */
type LiveFormat = 'm3u8' | 'ts';
const FORM_OF: Readonly<Record<LiveFormat, StreamForm>> = { m3u8: 'hls', ts: 'ts' };

/** An account answer is believed this long. */
const ACCOUNT_AGE_MS = 10 * MINUTE_MS;
/** Short guides asked at the same time; more would look like an attack to small panels. */
const GUIDE_LANES = 3;
/** Programmes of one short guide: about an evening. */
const GUIDE_LIMIT = 12;

/** An Xtream line. Its addresses hold the password: they go to the player and nowhere else. */
export class XtreamSource implements Source {
  readonly id: SourceId;
  readonly kind = 'xtream';
  readonly guideMode: 'channel' | 'file';
  readonly sync = null;
  private readonly deps: XtreamSourceDeps;
  private known: { readonly account: XtreamAccount; readonly atMs: number } | null = null;

  constructor(deps: XtreamSourceDeps) {
    this.deps = deps;
    this.id = deps.id;
    this.guideMode = deps.hasWholeGuide === true ? 'file' : 'channel';
  }

  async check(signal: CancelSignal): Promise<Result<SourceAccount, AppError>> {
    const account = await this.account(signal);
    if (!account.ok) return account;
    const { expiresAtMs, isTrial, maxConnections, activeConnections } = account.value;
    return ok({ name: '', expiresAtMs, isTrial, maxConnections, activeConnections });
  }

  async refresh(options: RefreshOptions): Promise<Result<RefreshOutcome, AppError>> {
    // A refused line answers lists in odd ways: the account says plainly what is wrong.
    const account = await this.account(options.signal);
    if (!account.ok) return account;
    const { id, access, client, clock, ingest } = this.deps;
    return ingest.run(refreshListeners(clock, options), (job) => readLine({ id, access, client, clock, job, options }));
  }

  async fetchGuide(request: GuideRequest): Promise<Result<GuideWindow, AppError>> {
    const account = await this.account(request.signal);
    const zone = account.ok ? account.value.zone : UTC_ZONE;
    // Without both clocks of the panel nobody knows what its wall clock means.
    const hasWallClock = request.wantsArchived === true && account.ok && account.value.zone.offsetMin !== null && account.value.serverTimeMs > 0;
    const programmes = new Map<string, readonly ProgrammeRecord[]>();
    const archived = new Map<string, readonly ProgrammeRecord[]>();
    const queue = Array.from(request.channels);
    const errors: AppError[] = [];
    const lane = async (): Promise<void> => {
      for (let channel = queue.shift(); channel !== undefined; channel = queue.shift()) {
        const answer = await this.json('get_short_epg', { stream_id: channel.stream.nativeId, limit: GUIDE_LIMIT }, request.signal);
        if (!answer.ok) {
          errors.push(answer.error);
          continue;
        }
        const { guideKey } = channel;
        programmes.set(guideKey, programmesFromXtream(guideKey, parseEpg(answer.value, zone)));
        if (hasWallClock) archived.set(guideKey, programmesFromXtream(guideKey, parseEpg(withoutStamps(answer.value), zone)));
      }
    };
    await Promise.all(Array.from({ length: GUIDE_LANES }, lane));
    const [firstError] = errors;
    if (programmes.size === 0 && firstError !== undefined) return fail(firstError);
    return ok({ fromMs: request.fromMs, toMs: request.toMs, programmes, ...(hasWallClock ? { archived } : {}) });
  }

  loadGuideFiles({ catalog, signal, knownMarks = [], extraIds = [] }: GuideFilesRequest): Promise<Result<readonly GuideFile[], AppError>> {
    const { access, client, clock, ingest, languages } = this.deps;
    return readGuideFiles({ client, clock, ingest, languages: languages?.() ?? [], catalog, signal, knownMarks, extraIds, urls: [guideUrl(access)] });
  }

  async movieDetail(movie: MovieRecord, signal: CancelSignal): Promise<Result<MovieDetail, AppError>> {
    const answer = await this.json('get_vod_info', { vod_id: movie.stream.nativeId }, signal);
    return answer.ok ? ok(movieDetailFromXtream(movie, parseVodInfo(answer.value))) : answer;
  }

  async seriesDetail(series: SeriesRecord, signal: CancelSignal): Promise<Result<SeriesDetail, AppError>> {
    const answer = await this.json('get_series_info', { series_id: series.nativeId }, signal);
    return answer.ok ? ok(seriesDetailFromXtream(series, parseSeriesInfo(answer.value))) : answer;
  }

  landing(): Promise<Result<WireHome | null, AppError>> {
    return Promise.resolve(ok(null));
  }

  async resolve(target: PlayTarget, signal: CancelSignal, wish: AddressWish = {}): Promise<Result<PlayAnswer, AppError>> {
    const { access } = this.deps;
    const problem = wish.isAnew === true ? await this.lookAgain(signal) : null;
    if (problem !== null) return fail(problem);
    switch (target.kind) {
      case 'live': {
        const formats = await this.liveFormats(signal);
        const format = formats.find((each) => FORM_OF[each] === wish.form) ?? formats[0] ?? 'ts';
        return ok({
          ...this.answer(liveUrl(access, target.channel.stream.nativeId, format), format, true),
          otherForms: formats.filter((each) => each !== format).map((each) => FORM_OF[each]),
        });
      }
      case 'archive':
        return ok(
          await this.archiveAnswer(target.channel, { startMs: target.startMs, durationMs: target.stopMs - target.startMs }, signal),
        );
      case 'movie': {
        const { nativeId, container } = target.movie.stream;
        return ok(this.answer(movieUrl(access, nativeId, container), container, false));
      }
      case 'episode': {
        const { nativeId, container } = target.episode.stream;
        return ok(this.answer(episodeUrl(access, nativeId, container), container, false));
      }
      case 'trailer':
        return this.trailer(target.url);
      case 'recording':
        return fail(new AppError('media.not-found'));
    }
  }

  /** Our own stream may or may not be among those the account counts: two must be free for one to be to spare. */
  roomBeside(): RoomBeside {
    const account = this.known?.account;
    return account !== undefined && account.maxConnections - account.activeConnections >= 2 ? 'stream' : 'address';
  }

  dispose(): void {
    this.known = null;
  }

  private answer(url: string, container: string, isLive: boolean): PlayAnswer {
    return { media: { url, form: streamForm(container, url), isLive }, thumbnailsUrl: '', subtitles: [] };
  }

  private async archiveAnswer(
    channel: ChannelRecord,
    range: { readonly startMs: number; readonly durationMs: number },
    signal: CancelSignal,
  ): Promise<PlayAnswer> {
    const account = await this.account(signal);
    const zone = account.ok ? account.value.zone : UTC_ZONE;
    const [format = 'ts'] = await this.liveFormats(signal);
    return this.answer(timeshiftUrl(this.deps.access, channel.stream.nativeId, range, zone, format), format, false);
  }

  private trailer(url: string): Result<PlayAnswer, AppError> {
    // Panels name video pages; a page is nothing a player can play.
    const form = streamForm('', url);
    return form === 'unknown' ? fail(new AppError('media.unsupported', { message: 'trailer is a page' })) : ok(this.answer(url, '', false));
  }

  /**
   * What panel and set can, best first: HLS, since it survives weak lines, then the plain stream every panel has. What the panel does
   * not list comes last: many give HLS without saying so.
   */
  private async liveFormats(signal: CancelSignal): Promise<readonly LiveFormat[]> {
    const { hls, transportStream } = this.deps.capabilities.media;
    const account = await this.account(signal);
    const listed = account.ok ? account.value.formats : ['ts'];
    const playable = (['m3u8', 'ts'] as const).filter((format) => (format === 'ts' ? transportStream : hls) !== 'none');
    const isListed = (format: LiveFormat): boolean => listed.indexOf(format) !== -1;
    return playable.filter(isListed).concat(playable.filter((format) => !isListed(format)));
  }

  /** Asks for the account anew; what stands against another attempt, else `null`. */
  private async lookAgain(signal: CancelSignal): Promise<AppError | null> {
    this.known = null;
    const account = await this.account(signal);
    if (!account.ok) return account.error;
    const { activeConnections: used, maxConnections: of } = account.value;
    return of > 0 && used >= of ? new AppError('source.connection-limit', { facts: { used, of } }) : null;
  }

  /** The account; a line that may not watch fails with its reason. */
  private async account(signal: CancelSignal): Promise<Result<XtreamAccount, AppError>> {
    const nowMs = this.deps.clock.monotonicMs();
    if (this.known !== null && nowMs - this.known.atMs < ACCOUNT_AGE_MS) return ok(this.known.account);
    const url = apiUrl(this.deps.access);
    const answer = await this.deps.client.read({ url, signal });
    if (!answer.ok) return answer;
    const { status, bytes } = answer.value;
    const account = readAccountAnswer(status, decodeUtf8(bytes, 0, bytes.length), this.deps.clock.nowMs());
    // Many panels hide every refusal behind a 404; the text for it names both possibilities, "wrong password" would be a guess.
    if (!account.ok) return status === 404 ? fail(errorOfStatus(404, url)) : account;
    const problem = accountError(account.value);
    if (problem !== null) return fail(problem);
    this.known = { account: account.value, atMs: nowMs };
    return account;
  }

  private async json(
    action: XtreamAction,
    parameters: Readonly<Record<string, string | number>>,
    signal: CancelSignal,
  ): Promise<Result<unknown, AppError>> {
    const url = apiUrl(this.deps.access, action, parameters);
    const answer = await this.deps.client.read({ url, signal });
    if (!answer.ok) return answer;
    const error = apiStatusError(answer.value.status);
    if (error !== null) return fail(error);
    const json = parseLooseJson(decodeUtf8(answer.value.bytes, 0, answer.value.bytes.length));
    return json.ok ? ok(json.value.value) : json;
  }
}
