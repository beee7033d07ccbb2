export * from './media-library';
export * from './register-media';
export { readStripClock, type ClockReading, type RgbaFrame } from './strip-reader';
export { clockText, stripClock, stripDate } from './strip';
