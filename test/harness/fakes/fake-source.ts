import { AppError, fail, ok } from '#core/base';
import type { CancelSignal, Result, SourceId } from '#core/base';
import type { MovieDetail, MovieRecord, SeriesDetail, SeriesRecord } from '#core/catalog';
import type { WireHome } from '#core/wire';
import type {
  GuideFile,
  GuideFilesRequest,
  GuideRequest,
  GuideWindow,
  PlayAnswer,
  PlayTarget,
  ProfileSync,
  RefreshOptions,
  RefreshOutcome,
  Source,
  SourceAccount,
  SourceKind,
} from '#sources/source';

const UNSUPPORTED = fail(new AppError('source.unsupported'));

/** A source whose every answer a test sets; by default it knows nothing and is well. */
export class FakeSource implements Source {
  readonly id: SourceId;
  readonly kind: SourceKind;
  guideMode: Source['guideMode'] = 'none';
  sync: ProfileSync | null = null;
  checkResult: Result<SourceAccount, AppError> = ok({ name: '', expiresAtMs: 0, isTrial: false, maxConnections: 0, activeConnections: 0 });
  refreshResult: Result<RefreshOutcome, AppError> = ok({ kind: 'unchanged' });
  guideResult: (request: GuideRequest) => Result<GuideWindow, AppError> = ({ fromMs, toMs }) => ok({ fromMs, toMs, programmes: new Map() });
  guideFiles: Result<readonly GuideFile[], AppError> = ok([]);
  /** Every request for guide files. */
  readonly guideFileRequests: GuideFilesRequest[] = [];
  movieResult: Result<MovieDetail, AppError> = UNSUPPORTED;
  seriesResult: Result<SeriesDetail, AppError> = UNSUPPORTED;
  landingResult: Result<WireHome | null, AppError> = ok(null);
  /** Marks handed to `refresh`, one per call. */
  readonly marks: string[] = [];
  readonly guideRequests: GuideRequest[] = [];
  readonly targets: PlayTarget[] = [];
  detailCalls = 0;
  isDisposed = false;

  constructor(id: SourceId, kind: SourceKind = 'xtream') {
    this.id = id;
    this.kind = kind;
  }

  get guideFileCalls(): number {
    return this.guideFileRequests.length;
  }

  async check(signal: CancelSignal): Promise<Result<SourceAccount, AppError>> {
    await Promise.resolve();
    return signal.isCancelled ? fail(new AppError('net.cancelled')) : this.checkResult;
  }

  refresh(options: RefreshOptions): Promise<Result<RefreshOutcome, AppError>> {
    this.marks.push(options.knownMark);
    return Promise.resolve(this.refreshResult);
  }

  fetchGuide(request: GuideRequest): Promise<Result<GuideWindow, AppError>> {
    this.guideRequests.push(request);
    return Promise.resolve(this.guideResult(request));
  }

  loadGuideFiles(request: GuideFilesRequest): Promise<Result<readonly GuideFile[], AppError>> {
    this.guideFileRequests.push(request);
    return Promise.resolve(this.guideFiles);
  }

  movieDetail(_movie: MovieRecord): Promise<Result<MovieDetail, AppError>> {
    this.detailCalls += 1;
    return Promise.resolve(this.movieResult);
  }

  seriesDetail(_series: SeriesRecord): Promise<Result<SeriesDetail, AppError>> {
    this.detailCalls += 1;
    return Promise.resolve(this.seriesResult);
  }

  landing(): Promise<Result<WireHome | null, AppError>> {
    return Promise.resolve(this.landingResult);
  }

  resolve(target: PlayTarget): Promise<Result<PlayAnswer, AppError>> {
    this.targets.push(target);
    return Promise.resolve(
      ok({ media: { url: 'https://media.test/x', form: 'hls', isLive: target.kind === 'live' }, thumbnailsUrl: '', subtitles: [] }),
    );
  }

  dispose(): void {
    this.isDisposed = true;
  }
}
