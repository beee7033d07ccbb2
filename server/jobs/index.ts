export * from './import';
export * from './housekeeping';
export * from './keep-refreshed';
export * from './keep-snapshots';
export * from './load-secret';
export * from './run-program';
export * from './seed-accounts';
export * from './seed-sample';
