export * from './create-session-model';
export type { LocalProfile } from './local-profiles';
export * from './session-model';
export * from './session-views';
export * from './session-core';
