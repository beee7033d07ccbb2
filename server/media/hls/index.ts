export * from './interstitials';
export * from './linear-playlists';
export * from './master-playlist';
export * from './media-playlist';
export * from './subtitles';
export * from './thumbnails';
export * from './title-playlists';
