export { WatchTime } from './watch-time';
