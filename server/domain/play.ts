import { AppError, DAY_MS, HOUR_MS, SECOND_MS, fail, ok } from '#core/base';
import type { Result } from '#core/base';
import type { WirePlay, WirePlayRequest } from '#core/wire';
import type { CatalogStore, ChannelRow, MediaRef, MovieRow, SeriesRow } from '#server/store';
import type { Lease, LeasePlayer, Leases } from './leases';
import type { MediaForm, MediaLibrary, MediaSubtitle } from './media-library';
import type { Airing, Asker, Rights, RightsAction, RightsItem } from './rights';
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

/** A film, episode or trailer that could be played, with what rights have to know of it. */
export interface PlayFile {
  readonly media: MediaRef;
  readonly item: RightsItem;
  readonly action: RightsAction;
}

/** An address found. `url` is absolute for upstream media, else a path beginning with `/s/`. */
export interface PlayAddress {
  readonly url: string;
  readonly form: MediaForm | 'unknown';
  readonly expiresAtMs: number;
  /** What keeps its place among the account's streams; `null` where none is counted. */
  readonly lease: Lease | null;
}

/** Who wants to watch, and with what. */
export interface Watcher {
  readonly asker: Asker;
  readonly player: LeasePlayer;
}

/** An address before anybody was let in: `place` is unsigned for our own media. */
interface FoundAddress {
  readonly place: string;
  readonly isOwn: boolean;
  readonly form: MediaForm | 'unknown';
  readonly lifeMs: number;
}

type Found = Result<FoundAddress, AppError>;
type Refused = { readonly ok: false; readonly error: AppError };

function notFound(message: string): Refused {
  return fail(new AppError('media.not-found', { message }));
}

function unsupported(available: readonly MediaForm[]): Refused {
  return fail(new AppError('media.unsupported', { message: `This is available as ${available.join(', ')} only.` }));
}

/** A channel as rights see it. */
export function channelItem(channel: ChannelRow): RightsItem {
  return { kind: 'channel', id: channel.id, categoryIds: channel.categoryIds, isAdult: channel.isAdult, age: -1 };
}

/** A film or series as rights see it. */
export function titleItem(kind: 'movie' | 'series', row: MovieRow | SeriesRow): RightsItem {
  return { kind, id: row.id, categoryIds: row.categoryIds, isAdult: row.isAdult, age: row.age };
}

/** What {@link Play} is built on. */
export interface PlayParts {
  readonly catalog: CatalogStore;
  readonly library: MediaLibrary;
  readonly signer: PathSigner;
  readonly rights: Rights;
  readonly leases: Leases;
  /** Subtitles that lie beside films, looked for when those are played; absent: none. */
  readonly subtitlesBeside?: ((asset: string) => Promise<readonly MediaSubtitle[]>) | undefined;
  readonly nowMs: () => number;
}

/** Finds and signs addresses of pictures: the only way to one, and `decide` stands in it. */
export class Play {
  private readonly catalog: CatalogStore;
  private readonly library: MediaLibrary;

  constructor(private readonly parts: PlayParts) {
    this.catalog = parts.catalog;
    this.library = parts.library;
  }

  /**
   * Resolves a native play request. Fails with `media.not-found`, `media.unsupported` (none of the wanted forms),
   * `input.invalid`, or the refusal's code.
   */
  async resolve(request: WirePlayRequest, watcher: Watcher): Promise<Result<WirePlay, AppError>> {
    const id = /^\d{1,15}$/.test(request.id) ? Number(request.id) : -1;
    if (request.kind === 'channel') {
      const channel = await this.catalog.channel(id);
      if (channel === null) return notFound('There is no such channel.');
      const span = this.spanOf(request);
      const address = await this.channel(watcher, channel, request.forms, span);
      return address.ok ? ok({ ...wireAddress(address.value), isLive: span === null, thumbnails: '', subtitles: [] }) : address;
    }
    const found = await this.findFile(request.kind, id);
    if (found === null) return notFound('There is no such film, episode or trailer.');
    const address = await this.file(watcher, found, request.forms);
    if (!address.ok) return address;
    return ok({ ...wireAddress(address.value), isLive: false, ...(await this.extras(found.media.asset, address.value.expiresAtMs)) });
  }

  /** A channel's address for `watcher`, live or from its archive, in the first of `forms` it has; without any wish in its own best. */
  channel(watcher: Watcher, channel: ChannelRow, forms: readonly MediaForm[], span: ArchiveSpan | null): Promise<Result<PlayAddress, AppError>> {
    const airing = span === null ? {} : { airing: { fromMs: span.startMs, untilMs: span.startMs + span.durationMs } };
    return this.admit(watcher, { item: channelItem(channel), action: 'play', ...airing }, () => this.channelAddress(channel, forms, span));
  }

  /** A film's, episode's or trailer's address for `watcher`, in the first of `forms` it has. */
  file(watcher: Watcher, file: PlayFile, forms: readonly MediaForm[]): Promise<Result<PlayAddress, AppError>> {
    return this.admit(watcher, file, () => this.fileAddress(file.media, forms));
  }

  /** The address of something of our own that is no row of the catalogue, for who may play `item`: a recording of a channel, and when it was on. */
  own(watcher: Watcher, item: RightsItem, place: string, airing: Airing): Promise<Result<PlayAddress, AppError>> {
    return this.admit(watcher, { item, action: 'play', airing }, () => ok({ place, isOwn: true, form: 'hls', lifeMs: FILE_LIFE_MS }));
  }

  /** Looks a film, episode or trailer up; a trailer by the id of its film or series. */
  async findFile(kind: 'movie' | 'episode' | 'trailer', id: number): Promise<PlayFile | null> {
    if (kind === 'episode') {
      const episode = await this.catalog.episode(id);
      const series = episode === null ? null : await this.catalog.seriesById(episode.seriesId);
      return episode === null || series === null ? null : { media: episode.media, item: titleItem('series', series), action: 'play' };
    }
    const movie = await this.catalog.movie(id);
    if (kind === 'movie') return movie === null ? null : { media: movie.media, item: titleItem('movie', movie), action: 'play' };
    const series = movie === null ? await this.catalog.seriesById(id) : null;
    const title = movie ?? series;
    if (title === null || title.detail.trailerAsset === '') return null;
    const media = { asset: title.detail.trailerAsset, upstreamUrl: '', container: '' };
    return { media, item: titleItem(movie === null ? 'series' : 'movie', title), action: 'preview' };
  }

  /** May they? Is there anything? Is there room? Then the address, no longer good than the permission. */
  private async admit({ asker, player }: Watcher, wanted: Pick<PlayFile, 'item' | 'action'> & { readonly airing?: Airing }, find: () => Found): Promise<Result<PlayAddress, AppError>> {
    const { rights, leases, signer, nowMs } = this.parts;
    const answer = await rights.judge(asker, wanted.item, wanted.action, wanted.airing);
    if (!answer.isAllowed) return fail(await rights.refuse(answer.reason, wanted.item, wanted.airing));
    const found = find();
    if (!found.ok) return found;
    // Trailers are not counted.
    const lease = wanted.action === 'play' ? await leases.start(asker, player, `${wanted.item.kind}:${String(wanted.item.id)}`) : ok(null);
    if (!lease.ok) return lease;
    await rights.noteStart(asker, answer);
    const { place, isOwn, form, lifeMs } = found.value;
    const latestMs = nowMs() + lifeMs;
    const expiresAtMs = answer.untilMs === 0 ? latestMs : Math.min(latestMs, answer.untilMs);
    const url = isOwn ? signer.sign(place, expiresAtMs, lease.value?.id) : place;
    return ok({ url, form, expiresAtMs, lease: lease.value });
  }

  private channelAddress(channel: ChannelRow, forms: readonly MediaForm[], span: ArchiveSpan | null): Found {
    const now = this.parts.nowMs();
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
    const slug = encodeURIComponent(channel.media.asset);
    return ok({ place: `${spanPath(slug, span)}/${file}`, isOwn: true, form, lifeMs: span === null ? LIVE_LIFE_MS : FILE_LIFE_MS });
  }

  private fileAddress(media: MediaRef, forms: readonly MediaForm[]): Found {
    if (media.asset === '') {
      if (media.upstreamUrl === '') return notFound('This title has no pictures.');
      return ok({ place: media.upstreamUrl, isOwn: false, form: upstreamForm(media), lifeMs: FILE_LIFE_MS });
    }
    const available = this.library.assetForms(media.asset);
    const form = pick(forms, available);
    if (available.length === 0) return notFound('This title has no pictures.');
    if (form === null) return unsupported(available);
    return ok({ place: `vod/${encodeURIComponent(media.asset)}/${FILE_OF_ASSET[form]}`, isOwn: true, form, lifeMs: FILE_LIFE_MS });
  }

  private spanOf(request: WirePlayRequest): ArchiveSpan | null {
    if (request.atMs === undefined) return null;
    const untilNowMs = Math.max(SECOND_MS, this.parts.nowMs() - request.atMs);
    const durationMs = request.durationMs ?? untilNowMs;
    return { startMs: request.atMs, durationMs: Math.min(Math.max(SECOND_MS, durationMs), LONGEST_ARCHIVE_MS) };
  }

  private upstreamChannel(channel: ChannelRow, span: ArchiveSpan | null): Found {
    const now = this.parts.nowMs();
    if (channel.media.upstreamUrl === '') return notFound('This channel has no address.');
    const live = { isOwn: false, lifeMs: LIVE_LIFE_MS };
    if (span === null) return ok({ ...live, place: upstreamLiveUrl(channel, now), form: upstreamForm(channel.media) });
    const url = upstreamArchiveUrl(channel, span, now);
    if (url === '') return notFound('The archive of this channel cannot be addressed.');
    return ok({ ...live, place: url, form: upstreamForm({ ...channel.media, upstreamUrl: url }) });
  }

  private async extras(asset: string, expiresAtMs: number): Promise<Pick<WirePlay, 'thumbnails' | 'subtitles' | 'marks'>> {
    if (asset === '') return { thumbnails: '', subtitles: [] };
    const { signer } = this.parts;
    const base = `vod/${encodeURIComponent(asset)}`;
    const beside = (await this.parts.subtitlesBeside?.(asset)) ?? [];
    const subtitles = [...this.library.assetSubtitles(asset), ...beside].map(({ language, label }) => ({
      language,
      label,
      url: signer.sign(`${base}/subs/${encodeURIComponent(language)}.vtt`, expiresAtMs),
    }));
    const thumbnails = this.library.hasThumbnails(asset) ? signer.sign(`${base}/thumbs.vtt`, expiresAtMs) : '';
    const marks = this.library.assetMarks(asset);
    return { thumbnails, subtitles, ...(marks.length === 0 ? {} : { marks }) };
  }
}

function wireAddress({ lease, ...address }: PlayAddress): Omit<PlayAddress, 'lease'> & Pick<WirePlay, 'lease'> {
  return lease === null ? address : { ...address, lease };
}

function pick(wanted: readonly MediaForm[], available: readonly MediaForm[]): MediaForm | null {
  if (wanted.length === 0) return available[0] ?? null;
  return wanted.find((form) => available.includes(form)) ?? null;
}

/** Where a channel of our own lies, live or a stretch of its archive, in whole seconds that hold all of it; `slug` is encoded. */
export function spanPath(slug: string, span: ArchiveSpan | null): string {
  if (span === null) return `live/${slug}`;
  return `archive/${slug}/${String(Math.floor(span.startMs / SECOND_MS))}/${String(Math.max(1, Math.ceil(span.durationMs / SECOND_MS)))}`;
}
