import { AppError, fail, ok, toAppError } from '#core/base';
import type { CancelSignal, Disposer, Result } from '#core/base';
import type { ProxyRoute, RelayedStream, ServicePort } from '#ports';
import type { AddressWish, PlayAnswer, PlayTarget, Source } from '#sources/source';
import { isGone } from './routed-http';

/** Streams kept open: the one that plays and the one asked for next. More: the oldest ends. */
const MAX_STREAMS = 2;

/** A stream that is open; `end` closes it once. */
interface OpenStream {
  readonly relayed: RelayedStream;
  /** Told when the proxy failed while it played. */
  onLost: (error: AppError) => void;
  /** It failed before anybody listened. */
  lost: AppError | null;
}

/**
 * A source behind a proxy: `inner` asks through a `RoutedHttp` already; what it hands out for players is an address of this set, from
 * where every part is fetched through the same proxy. A stream that cannot be (DASH, no service) fails.
 */
export class RoutedSource implements Source {
  readonly id: Source['id'];
  readonly kind: Source['kind'];
  readonly sync: Source['sync'];
  private readonly inner: Source;
  private readonly service: ServicePort | null;
  private readonly route: ProxyRoute;
  private readonly streams: OpenStream[] = [];

  constructor(inner: Source, service: ServicePort | null, route: ProxyRoute) {
    this.inner = inner;
    this.service = service;
    this.route = route;
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
    const { media } = answer.value;
    // Its addresses could not be held inside.
    if (media.form === 'dash') return fail(new AppError('media.unsupported'));
    const stream = await this.open(media.url, media.headers ?? {});
    if (!stream.ok) return stream;
    return ok(this.throughStream(answer.value, stream.value));
  }

  dispose(): void {
    for (const stream of this.streams.splice(0)) stream.relayed.close();
    this.inner.dispose();
  }

  private async open(url: string, headers: Readonly<Record<string, string>>): Promise<Result<OpenStream, AppError>> {
    const { service, route } = this;
    if (service === null || isGone(service)) return fail(new AppError('net.tunnel-down'));
    while (this.streams.length >= MAX_STREAMS) this.streams.shift()?.relayed.close();
    let broken: AppError | null = null;
    let tell = (error: AppError): void => {
      broken = error;
    };
    try {
      const relayed = await service.openStream({ url, headers, route, onBroken: (error) => { tell(error); } });
      const stream: OpenStream = { relayed, onLost: () => undefined, lost: broken };
      tell = (error) => {
        stream.lost = error;
        if (isTunnelFailure(error)) stream.onLost(error);
      };
      this.streams.push(stream);
      return ok(stream);
    } catch (error) {
      return fail(isGone(service) ? new AppError('net.tunnel-down') : toAppError(error, 'net.tunnel-down'));
    }
  }

  private throughStream(answer: PlayAnswer, stream: OpenStream): PlayAnswer {
    const { media, subtitles, hold, otherForms } = answer;
    const { relayed } = stream;
    return {
      media: { ...media, url: relayed.url, headers: {} },
      // A track of pictures names them by addresses that would be asked directly.
      thumbnailsUrl: '',
      subtitles: subtitles.map((file) => ({ ...file, url: relayed.addressOf(file.url) })),
      ...(otherForms === undefined ? {} : { otherForms: otherForms.filter((form) => form !== 'dash') }),
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
    stream.relayed.close();
  }
}

/** Failures of the host behind a working proxy are left to the player, which tries again. */
function isTunnelFailure(error: AppError): boolean {
  return error.code === 'net.tunnel-down' || error.code === 'net.tunnel-refused';
}
