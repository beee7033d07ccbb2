export { followLineup } from './follow-lineup';
export type { FollowedLineup, FollowLineupDeps } from './follow-lineup';
export { followSettings } from './follow-settings';
export type { FollowSettingsDeps } from './follow-settings';
export { lookAtAccount } from './look-at-account';
export type { AccountLooks, AccountWatch } from './look-at-account';
