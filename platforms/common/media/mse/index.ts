export { ElementSession } from '../element-session';
export { MpegtsSession } from '../mpegts-session';
export { ShakaSession } from '../shaka-session';
