export { MpegtsSession } from '../mpegts-session';
export { ShakaSession } from '../shaka-session';
