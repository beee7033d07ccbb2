import { AppError, fail, MINUTE_MS, ok } from '#core/base';
import type { CancelSignal, Result, SourceId } from '#core/base';
import { createCatalogBuilder } from '#core/catalog';
import type {
  ChannelRecord,
  ColumnarBuilder,
  ListedKind,
  MovieDetail,
  MovieRecord,
  ProgrammeRecord,
  SeriesDetail,
  SeriesRecord,
} from '#core/catalog';
import type { ColumnarGuide } from '#core/guide';
import { decodeUtf8 } from '#core/text';
import type { WireHome } from '#core/wire';
import {
  accountError,
  addCategories,
  apiStatusError,
  apiUrl,
  createXtreamListReader,
  episodeUrl,
  liveUrl,
  movieUrl,
  parseCategories,
  parseEpg,
  parseLooseJson,
  parseSeriesInfo,
  parseVodInfo,
  readAccountAnswer,
  timeshiftUrl,
  UTC_ZONE,
} from '#core/xtream';
import type { XtreamAccess, XtreamAccount, XtreamAction } from '#core/xtream';
import type { Capabilities, ClockPort } from '#ports';
import { errorOfStatus, feedBody } from '#sources/http';
import type { HttpClient } from '#sources/http';
import { streamForm } from '#sources/source';
import type {
  GuideRequest,
  GuideWindow,
  PlayAnswer,
  PlayTarget,
  RefreshOptions,
  RefreshOutcome,
  Source,
  SourceAccount,
} from '#sources/source';
import { movieDetailFromXtream, programmesFromXtream, seriesDetailFromXtream } from './xtream-records';

/** What a line's source needs. */
export interface XtreamSourceDeps {
  readonly id: SourceId;
  readonly access: XtreamAccess;
  readonly client: HttpClient;
  readonly clock: Pick<ClockPort, 'nowMs' | 'monotonicMs'>;
  readonly capabilities: Capabilities;
}

/** The lists of a line, in the order they are fetched: what a viewer zaps first comes first. */
const LISTS: ReadonlyArray<{ readonly kind: ListedKind; readonly categories: XtreamAction; readonly rows: XtreamAction }> = [
  { kind: 'channel', categories: 'get_live_categories', rows: 'get_live_streams' },
  { kind: 'movie', categories: 'get_vod_categories', rows: 'get_vod_streams' },
  { kind: 'series', categories: 'get_series_categories', rows: 'get_series' },
];
/** An account answer is believed this long. */
const ACCOUNT_AGE_MS = 10 * MINUTE_MS;
/** Short guides asked at the same time; more would look like an attack to small panels. */
const GUIDE_LANES = 3;
/** Programmes of one short guide: about an evening. */
const GUIDE_LIMIT = 12;
/** Tells that something is stored; a panel has no mark of its own. */
const MARK = 'xtream';
const SLOW_LIST_MS = 30_000;

/** An Xtream line. Its addresses hold the password: they go to the player and nowhere else. */
export class XtreamSource implements Source {
  readonly id: SourceId;
  readonly kind = 'xtream';
  readonly guideMode = 'channel';
  readonly sync = null;
  private readonly deps: XtreamSourceDeps;
  private known: { readonly account: XtreamAccount; readonly atMs: number } | null = null;

  constructor(deps: XtreamSourceDeps) {
    this.deps = deps;
    this.id = deps.id;
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
    const builder = createCatalogBuilder({ sourceId: this.id });
    let firstError: AppError | null = null;
    for (const list of LISTS) {
      const error = await this.readList(list, builder, options);
      if (error === null) continue;
      // A list that breaks off must not replace a whole one; without any stored one part is better than nothing.
      if (error.code === 'net.cancelled' || (options.knownMark !== '' && error.canRetry)) return fail(error);
      firstError = firstError ?? error;
    }
    const count = builder.count('channel') + builder.count('movie') + builder.count('series');
    if (count === 0) return fail(firstError ?? new AppError('source.empty'));
    return ok({ kind: 'changed', snapshot: builder.finish(), mark: MARK });
  }

  async fetchGuide(request: GuideRequest): Promise<Result<GuideWindow, AppError>> {
    const account = await this.account(request.signal);
    const zone = account.ok ? account.value.zone : UTC_ZONE;
    const programmes = new Map<string, readonly ProgrammeRecord[]>();
    const queue = Array.from(request.channels);
    const errors: AppError[] = [];
    const lane = async (): Promise<void> => {
      for (let channel = queue.shift(); channel !== undefined; channel = queue.shift()) {
        const answer = await this.json('get_short_epg', { stream_id: channel.stream.nativeId, limit: GUIDE_LIMIT }, request.signal);
        if (answer.ok) programmes.set(channel.guideKey, programmesFromXtream(channel.guideKey, parseEpg(answer.value, zone)));
        else errors.push(answer.error);
      }
    };
    await Promise.all(Array.from({ length: GUIDE_LANES }, lane));
    const [firstError] = errors;
    if (programmes.size === 0 && firstError !== undefined) return fail(firstError);
    return ok({ fromMs: request.fromMs, toMs: request.toMs, programmes });
  }

  loadGuideFiles(): Promise<Result<readonly ColumnarGuide[], AppError>> {
    return Promise.resolve(ok([]));
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

  async resolve(target: PlayTarget, signal: CancelSignal): Promise<Result<PlayAnswer, AppError>> {
    const { access } = this.deps;
    switch (target.kind) {
      case 'live': {
        const format = await this.liveFormat(signal);
        return ok(this.answer(liveUrl(access, target.channel.stream.nativeId, format), format, true));
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
    }
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
    const format = await this.liveFormat(signal);
    return this.answer(timeshiftUrl(this.deps.access, channel.stream.nativeId, range, zone, format), format, false);
  }

  private trailer(url: string): Result<PlayAnswer, AppError> {
    // Panels name video pages; a page is nothing a player can play.
    const form = streamForm('', url);
    return form === 'unknown' ? fail(new AppError('media.unsupported', { message: 'trailer is a page' })) : ok(this.answer(url, '', false));
  }

  /** HLS where panel and set can, since it survives weak lines; else the plain stream every panel has. */
  private async liveFormat(signal: CancelSignal): Promise<'m3u8' | 'ts'> {
    const { hls, transportStream } = this.deps.capabilities.media;
    const account = await this.account(signal);
    const formats = account.ok ? account.value.formats : ['ts'];
    const hasHls = hls !== 'none' && formats.indexOf('m3u8') !== -1;
    return hasHls || transportStream === 'none' ? 'm3u8' : 'ts';
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

  /** Reads categories and rows of one kind into the builder; `null` when all went well. */
  private async readList(list: (typeof LISTS)[number], builder: ColumnarBuilder, options: RefreshOptions): Promise<AppError | null> {
    const { signal } = options;
    const categories = await this.json(list.categories, {}, signal);
    if (categories.ok) addCategories(builder, list.kind, parseCategories(categories.value));
    const response = await this.deps.client.open({ url: apiUrl(this.deps.access, list.rows), signal, headTimeoutMs: SLOW_LIST_MS });
    if (!response.ok) return response.error;
    const reader = createXtreamListReader(list.kind, builder);
    const lengthBytes = response.value.lengthBytes;
    const fed = await feedBody(
      response.value,
      (chunk) => {
        reader.push(chunk);
        const fraction = lengthBytes === null || lengthBytes === 0 ? -1 : Math.min(1, reader.bytes / lengthBytes);
        options.onProgress({
          channels: builder.count('channel'),
          movies: builder.count('movie'),
          series: builder.count('series'),
          fraction,
        });
        return true;
      },
      signal,
    );
    if (!fed.ok) return fed.error;
    const end = reader.end();
    if (!end.ok) return end.error;
    return end.value.isCut
      ? new AppError('net.timeout', { message: 'list was cut', facts: { kind: list.kind, rows: end.value.rows } })
      : null;
  }
}
