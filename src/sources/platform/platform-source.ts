import { AppError, fail, ok, toAppError } from '#core/base';
import type { CancelSignal, Result, SourceId } from '#core/base';
import type { MovieDetail, MovieRecord, SeriesDetail, SeriesRecord } from '#core/catalog';
import {
  parseWireAccount,
  parseWireFavourites,
  parseWireGuide,
  parseWireHome,
  parseWireMovieDetail,
  parseWirePlay,
  parseWireProgressList,
  parseWireSeriesDetail,
} from '#core/wire';
import type { WireAccount, WireHome, WirePlayRequest, WireProgress } from '#core/wire';
import type { Capabilities, ClockPort } from '#ports';
import type * as platformCatalog from '#sources/platform-catalog';
import type {
  GuideFile,
  GuideRequest,
  GuideWindow,
  PlayAnswer,
  PlayTarget,
  ProfileSync,
  RefreshOptions,
  RefreshOutcome,
  SearchIndexRequest,
  Source,
  SourceAccount,
} from '#sources/source';
import type { PlatformApi } from './platform-api';
import { PlayLease } from './play-lease';
import { movieDetailFromWire, programmesFromWire, seriesDetailFromWire, TRAILER_SCHEME } from './platform-records';

/** What the platform's source needs. */
export interface PlatformSourceDeps {
  readonly id: SourceId;
  readonly api: PlatformApi;
  readonly capabilities: Capabilities;
  /** Long work pauses by it. */
  readonly clock: Pick<ClockPort, 'monotonicMs' | 'after'>;
}

async function loadCatalogPart(): Promise<Result<typeof platformCatalog, AppError>> {
  try {
    return ok(await import('#sources/platform-catalog'));
  } catch (error) {
    return fail(toAppError(error, 'storage.broken'));
  }
}

/** Forms this set plays, best first. */
export function playableForms(media: Capabilities['media']): WirePlayRequest['forms'] {
  const forms: Array<WirePlayRequest['forms'][number]> = [];
  if (media.hls !== 'none') forms.push('hls');
  if (media.dash !== 'none') forms.push('dash');
  if (media.transportStream !== 'none') forms.push('ts');
  return forms.concat('mp4');
}

/** What `play` is asked; of a recording its own address is, with nothing but the forms. */
function playRequest(target: PlayTarget, forms: WirePlayRequest['forms']): WirePlayRequest | Pick<WirePlayRequest, 'forms'> {
  switch (target.kind) {
    case 'live':
      return { kind: 'channel', id: target.channel.stream.nativeId, forms };
    case 'archive':
      return {
        kind: 'channel',
        id: target.channel.stream.nativeId,
        atMs: target.startMs,
        durationMs: target.stopMs - target.startMs,
        forms,
      };
    case 'movie':
      return { kind: 'movie', id: target.movie.stream.nativeId, forms };
    case 'episode':
      return { kind: 'episode', id: target.episode.stream.nativeId, forms };
    case 'recording':
      return { forms };
    case 'trailer':
      return { kind: 'trailer', id: target.url.slice(TRAILER_SCHEME.length), forms };
  }
}

/** The operator's platform, by `/api/v1`. */
export class PlatformSource implements Source {
  readonly id: SourceId;
  readonly kind = 'platform';
  readonly guideMode = 'window';
  readonly sync: ProfileSync;
  private readonly deps: PlatformSourceDeps;
  private readonly lease: PlayLease;

  constructor(deps: PlatformSourceDeps) {
    this.deps = deps;
    this.id = deps.id;
    this.lease = new PlayLease(deps.api, deps.clock);
    this.sync = createProfileSync(deps.id, deps.api);
  }

  /** How to ask the platform for what is no catalogue: PINs and profiles. */
  get api(): PlatformApi {
    return this.deps.api;
  }

  /** The account with its profiles; sign-in reads it too. */
  account(signal?: CancelSignal): Promise<Result<WireAccount, AppError>> {
    return this.deps.api.get('/me', parseWireAccount, signal);
  }

  async check(signal: CancelSignal): Promise<Result<SourceAccount, AppError>> {
    const account = await this.account(signal);
    if (!account.ok) return account;
    const { name, status, expiresAtMs, maxConnections } = account.value;
    if (status === 'expired') return fail(new AppError('source.expired'));
    if (status === 'suspended') return fail(new AppError('auth.account-suspended'));
    return ok({ name, expiresAtMs, isTrial: false, maxConnections, activeConnections: 0 });
  }

  async refresh(options: RefreshOptions): Promise<Result<RefreshOutcome, AppError>> {
    const part = await loadCatalogPart();
    return part.ok ? part.value.refreshPlatformCatalog(this.deps, options) : part;
  }

  async searchIndex(request: SearchIndexRequest): Promise<Result<readonly Uint8Array[], AppError>> {
    const part = await loadCatalogPart();
    return part.ok ? part.value.fetchSearchIndex(this.deps, request) : part;
  }

  async fetchGuide(request: GuideRequest): Promise<Result<GuideWindow, AppError>> {
    const keys = request.channels.map((channel) => channel.guideKey).filter((key, index, all) => key !== '' && all.indexOf(key) === index);
    const { fromMs, toMs, signal } = request;
    if (keys.length === 0) return ok({ fromMs, toMs, programmes: new Map() });
    const query = `from=${String(fromMs)}&to=${String(toMs)}&keys=${keys.map(encodeURIComponent).join(',')}`;
    const guide = await this.deps.api.get(`/guide?${query}`, parseWireGuide, signal);
    if (!guide.ok) return guide;
    return ok({ fromMs, toMs, programmes: programmesFromWire(guide.value, keys, (address) => this.deps.api.absolute(address)) });
  }

  loadGuideFiles(): Promise<Result<readonly GuideFile[], AppError>> {
    return Promise.resolve(ok([]));
  }

  async movieDetail(movie: MovieRecord, signal: CancelSignal): Promise<Result<MovieDetail, AppError>> {
    const wire = await this.deps.api.get(`/movies/${encodeURIComponent(movie.stream.nativeId)}`, parseWireMovieDetail, signal);
    if (!wire.ok) return wire;
    return ok(movieDetailFromWire(this.id, movie.key, wire.value, (address) => this.deps.api.absolute(address)));
  }

  async seriesDetail(series: SeriesRecord, signal: CancelSignal): Promise<Result<SeriesDetail, AppError>> {
    const wire = await this.deps.api.get(`/series/${encodeURIComponent(series.nativeId)}`, parseWireSeriesDetail, signal);
    if (!wire.ok) return wire;
    return ok(seriesDetailFromWire(this.id, series.key, wire.value, (address) => this.deps.api.absolute(address)));
  }

  landing(signal: CancelSignal): Promise<Result<WireHome | null, AppError>> {
    return this.deps.api.get('/home', parseWireHome, signal);
  }

  async resolve(target: PlayTarget, signal: CancelSignal): Promise<Result<PlayAnswer, AppError>> {
    const { api, capabilities } = this.deps;
    const body = playRequest(target, playableForms(capabilities.media));
    this.lease.renew();
    const answer = await api.call({ path: target.kind === 'recording' ? `/recordings/${encodeURIComponent(target.id)}/play` : '/play', method: 'POST', body, signal });
    const play = answer.ok ? parseWirePlay(answer.value.value) : answer;
    if (!play.ok) return play;
    const { url, form, isLive, thumbnails, subtitles, lease, mayHaveBreaks, drm, marks } = play.value;
    return ok({
      media: { url: api.absolute(url), form, isLive, ...(drm === undefined ? {} : { drm: drm.map((offer) => ({ ...offer, url: api.absolute(offer.url) })) }) },
      thumbnailsUrl: api.absolute(thumbnails),
      subtitles: subtitles.map((track) => ({ language: track.language, label: track.label, url: api.absolute(track.url) })),
      ...(marks === undefined ? {} : { marks }),
      ...(api.absolute(url).indexOf(api.absolute('/')) === 0 ? { isOurs: true } : {}),
      ...(mayHaveBreaks === true && 'id' in body ? { breaksOf: body.id } : {}),
      ...(lease === undefined ? {} : { hold: (onLost: (error: AppError) => void) => this.lease.hold(lease, onLost) }),
    });
  }

  dispose(): void {
    // Every request carries the signal of who asked; nothing runs on its own.
  }
}

function createProfileSync(sourceId: SourceId, api: PlatformApi): ProfileSync {
  const path = (profileId: string, what: string): string => `/profiles/${encodeURIComponent(profileId)}/${what}`;
  const put = async (target: string, body: unknown): Promise<Result<void, AppError>> => {
    const answer = await api.call({ path: target, method: 'PUT', body });
    return answer.ok ? ok(undefined) : answer;
  };
  return {
    sourceId,
    fetchProgress: (profileId, signal) => api.get(path(profileId, 'progress'), parseWireProgressList, signal),
    pushProgress: (profileId, items: readonly WireProgress[]) => put(path(profileId, 'progress'), { items }),
    fetchFavourites: (profileId, signal) => api.get(path(profileId, 'favourites'), parseWireFavourites, signal),
    pushFavourites: (profileId, keys) => put(path(profileId, 'favourites'), { keys }),
  };
}
