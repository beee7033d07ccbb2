export * from './m3u-contract';
export { createM3uParser } from './m3u-parser';
export { createPlaylistReader } from './playlist-reader';
export type { PlaylistReader, PlaylistReaderOptions, PlaylistResult } from './playlist-reader';
export { buildCatchupUrl, expandLiveUrl, expandTemplate } from './catchup-url';
export type { CatchupRequest } from './catchup-url';
export { parseEpisodeName } from './episode-name';
export type { EpisodeName } from './episode-name';
export { resolveUrl } from './resolve-url';
