import type { MediaRef } from '#server/store';
import type { MediaForm } from './media-library';

const FORM_BY_CONTAINER: Readonly<Record<string, MediaForm>> = { m3u8: 'hls', hls: 'hls', mpd: 'dash', ts: 'ts', mpegts: 'ts', mp4: 'mp4', m4v: 'mp4' };

/** What an upstream address most likely delivers: the container the source named, else the address's extension. */
export function upstreamForm(media: MediaRef): MediaForm | 'unknown' {
  const path = media.upstreamUrl.split(/[?#|]/, 1)[0] ?? '';
  const extension = /\.([a-z0-9]{2,6})$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  return FORM_BY_CONTAINER[media.container.toLowerCase()] ?? FORM_BY_CONTAINER[extension] ?? 'unknown';
}
