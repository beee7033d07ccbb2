import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, SECOND_MS } from '#core/base';
import { answerFor } from '#server/errors';
import type { MediaRoutesOptions } from '#server/domain';
import { PROTECTED_FILM, sampleCatalog, type SampleChannel } from '#server/sample';
import { assetsOf, ByteCache, LinearStream, MediaFiles, TitleStream, type Asset } from '../compose';
import { readMarkedAsset } from '../hls';
import { Film } from '../mp4';
import type { PacedStream } from './paced-stream';

/** Composed bytes held in memory. Smaller: viewers of the same minute make it anew; larger: wasted on what nobody shares. */
const CACHE_BYTES = 48 * 1024 * 1024;

/** A clock set back by less than this is waited out, so that a live playlist never moves backwards. */
const BACKWARD_LIMIT_SECONDS = 120;

/** How often an endless stream is asked whether its address still works; this also counts as being watched. */
const GUARD_EVERY_MS = 10 * SECOND_MS;

/** What the parameters of a media address say. */
export type Params = Readonly<Record<string, string>>;

/** What all media routes share: files, streams, clock and the guard of addresses. */
export class MediaServer {
  readonly files: MediaFiles;
  readonly cache = new ByteCache(CACHE_BYTES);
  readonly assets: ReadonlyMap<string, Asset>;
  private readonly channels: ReadonlyMap<string, SampleChannel>;
  private readonly linear = new Map<string, LinearStream>();
  private readonly titles = new Map<string, TitleStream>();
  private readonly films = new Map<string, Film>();
  private readonly running = new Set<PacedStream>();
  private latestSecond = 0;

  constructor(private readonly options: MediaRoutesOptions) {
    const catalog = sampleCatalog();
    this.files = new MediaFiles(options.root);
    this.assets = assetsOf(catalog);
    this.channels = new Map(catalog.channels.map((channel) => [channel.slug, channel]));
  }

  /** The wall clock in milliseconds. */
  nowMs(): number {
    return this.options.nowMs();
  }

  /** The last whole second; small steps back of the clock are not followed. */
  nowSecond(): number {
    const now = Math.floor(this.options.nowMs() / SECOND_MS);
    if (now > this.latestSecond || now < this.latestSecond - BACKWARD_LIMIT_SECONDS) this.latestSecond = now;
    return this.latestSecond;
  }

  /** The stream of a channel; throws `media.not-found`. */
  channel(slug: string): LinearStream {
    const known = this.linear.get(slug);
    if (known !== undefined) return known;
    const channel = this.channels.get(slug);
    if (channel === undefined) throw new AppError('media.not-found', { message: 'There is no such channel.' });
    const stream = new LinearStream(channel, this.files);
    this.linear.set(slug, stream);
    return stream;
  }

  /** The stream of an asset, whatever breaks its address is marked with; throws `media.not-found`. */
  title(marked: string): TitleStream {
    const id = readMarkedAsset(marked).asset;
    const known = this.titles.get(id);
    if (known !== undefined) return known;
    const asset = this.assets.get(id);
    if (asset === undefined) throw new AppError('media.not-found', { message: 'There is no such title.' });
    const stream = new TitleStream(asset, this.files);
    this.titles.set(id, stream);
    return stream;
  }

  /** The film of an asset that exists as files, whatever breaks its address is marked with; throws `media.not-found` for any other. */
  film(marked: string): Film {
    const { asset } = this.title(marked);
    const known = this.films.get(asset.id);
    if (known !== undefined) return known;
    if (!asset.isShortFilm) throw new AppError('media.not-found', { message: 'This title is not available in this form.' });
    const film = new Film(asset, this.files, asset.isProtected ? PROTECTED_FILM : null);
    this.films.set(asset.id, film);
    return film;
  }

  /** Registers a running stream, so that closing the server ends it; and so does its address once it no longer works. */
  track(stream: PacedStream, request: FastifyRequest): PacedStream {
    this.running.add(stream);
    const guard = setInterval(() => {
      if (!this.isServed(request)) stream.destroy();
    }, GUARD_EVERY_MS);
    stream.once('close', () => {
      clearInterval(guard);
      this.running.delete(stream);
    });
    return stream;
  }

  /** Ends every running stream. */
  closeStreams(): void {
    for (const stream of this.running) stream.destroy();
  }

  private isServed(request: FastifyRequest): boolean {
    const [, , token = '', ...address] = (request.url.split('?', 1)[0] ?? '').split('/');
    return this.options.verify(token, address.join('/'));
  }

  /**
   * Adds a GET (and with it HEAD) route below `/s/:token/`. The token is checked first; errors become the platform's JSON
   * error body.
   */
  route(app: FastifyInstance, path: string, handler: (params: Params, request: FastifyRequest, reply: FastifyReply) => Promise<void>): void {
    app.get<{ Params: Record<string, string> }>(`/s/:token/${path}`, async (request, reply) => {
      try {
        if (!this.isServed(request)) throw new AppError('media.refused', { message: 'This address has expired or is not yours.' });
        await handler(request.params, request, reply);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const { status, body } = answerFor(error);
        await reply.code(error.facts['isGone'] === true ? 410 : status).header('access-control-allow-origin', '*').header('cache-control', 'no-store').send(body);
      }
      return reply;
    });
  }
}

/** The error of an address nobody handed out. */
export function unknownAddress(): AppError {
  return new AppError('media.not-found', { message: 'There is nothing at this address.' });
}
