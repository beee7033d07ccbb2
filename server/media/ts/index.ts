export * from './mux-chunk';
export { PACKET_BYTES, TICKS_PER_SECOND, TICK_WRAP } from './packet';
