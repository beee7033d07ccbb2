import { publicGuideKey } from '#server/domain';
import type { Platform } from '#server/domain';
import type { CategoryRow, ChannelRow, MovieRow } from '#server/store';
import { absoluteUrl } from '../base-url';
import type { FormBody } from '../form-body';
import { containerExtension } from './xtream-rows';
import type { XtreamUser } from './xtream-types';

/** What a `get.php` call wants. */
export interface PlaylistWish {
  /** `m3u` has bare names; everything else (device templates included) is answered as `m3u_plus`. */
  readonly isPlus: boolean;
  readonly extension: 'ts' | 'm3u8';
  readonly kinds: ReadonlySet<string>;
}

const ALL_KINDS = ['live', 'radio_streams', 'movie', 'series'];

/** Reads the wish; anything unknown falls back to the usual. */
export function readPlaylistWish(fields: FormBody): PlaylistWish {
  const asked = (fields['key'] ?? '').split(',').map((kind) => kind.trim()).filter((kind) => ALL_KINDS.includes(kind));
  return {
    isPlus: (fields['type'] ?? 'm3u_plus') !== 'm3u',
    extension: /^(?:hls|m3u8)$/i.test(fields['output'] ?? '') ? 'm3u8' : 'ts',
    kinds: new Set(asked.length > 0 ? asked : ALL_KINDS),
  };
}

/** A name as it may stand after the comma of `#EXTINF`: one line, and no comma that a reader would cut at. */
export function playlistName(name: string): string {
  return name.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/,/g, ' ').replace(/"/g, "'").replace(/ {2,}/g, ' ').trim();
}

/** A value as it may stand between quotes: one line, no quote. */
export function playlistValue(value: string): string {
  return value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/"/g, "'").trim();
}

/** Writes playlists for one user. */
export class PlaylistWriter {
  private readonly credentials: string;
  private readonly categories = new Map<number, string>();

  constructor(
    private readonly platform: Platform,
    private readonly user: XtreamUser,
    private readonly base: string,
    private readonly wish: PlaylistWish,
  ) {
    this.credentials = `${encodeURIComponent(user.username)}/${encodeURIComponent(user.password)}`;
  }

  /** The playlist piece by piece, one piece per page of rows. */
  async *chunks(): AsyncGenerator<string> {
    const { catalog } = this.platform.store;
    const { includesAdult } = this.user;
    const filter = { includesAdult };
    yield this.header();
    this.name(await catalog.categories('channel'));
    if (this.wish.kinds.has('live') || this.wish.kinds.has('radio_streams')) {
      for await (const page of catalog.channels(filter)) yield page.map((row) => this.channel(row)).join('');
    }
    if (this.wish.kinds.has('movie')) {
      this.name(await catalog.categories('movie'));
      for await (const page of catalog.movies(filter)) yield page.map((row) => this.movie(row)).join('');
    }
    if (this.wish.kinds.has('series')) yield* this.episodes();
  }

  private header(): string {
    if (!this.wish.isPlus) return '#EXTM3U\n';
    const query = `username=${encodeURIComponent(this.user.username)}&password=${encodeURIComponent(this.user.password)}`;
    const guide = `${this.base}/xmltv.php?${query}`;
    return `#EXTM3U x-tvg-url="${guide}" url-tvg="${guide}"\n`;
  }

  private name(categories: readonly CategoryRow[]): void {
    for (const category of categories) this.categories.set(category.id, category.name);
  }

  private group(ids: readonly number[]): string {
    return ids.map((id) => this.categories.get(id) ?? '').filter((name) => name !== '').join(';');
  }

  private entry(name: string, attributes: ReadonlyArray<readonly [string, string]>, url: string): string {
    const label = playlistName(name);
    if (!this.wish.isPlus) return `#EXTINF:0,${label}\n${url}\n`;
    const text = attributes.map(([key, value]) => ` ${key}="${playlistValue(value)}"`).join('');
    return `#EXTINF:-1${text},${label}\n${url}\n`;
  }

  private channel(row: ChannelRow): string {
    if (!this.wish.kinds.has(row.isRadio ? 'radio_streams' : 'live')) return '';
    const attributes: Array<readonly [string, string]> = [
      ['tvg-id', publicGuideKey(row.guideKey)],
      ['tvg-name', row.name],
      ['tvg-logo', absoluteUrl(row.logo, this.base)],
      ['tvg-chno', row.number === 0 ? '' : String(row.number)],
      ['group-title', this.group(row.categoryIds)],
    ];
    if (row.isRadio) attributes.push(['radio', 'true']);
    if (row.archiveDays > 0) attributes.push(...this.catchup(row));
    return this.entry(row.name, attributes, `${this.base}/live/${this.credentials}/${String(row.id)}.${this.wish.extension}`);
  }

  // Old players know `timeshift`, newer ones the template. Its start is an epoch: the parts {Y}-{m}-{d} would be in the
  // player's own zone.
  private catchup(row: ChannelRow): ReadonlyArray<readonly [string, string]> {
    const source = `${this.base}/timeshift/${this.credentials}/{duration:60}/{utc}/${String(row.id)}.${this.wish.extension}`;
    const days = String(row.archiveDays);
    return [['timeshift', days], ['catchup', 'default'], ['catchup-days', days], ['catchup-source', source]];
  }

  private movie(row: MovieRow): string {
    const url = `${this.base}/movie/${this.credentials}/${String(row.id)}.${containerExtension(row.media, this.platform.library)}`;
    const attributes: Array<readonly [string, string]> = [
      ['tvg-id', ''],
      ['tvg-name', row.name],
      ['tvg-logo', absoluteUrl(row.poster, this.base)],
      ['group-title', this.group(row.categoryIds)],
    ];
    return this.entry(row.year > 0 ? `${row.name} (${String(row.year)})` : row.name, attributes, url);
  }

  private async *episodes(): AsyncGenerator<string> {
    const { catalog } = this.platform.store;
    this.name(await catalog.categories('series'));
    const two = (value: number): string => String(value).padStart(2, '0');
    for await (const page of catalog.series({ includesAdult: this.user.includesAdult })) {
      for (const series of page) {
        const group = this.group(series.categoryIds);
        const logo = absoluteUrl(series.poster, this.base);
        const lines = (await catalog.episodes(series.id)).map((row) => {
          const name = `${series.name} S${two(row.season)} E${two(row.number)}`;
          const url = `${this.base}/series/${this.credentials}/${String(row.id)}.${containerExtension(row.media, this.platform.library)}`;
          return this.entry(name, [['tvg-id', ''], ['tvg-name', name], ['tvg-logo', logo], ['group-title', group]], url);
        });
        yield lines.join('');
      }
    }
  }
}
