import { AppError, DAY_MS, HOUR_MS, SECOND_MS, fail, ok } from '#core/base';
import type { Result } from '#core/base';
import type { WirePlay, WirePlayRequest } from '#core/wire';
import type { CatalogStore, ChannelRow, MediaRef, TitleRow } from '#server/store';
import { decide } from './entitlement';
import type { EntitlementItem, EntitlementSubject } from './entitlement';
import type { MediaForm, MediaLibrary } from './media-library';
import type { PathSigner } from './signed-path';
import { upstreamArchiveUrl, upstreamLiveUrl } from './upstream-address';
import { upstreamForm } from './upstream-form';

/** How long a signed address works. Shorter: a long evening in front of one channel ends with a refusal. */
const LIVE_LIFE_MS = 24 * HOUR_MS;
const FILE_LIFE_MS = 12 * HOUR_MS;
/** The longest stretch of archive one address covers. */
export const LONGEST_ARCHIVE_MS = 8 * HOUR_MS;

const FILE_OF_CHANNEL: Readonly<Partial<Record<MediaForm, string>>> = { hls: 'index.m3u8', ts: 'stream.ts' };
const FILE_OF_ASSET: Readonly<Record<MediaForm, string>> = { hls: 'index.m3u8', dash: 'manifest.mpd', mp4: 'file.mp4', ts: 'file.ts' };

/** A stretch of a channel's archive. */
export interface ArchiveSpan {
  readonly startMs: number;
  readonly durationMs: number;
}

/** An address found. `url` is absolute for upstream media, else a path beginning with `/s/`. */
export interface PlayAddress {
  readonly url: string;
  readonly form: MediaForm | 'unknown';
  readonly expiresAtMs: number;
}

type Found = Result<PlayAddress, AppError>;

function notFound(message: string): { readonly ok: false; readonly error: AppError } {
  return fail(new AppError('media.not-found', { message }));
}

function unsupported(available: readonly MediaForm[]): { readonly ok: false; readonly error: AppError } {
  return fail(new AppError('media.unsupported', { message: `This is available as ${available.join(', ')} only.` }));
}

/** Finds and signs addresses of pictures. Who may watch is judged here too, by {@link decide}. */
export class Play {
  constructor(
    private readonly catalog: CatalogStore,
    private readonly library: MediaLibrary,
    private readonly signer: PathSigner,
    private readonly nowMs: () => number,
  ) {}

  /**
   * Resolves a native play request. Fails with `media.not-found`, `media.unsupported` (none of the wanted forms),
   * `input.invalid`, or the denial's code.
   */
  async resolve(request: WirePlayRequest, subject: EntitlementSubject): Promise<Result<WirePlay, AppError>> {
    const id = /^\d{1,15}$/.test(request.id) ? Number(request.id) : -1;
    if (request.kind === 'channel') return this.resolveChannel(id, request, subject);
    const found = await this.findFile(request.kind, id);
    if (found === null) return notFound('There is no such film, episode or trailer.');
    const refusal = this.refusal(subject, found.item);
    if (refusal !== null) return fail(refusal);
    const address = this.fileAddress(found.media, request.forms);
    if (!address.ok) return address;
    return ok({ ...address.value, isLive: false, ...this.extras(found.media.asset, address.value.expiresAtMs) });
  }

  /** The error that keeps `subject` from playing `item`, or `null`. */
  refusal(subject: EntitlementSubject, item: EntitlementItem): AppError | null {
    const answer = decide(subject, 'play', item, this.nowMs());
    return answer.isAllowed ? null : new AppError(answer.code, { message: answer.reason, facts: { reason: answer.reason } });
  }

  /** A channel's address, live or from its archive, in the first of `forms` it has; without any wish in its own best. */
  channelAddress(channel: ChannelRow, forms: readonly MediaForm[], span: ArchiveSpan | null): Found {
    const now = this.nowMs();
    if (span !== null) {
      const oldestMs = now - channel.archiveDays * DAY_MS;
      if (channel.archiveDays <= 0) return notFound('This channel has no archive.');
      if (span.startMs < oldestMs || span.startMs >= now) return notFound('The archive does not hold this time.');
    }
    if (channel.media.asset === '') return this.upstreamChannel(channel, span);
    const available = this.library.channelForms(channel.media.asset);
    const form = pick(forms, available);
    const file = form === null ? undefined : FILE_OF_CHANNEL[form];
    if (available.length === 0) return notFound('This channel has no pictures.');
    if (form === null || file === undefined) return unsupported(available);
    const expiresAtMs = now + (span === null ? LIVE_LIFE_MS : FILE_LIFE_MS);
    const slug = encodeURIComponent(channel.media.asset);
    return ok({ url: this.signer.sign(`${spanPath(slug, span)}/${file}`, expiresAtMs), form, expiresAtMs });
  }

  /** A film's or episode's address, in the first of `forms` it has. */
  fileAddress(media: MediaRef, forms: readonly MediaForm[]): Found {
    const expiresAtMs = this.nowMs() + FILE_LIFE_MS;
    if (media.asset === '') {
      if (media.upstreamUrl === '') return notFound('This title has no pictures.');
      return ok({ url: media.upstreamUrl, form: upstreamForm(media), expiresAtMs });
    }
    const available = this.library.assetForms(media.asset);
    const form = pick(forms, available);
    if (available.length === 0) return notFound('This title has no pictures.');
    if (form === null) return unsupported(available);
    return ok({ url: this.signer.sign(`vod/${encodeURIComponent(media.asset)}/${FILE_OF_ASSET[form]}`, expiresAtMs), form, expiresAtMs });
  }

  private async resolveChannel(id: number, request: WirePlayRequest, subject: EntitlementSubject): Promise<Result<WirePlay, AppError>> {
    const channel = await this.catalog.channel(id);
    if (channel === null) return notFound('There is no such channel.');
    const refusal = this.refusal(subject, { isAdult: channel.isAdult, age: -1 });
    if (refusal !== null) return fail(refusal);
    const span = this.spanOf(request);
    const address = this.channelAddress(channel, request.forms, span);
    return address.ok ? ok({ ...address.value, isLive: span === null, thumbnails: '', subtitles: [] }) : address;
  }

  private spanOf(request: WirePlayRequest): ArchiveSpan | null {
    if (request.atMs === undefined) return null;
    const untilNowMs = Math.max(SECOND_MS, this.nowMs() - request.atMs);
    const durationMs = request.durationMs ?? untilNowMs;
    return { startMs: request.atMs, durationMs: Math.min(Math.max(SECOND_MS, durationMs), LONGEST_ARCHIVE_MS) };
  }

  private upstreamChannel(channel: ChannelRow, span: ArchiveSpan | null): Found {
    const expiresAtMs = this.nowMs() + LIVE_LIFE_MS;
    if (channel.media.upstreamUrl === '') return notFound('This channel has no address.');
    if (span === null) return ok({ url: upstreamLiveUrl(channel, this.nowMs()), form: upstreamForm(channel.media), expiresAtMs });
    const url = upstreamArchiveUrl(channel, span, this.nowMs());
    if (url === '') return notFound('The archive of this channel cannot be addressed.');
    return ok({ url, form: upstreamForm({ ...channel.media, upstreamUrl: url }), expiresAtMs });
  }

  private async findFile(kind: 'movie' | 'episode' | 'trailer', id: number): Promise<{ media: MediaRef; item: EntitlementItem } | null> {
    if (kind === 'episode') {
      const episode = await this.catalog.episode(id);
      const series = episode === null ? null : await this.catalog.seriesById(episode.seriesId);
      return episode === null || series === null ? null : { media: episode.media, item: series };
    }
    const movie = await this.catalog.movie(id);
    if (kind === 'movie') return movie === null ? null : { media: movie.media, item: movie };
    const title: TitleRow | null = movie ?? (await this.catalog.seriesById(id));
    if (title === null || title.detail.trailerAsset === '') return null;
    return { media: { asset: title.detail.trailerAsset, upstreamUrl: '', container: '' }, item: title };
  }

  private extras(asset: string, expiresAtMs: number): Pick<WirePlay, 'thumbnails' | 'subtitles'> {
    if (asset === '') return { thumbnails: '', subtitles: [] };
    const base = `vod/${encodeURIComponent(asset)}`;
    const subtitles = this.library.assetSubtitles(asset).map(({ language, label }) => ({
      language,
      label,
      url: this.signer.sign(`${base}/subs/${encodeURIComponent(language)}.vtt`, expiresAtMs),
    }));
    const thumbnails = this.library.hasThumbnails(asset) ? this.signer.sign(`${base}/thumbs.vtt`, expiresAtMs) : '';
    return { thumbnails, subtitles };
  }
}

function pick(wanted: readonly MediaForm[], available: readonly MediaForm[]): MediaForm | null {
  if (wanted.length === 0) return available[0] ?? null;
  return wanted.find((form) => available.includes(form)) ?? null;
}

function spanPath(slug: string, span: ArchiveSpan | null): string {
  if (span === null) return `live/${slug}`;
  return `archive/${slug}/${String(Math.floor(span.startMs / SECOND_MS))}/${String(Math.max(1, Math.ceil(span.durationMs / SECOND_MS)))}`;
}
