export { ARCHIVE_WINDOW_MS } from './archive-window';
export * from './create-player-model';
export type * from './player-deps';
export type * from './player-model';
export * from './statistics';
export * from './subtitle-style';
