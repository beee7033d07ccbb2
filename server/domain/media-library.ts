/** A form media can be delivered in; the words of `WirePlayRequest.forms`. */
export type MediaForm = 'hls' | 'dash' | 'ts' | 'mp4';

/** A side-loaded subtitle file of an asset, served at `vod/<asset>/subs/<language>.vtt`. */
export interface MediaSubtitle {
  /** BCP 47 language, also the file's name. */
  readonly language: string;
  /** What the subtitle menu shows, for example `Deutsch`. */
  readonly label: string;
}

/** A stretch of an asset: what may be skipped, or a chapter. */
export interface MediaMark {
  readonly kind: 'intro' | 'recap' | 'credits' | 'chapter';
  readonly startMs: number;
  readonly endMs: number;
  /** Of a chapter; empty: it has a number alone. */
  readonly title: string;
}

/**
 * What the platform's own media can deliver. Implemented by `server/media`, asked by play resolution and the Xtream
 * catalogue; answers at once, from memory. An unknown slug or asset has no forms, no subtitles, no thumbnails.
 *
 * Where each form lives below `/s/<token>/` (tokens: `signed-path.ts`):
 * channels `live/<slug>/index.m3u8` (hls), `live/<slug>/stream.ts` (ts); archive `archive/<slug>/<startSec>/<durationSec>/…`
 * with the same two files; assets `vod/<asset>/index.m3u8` (hls), `manifest.mpd` (dash), `file.mp4` (mp4), `file.ts` (ts),
 * `thumbs.vtt`, `subs/<language>.vtt`.
 */
export interface MediaLibrary {
  /** Forms of a linear channel; its archive has the same. */
  channelForms(slug: string): readonly MediaForm[];
  /** Forms of a film, episode or trailer asset. */
  assetForms(asset: string): readonly MediaForm[];
  assetSubtitles(asset: string): readonly MediaSubtitle[];
  /** Whether `vod/<asset>/thumbs.vtt` exists. */
  hasThumbnails(asset: string): boolean;
  /** Stretches that are known, in order of their start; empty where none are. */
  assetMarks(asset: string): readonly MediaMark[];
}

/**
 * What `registerMedia` of `server/media` is given. `verify` is handed the token of the address and the path after it
 * without a leading slash (`live/nord-1/index.m3u8`); false means 403.
 */
export interface MediaRoutesOptions {
  /** Folder that holds the media files. */
  readonly root: string;
  nowMs(): number;
  verify(token: string, path: string): boolean;
}
