export * from './address-guard';
export * from './onward-proxy';
export * from './relay';
export { NOWHERE, rewritePlaylist } from './rewrite-playlist';
export type { RelayClaim } from './sealed-address';
export * from './sniff-body';
export { HEAD_TIMEOUT_MS } from './upstream-request';
export type { UpstreamAnswer, UpstreamRequest } from './upstream-request';
