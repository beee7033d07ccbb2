import { AppError, fail, ok, toAppError } from '#core/base';
import type { CancelSignal, Disposer, Result } from '#core/base';
import type { MediaSource } from '#ports';
import type { AddressWish, PlayAnswer, PlayTarget, Source } from '#sources/source';
import type { Tunnel, TunnelStream } from './tunnel';

/** Streams kept open: the one that plays and the one asked for next. More: the oldest ends. */
const MAX_STREAMS = 2;

/** A stream that is open; `end` closes it once. */
interface OpenStream {
  readonly through: TunnelStream;
  /** Told when the tunnel failed while it played. */
  onLost: (error: AppError) => void;
  /** It failed before anybody listened. */
  lost: AppError | null;
}

/**
 * A private source: `inner` asks through a `RoutedHttp` already; what it hands out for players is an address of the tunnel, from where
 * every part is fetched the same way. A stream that cannot be (a protected one, no tunnel) fails.
 */
export class RoutedSource implements Source {
  readonly id: Source['id'];
  readonly kind: Source['kind'];
  readonly sync: Source['sync'];
  private readonly inner: Source;
  readonly pictureAddress?: (url: string) => Promise<string | null>;
  private readonly tunnel: Tunnel;
  private readonly streams: OpenStream[] = [];

  constructor(inner: Source, tunnel: Tunnel) {
    this.inner = inner;
    this.tunnel = tunnel;
    if (tunnel.pictureAddress !== undefined) this.pictureAddress = (url) => tunnel.pictureAddress?.(url) ?? Promise.resolve(null);
    this.id = inner.id;
    this.kind = inner.kind;
    this.sync = inner.sync;
  }

  get guideMode(): Source['guideMode'] {
    return this.inner.guideMode;
  }

  readonly check: Source['check'] = (signal) => this.inner.check(signal);
  readonly refresh: Source['refresh'] = (options) => this.inner.refresh(options);
  readonly fetchGuide: Source['fetchGuide'] = (request) => this.inner.fetchGuide(request);
  readonly loadGuideFiles: Source['loadGuideFiles'] = (request) => this.inner.loadGuideFiles(request);
  readonly movieDetail: Source['movieDetail'] = (movie, signal) => this.inner.movieDetail(movie, signal);
  readonly seriesDetail: Source['seriesDetail'] = (series, signal) => this.inner.seriesDetail(series, signal);
  readonly landing: Source['landing'] = (signal) => this.inner.landing(signal);

  async resolve(target: PlayTarget, signal: CancelSignal, wish?: AddressWish): Promise<Result<PlayAnswer, AppError>> {
    const answer = await this.inner.resolve(target, signal, wish);
    if (!answer.ok) return answer;
    const { media, subtitles } = answer.value;
    // Licences would be asked for directly.
    if (media.drm !== undefined) return fail(new AppError('media.drm-unsupported'));
    const stream = await this.open(media, subtitles.map((file) => file.url));
    if (!stream.ok) return stream;
    return ok(this.throughStream(answer.value, stream.value));
  }

  dispose(): void {
    for (const stream of this.streams.splice(0)) stream.through.close();
    this.inner.dispose();
  }

  private async open({ url, form, headers = {} }: MediaSource, beside: readonly string[]): Promise<Result<OpenStream, AppError>> {
    while (this.streams.length >= MAX_STREAMS) this.streams.shift()?.through.close();
    let broken: AppError | null = null;
    let tell = (error: AppError): void => {
      broken = error;
    };
    try {
      const through = await this.tunnel.openStream({ url, headers, beside, isManifest: form === 'dash', onBroken: (error) => { tell(error); } });
      const stream: OpenStream = { through, onLost: () => undefined, lost: broken };
      tell = (error) => {
        stream.lost = error;
        if (isTunnelFailure(error)) stream.onLost(error);
      };
      this.streams.push(stream);
      return ok(stream);
    } catch (error) {
      return fail(toAppError(error, 'net.tunnel-down'));
    }
  }

  private throughStream(answer: PlayAnswer, stream: OpenStream): PlayAnswer {
    const { media, subtitles, hold, otherForms } = answer;
    const { through } = stream;
    return {
      media: { ...media, url: through.url, headers: {} },
      // A track of pictures names them by addresses that would be asked directly.
      thumbnailsUrl: '',
      subtitles: subtitles.map((file, index) => ({ ...file, url: through.beside[index] ?? '' })).filter((file) => file.url !== ''),
      ...(otherForms === undefined ? {} : { otherForms }),
      hold: (onLost): Disposer => {
        const leave = hold?.(onLost);
        stream.onLost = onLost;
        if (stream.lost !== null && isTunnelFailure(stream.lost)) onLost(stream.lost);
        return () => {
          leave?.();
          this.end(stream);
        };
      },
    };
  }

  private end(stream: OpenStream): void {
    const at = this.streams.indexOf(stream);
    if (at !== -1) this.streams.splice(at, 1);
    stream.onLost = () => undefined;
    stream.through.close();
  }
}

/** Failures of the host behind a working tunnel are left to the player, which tries again. */
function isTunnelFailure(error: AppError): boolean {
  return error.code === 'net.tunnel-down' || error.code === 'net.tunnel-refused';
}
