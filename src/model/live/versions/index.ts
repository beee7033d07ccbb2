export { followChannelVersions } from './follow-channel-versions';
export type { ChannelVersionsDeps } from './follow-channel-versions';
