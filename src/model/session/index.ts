export * from './create-session-model';
export * from './session-model';
export * from './session-views';
export * from './session-core';
