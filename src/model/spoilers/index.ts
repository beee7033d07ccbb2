export * from './create-spoilers-model';
export * from './match-at';
export type * from './spoilers-model';
