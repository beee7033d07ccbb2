export * from './late-versions';
export type * from './version-merger';
