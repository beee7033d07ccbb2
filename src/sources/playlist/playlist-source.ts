import { AppError, fail, ok } from '#core/base';
import type { CancelSignal, Result, SourceId } from '#core/base';
import type { MovieDetail, MovieRecord, SeriesDetail, SeriesRecord, StreamRecord } from '#core/catalog';
import { errorOf } from '#core/ingest';
import type { IngestJob, IngestPart } from '#core/ingest';
import { expandLiveUrl, readLicence } from '#core/playlist';
import type { WireHome } from '#core/wire';
import type { ClockPort, HttpResponse, StreamForm } from '#ports';
import { bodyLength, charsetOf, conditionHeaders, errorOfStatus, NO_VALIDATORS, validatorsOf } from '#sources/http';
import type { HttpClient } from '#sources/http';
import { changedCatalog, readGuideFiles, refreshListeners } from '#sources/ingest';
import type { Ingest, IngestJobHandle } from '#sources/ingest';
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
  Source,
  SourceAccount,
} from '#sources/source';
import { archiveUrl } from './archive-url';
import { formatPlaylistMark, parsePlaylistMark } from './playlist-mark';
import type { PlaylistMark } from './playlist-mark';

/** What a playlist's source needs. */
export interface PlaylistSourceDeps {
  readonly id: SourceId;
  /** May hold credentials. */
  readonly address: string;
  readonly client: HttpClient;
  readonly ingest: Ingest;
  readonly clock: Pick<ClockPort, 'nowMs' | 'monotonicMs' | 'after' | 'utcOffsetMin'>;
  /** Two-letter languages guides are read in, in order of preference; absent: what a guide gives first. */
  languages?(): readonly string[];
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

  check(signal: CancelSignal): Promise<Result<SourceAccount, AppError>> {
    return this.deps.ingest.run({ signal }, (job) => this.probe(job, signal));
  }

  refresh(options: RefreshOptions): Promise<Result<RefreshOutcome, AppError>> {
    const known = parsePlaylistMark(options.knownMark);
    this.guideUrls = known.guideUrls;
    return this.deps.ingest.run(refreshListeners(this.deps.clock, options), (job) => this.read(job, known, options.signal));
  }

  fetchGuide(request: GuideRequest): Promise<Result<GuideWindow, AppError>> {
    return Promise.resolve(ok({ fromMs: request.fromMs, toMs: request.toMs, programmes: new Map() }));
  }

  loadGuideFiles({ catalog, signal, knownMarks = [], extraIds = [] }: GuideFilesRequest): Promise<Result<readonly GuideFile[], AppError>> {
    const { client, clock, ingest, languages } = this.deps;
    return readGuideFiles({ client, clock, ingest, languages: languages?.() ?? [], catalog, signal, knownMarks, extraIds, urls: this.guideUrls });
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

  resolve(target: PlayTarget, _signal?: CancelSignal, wish: AddressWish = {}): Promise<Result<PlayAnswer, AppError>> {
    const answered = this.answerTo(target);
    return Promise.resolve(answered.ok && target.kind === 'live' ? ok(inForm(answered.value, wish.form)) : answered);
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
      case 'recording':
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

  /** Reads the beginning of the list. */
  private async probe(job: IngestJobHandle, signal: CancelSignal): Promise<Result<SourceAccount, AppError>> {
    const response = await this.deps.client.open({ url: this.deps.address, signal });
    if (!response.ok) return response;
    job.start(this.job({ isProbe: true, knownRevision: '' }));
    let entries = 0;
    const fed = await job.feed(partOf(response.value, 0), response.value, (progress) => {
      entries = progress.channels;
      return entries >= ENOUGH_ENTRIES || progress.bytes >= ENOUGH_BYTES;
    });
    const account: SourceAccount = { name: '', expiresAtMs: 0, isTrial: false, maxConnections: 0, activeConnections: 0 };
    if (entries >= ENOUGH_ENTRIES) return ok(account);
    if (fed.broken !== null) return fail(fed.broken);
    if (fed.problem !== null) return fail(errorOf(fed.problem));
    return ok({ ...account, name: (await job.end()).header.name });
  }

  private async read(job: IngestJobHandle, known: PlaylistMark, signal: CancelSignal): Promise<Result<RefreshOutcome, AppError>> {
    const { clock } = this.deps;
    const startMs = clock.monotonicMs();
    const answer = await this.request(known, signal);
    if (!answer.ok) return answer;
    const response = answer.value;
    if (response.status === 304) {
      response.close();
      return ok({ kind: 'unchanged' });
    }
    job.start(this.job({ isProbe: false, knownRevision: known.revision }));
    const part = partOf(response, known.bytes);
    const fed = await job.feed(part, response);
    // A list that breaks off must not replace a whole one.
    if (fed.broken !== null) return fail(fed.broken);
    if (fed.problem !== null) return fail(errorOf(fed.problem));
    const result = await job.end();
    this.guideUrls = result.header.guideUrls;
    const { guideUrls } = this;
    // Of a list that was cut the rest is wanted at the next time, whatever the server thinks of it.
    const validators = fed.report.isCut ? NO_VALIDATORS : validatorsOf(response);
    const mark = formatPlaylistMark({ ...validators, guideUrls, revision: result.revision, bytes: fed.receivedBytes });
    return changedCatalog(clock, result, { mark, parts: [fed], ranIn: job.ranIn, startMs });
  }

  private job(options: { readonly isProbe: boolean; readonly knownRevision: string }): IngestJob {
    return { kind: 'm3u', sourceId: this.id, ...options };
  }

  private async request(known: PlaylistMark, signal: CancelSignal): Promise<Result<HttpResponse, AppError>> {
    const headers = conditionHeaders(known);
    const response = await this.deps.client.openAny({ url: this.deps.address, headers, signal, headTimeoutMs: SLOW_LIST_MS });
    if (!response.ok) return response;
    const { status } = response.value;
    if (status === 304 || (status >= 200 && status < 300)) return response;
    response.value.close();
    return fail(errorOfStatus(status, this.deps.address));
  }
}

/** `knownBytes`: how long the list was the last time; 0: not known. */
function partOf(response: HttpResponse, knownBytes: number): IngestPart {
  const told = bodyLength(response);
  const lengthBytes = told === -1 && knownBytes > 0 ? knownBytes : told;
  return { what: 'playlist', address: response.url, charset: charsetOf(response), lengthBytes };
}

/** A line's live address as playlists of panels spell it; the other ending is the same stream in another form. */
const LINE_ADDRESS = /^(https?:\/\/[^?#]*\/live\/[^/?#]+\/[^/?#]+\/[^/?#.]+\.)(ts|m3u8)$/;

/** Offers the other form of a line's address, and gives it where it is wished for. */
function inForm(answered: PlayAnswer, form: StreamForm | undefined): PlayAnswer {
  const { media } = answered;
  const [, start, ending] = LINE_ADDRESS.exec(media.url) ?? [];
  if (start === undefined) return answered;
  const own: StreamForm = ending === 'ts' ? 'ts' : 'hls';
  const other: StreamForm = own === 'ts' ? 'hls' : 'ts';
  if (form !== other) return { ...answered, otherForms: [other] };
  return { ...answered, media: { ...media, url: `${start}${other === 'ts' ? 'ts' : 'm3u8'}`, form: other }, otherForms: [own] };
}

function answer(stream: StreamRecord, url: string, isLive: boolean): Result<PlayAnswer, AppError> {
  if (url === '') return fail(new AppError('media.not-found', { message: 'listed without an address' }));
  const licence = readLicence(stream.properties);
  const media = { url, form: streamForm(stream.container, url), isLive, ...(licence === null ? {} : { drm: [licence] }) };
  const hasHeaders = Object.keys(stream.headers).length > 0;
  return ok({ media: hasHeaders ? { ...media, headers: stream.headers } : media, thumbnailsUrl: '', subtitles: [] });
}
