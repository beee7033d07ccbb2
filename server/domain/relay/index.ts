export * from './address-guard';
export * from './onward-proxy';
export * from './read-at-most';
export * from './relay';
export { NOWHERE, rewritePlaylist } from './rewrite-playlist';
export type { RelayClaim } from './sealed-address';
export * from './sniff-body';
export { askUpstream, HEAD_TIMEOUT_MS, resolveByName } from './upstream-request';
export type { UpstreamAnswer, UpstreamRequest, WayOut } from './upstream-request';
