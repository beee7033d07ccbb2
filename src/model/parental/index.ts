export * from './create-parental-model';
export { createWatchTime } from './create-watch-time';
export type { TimedPlayer, WatchTimeCore, WatchTimeDeps } from './create-watch-time';
export * from './parental-model';
export type { WatchTimeModel } from './watch-time-model';
