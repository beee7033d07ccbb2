export { followLimits } from './follow-limits';
export type { FollowLimitsDeps } from './follow-limits';
export { lockProgrammes } from './programme-lock';
export type { ProgrammeLockDeps } from './programme-lock';
