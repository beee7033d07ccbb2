import { AppError, fail, ok } from '#core/base';
import type { CancelSignal, Result, SourceId } from '#core/base';
import type { CatalogReader, MovieDetail, MovieRecord, SeriesDetail, SeriesRecord, StreamRecord } from '#core/catalog';
import type { ColumnarGuide } from '#core/guide';
import { createM3uParser, createPlaylistReader, expandLiveUrl } from '#core/playlist';
import type { M3uParser } from '#core/playlist';
import type { WireHome } from '#core/wire';
import type { ClockPort, HttpResponse } from '#ports';
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
import { archiveUrl } from './archive-url';
import { readGuideFiles } from './guide-files';
import { formatPlaylistMark, parsePlaylistMark } from './playlist-mark';

/** What a playlist's source needs. */
export interface PlaylistSourceDeps {
  readonly id: SourceId;
  /** May hold credentials. */
  readonly address: string;
  readonly client: HttpClient;
  readonly clock: Pick<ClockPort, 'nowMs' | 'utcOffsetMin'>;
}

/** Entries that prove a list; the check stops there. */
const ENOUGH_ENTRIES = 3;
/** A list that has no entry in its first megabyte is none. */
const ENOUGH_BYTES = 1024 * 1024;
const SLOW_LIST_MS = 30_000;

/** A playlist by address. Rows are what the list says; there is nobody to ask for more. */
export class PlaylistSource implements Source {
  readonly id: SourceId;
  readonly kind = 'playlist';
  readonly sync = null;
  private readonly deps: PlaylistSourceDeps;
  private guideUrls: readonly string[] = [];

  constructor(deps: PlaylistSourceDeps) {
    this.deps = deps;
    this.id = deps.id;
  }

  get guideMode(): 'file' | 'none' {
    return this.guideUrls.length > 0 ? 'file' : 'none';
  }

  async check(signal: CancelSignal): Promise<Result<SourceAccount, AppError>> {
    const response = await this.deps.client.open({ url: this.deps.address, signal });
    if (!response.ok) return response;
    const parser: M3uParser = createM3uParser({ entry: () => undefined }, { baseUrl: this.deps.address });
    const fed = await feedBody(
      response.value,
      (chunk) => {
        parser.push(chunk);
        return parser.entries < ENOUGH_ENTRIES && parser.bytes < ENOUGH_BYTES;
      },
      signal,
    );
    if (!fed.ok) return fed;
    const account: SourceAccount = { name: '', expiresAtMs: 0, isTrial: false, maxConnections: 0, activeConnections: 0 };
    if (parser.entries >= ENOUGH_ENTRIES) return ok(account);
    const end = parser.end();
    return end.ok ? ok({ ...account, name: end.value.header.name }) : end;
  }

  async refresh(options: RefreshOptions): Promise<Result<RefreshOutcome, AppError>> {
    const known = parsePlaylistMark(options.knownMark);
    this.guideUrls = known.guideUrls;
    const response = await this.request(known, options.signal);
    if (!response.ok) return response;
    if (response.value.status === 304) {
      response.value.close();
      return ok({ kind: 'unchanged' });
    }
    const reader = createPlaylistReader({ sourceId: this.id, baseUrl: response.value.url });
    const { lengthBytes } = response.value;
    const fed = await feedBody(
      response.value,
      (chunk) => {
        reader.push(chunk);
        const fraction = lengthBytes === null || lengthBytes === 0 ? -1 : Math.min(1, reader.bytes / lengthBytes);
        options.onProgress({ channels: reader.entries, movies: 0, series: 0, fraction });
        return true;
      },
      options.signal,
    );
    if (!fed.ok) return fed;
    const end = reader.end();
    if (!end.ok) return end;
    const { catalog, report } = end.value;
    this.guideUrls = report.header.guideUrls;
    const mark = {
      etag: response.value.header('etag') ?? '',
      lastModified: response.value.header('last-modified') ?? '',
      guideUrls: this.guideUrls,
    };
    return ok({ kind: 'changed', snapshot: catalog, mark: formatPlaylistMark(mark) });
  }

  fetchGuide(request: GuideRequest): Promise<Result<GuideWindow, AppError>> {
    return Promise.resolve(ok({ fromMs: request.fromMs, toMs: request.toMs, programmes: new Map() }));
  }

  loadGuideFiles(catalog: CatalogReader, signal: CancelSignal): Promise<Result<readonly ColumnarGuide[], AppError>> {
    return readGuideFiles({ client: this.deps.client, urls: this.guideUrls, catalog, nowMs: this.deps.clock.nowMs(), signal });
  }

  movieDetail(movie: MovieRecord): Promise<Result<MovieDetail, AppError>> {
    const { key, plot, durationMs } = movie;
    return Promise.resolve(
      ok({ key, plot, cast: [], directors: [], durationMs, criticPercent: 0, trailerUrl: '', badges: [], similar: [] }),
    );
  }

  seriesDetail(series: SeriesRecord): Promise<Result<SeriesDetail, AppError>> {
    const { key, plot } = series;
    return Promise.resolve(ok({ key, plot, cast: [], seasons: [], trailerUrl: '', badges: [], similar: [] }));
  }

  landing(): Promise<Result<WireHome | null, AppError>> {
    return Promise.resolve(ok(null));
  }

  resolve(target: PlayTarget): Promise<Result<PlayAnswer, AppError>> {
    return Promise.resolve(this.answerTo(target));
  }

  dispose(): void {
    // Requests carry the signal of who asked; nothing runs on its own.
  }

  private answerTo(target: PlayTarget): Result<PlayAnswer, AppError> {
    switch (target.kind) {
      case 'live': {
        const { stream } = target.channel;
        const nowMs = this.deps.clock.nowMs();
        return answer(stream, expandLiveUrl(stream.url, nowMs, this.deps.clock.utcOffsetMin(nowMs)), true);
      }
      case 'movie':
        return answer(target.movie.stream, target.movie.stream.url, false);
      case 'episode':
        return answer(target.episode.stream, target.episode.stream.url, false);
      case 'trailer':
        return fail(new AppError('media.not-found'));
      case 'archive': {
        const { clock } = this.deps;
        const nowMs = clock.nowMs();
        const url = archiveUrl(target, { nowMs, utcOffsetMin: clock.utcOffsetMin(target.startMs) });
        return url === ''
          ? fail(new AppError('source.unsupported', { message: 'archive cannot be addressed' }))
          : answer(target.channel.stream, url, false);
      }
    }
  }

  private async request(
    known: { readonly etag: string; readonly lastModified: string },
    signal: CancelSignal,
  ): Promise<Result<HttpResponse, AppError>> {
    const headers: Record<string, string> = {};
    if (known.etag !== '') headers['if-none-match'] = known.etag;
    if (known.lastModified !== '') headers['if-modified-since'] = known.lastModified;
    const response = await this.deps.client.openAny({ url: this.deps.address, headers, signal, headTimeoutMs: SLOW_LIST_MS });
    if (!response.ok) return response;
    const { status } = response.value;
    if (status === 304 || (status >= 200 && status < 300)) return response;
    response.value.close();
    return fail(errorOfStatus(status, this.deps.address));
  }
}

function answer(stream: StreamRecord, url: string, isLive: boolean): Result<PlayAnswer, AppError> {
  if (url === '') return fail(new AppError('media.not-found', { message: 'listed without an address' }));
  const media = { url, form: streamForm(stream.container, url), isLive };
  const hasHeaders = Object.keys(stream.headers).length > 0;
  return ok({ media: hasHeaders ? { ...media, headers: stream.headers } : media, thumbnailsUrl: '', subtitles: [] });
}
