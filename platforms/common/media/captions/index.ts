export { MpegtsCaptions } from './mpegts-captions';
