import type { StreamForm } from '#ports';

const BY_EXTENSION: Readonly<Record<string, StreamForm>> = {
  m3u8: 'hls',
  m3u: 'hls',
  mpd: 'dash',
  ts: 'ts',
  mts: 'ts',
  m2ts: 'ts',
  mp4: 'mp4',
  m4v: 'mp4',
  mov: 'mp4',
};

/** The delivery form an address or a named container says; `unknown` leaves it to the player to look. */
export function streamForm(container: string, url: string): StreamForm {
  const named = BY_EXTENSION[container.toLowerCase()];
  if (named !== undefined) return named;
  const path = url.split(/[?#|]/)[0] ?? '';
  const extension = /\.([a-z0-9]{2,5})$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  return BY_EXTENSION[extension] ?? 'unknown';
}
